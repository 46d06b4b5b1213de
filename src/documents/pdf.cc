#include "documents/pdf.h"

#include <filesystem>

#include "documents/drawing_module.h"
#include "documents/statement_document.h"
#include "storage/disk_file.h"

namespace documents {

base::Status write_pdf(const statements::Issued& issued, Paper paper, const Sink& sink) {
  return draw(document_of(issued, paper), sink);
}

base::Status write_pdf(const statements::Issued& issued, Paper paper, const std::string& path) {
  const std::string whole = std::filesystem::path(path).is_absolute() ? path : "./" + path;
  const std::string unfinished = whole + ".part";
  const auto write = [&]() -> base::Status {
    auto file = TRY(storage::FileWriter::create(unfinished));
    TRY_STATUS(write_pdf(issued, paper, [&](std::string_view bytes) { return file.write(bytes); }));
    TRY_STATUS(file.finish());
    return storage::publish(unfinished, whole);
  };
  base::Status done = write();
  if (!done) storage::remove_quietly(unfinished);
  return done;
}

}  // namespace documents
