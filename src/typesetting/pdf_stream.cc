#include "typesetting/pdf_stream.h"

#include <algorithm>
#include <cstdio>

#include "base/check.h"

namespace typesetting {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 18;
constexpr std::size_t kEnd = 1024;  // holds a trailer
constexpr std::string_view kCatalogue = "<< /Type /Catalog";
constexpr std::string_view kCatalogueEnd = ">>\nendobj";

// The number after `key` in the text: "/Root 12 0 R".
std::int64_t number_after(std::string_view text, std::string_view key) {
  std::size_t at = text.rfind(key);
  ASSERT(at != std::string_view::npos);
  std::int64_t out = 0;
  for (at += key.size(); at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at)
    out = out * 10 + (text[at] - '0');
  return out;
}

}  // namespace

void PdfStream::write(std::string_view bytes) {
  buffer_ += bytes;
  if (buffer_.size() >= kBuffer) pass_on();
}

void PdfStream::note_catalogue() {
  const std::size_t at = buffer_.rfind(kCatalogue);
  if (at == std::string::npos) return;
  const std::size_t end = buffer_.find(kCatalogueEnd, at);
  if (end != std::string::npos) catalogue_ = buffer_.substr(at, end - at);
}

// All but a last piece, which is kept so that what is looked for is never cut in two.
void PdfStream::pass_on() {
  note_catalogue();
  const std::size_t size = buffer_.size() - std::min(kEnd, buffer_.size());
  if (status_) status_ = sink_(std::string_view(buffer_).substr(0, size));
  passed_on_ += static_cast<std::int64_t>(size);
  buffer_.erase(0, size);
}

base::Status PdfStream::finish(const std::string& language) {
  note_catalogue();
  const std::int64_t size = passed_on_ + static_cast<std::int64_t>(buffer_.size());
  const std::string root = std::to_string(number_after(buffer_, "/Root "));
  const std::string before = std::to_string(number_after(buffer_, "startxref\n"));
  const std::string objects = std::to_string(number_after(buffer_, "/Size "));
  const std::string info = std::to_string(number_after(buffer_, "/Info "));
  ASSERT(!catalogue_.empty());
  const std::string object = root + " 0 obj\n" + catalogue_ + "   /Lang (" + language +
                             ")\n   /ViewerPreferences << /DisplayDocTitle true >>\n>>\nendobj\n";
  char offset[24];
  std::snprintf(offset, sizeof offset, "%010lld", static_cast<long long>(size));
  buffer_ += object + "xref\n" + root + " 1\n" + offset + " 00000 n \ntrailer\n<< /Size " +
             objects + "\n   /Root " + root + " 0 R\n   /Info " + info + " 0 R\n   /Prev " +
             before + "\n>>\nstartxref\n" +
             std::to_string(size + static_cast<std::int64_t>(object.size())) + "\n%%EOF\n";
  if (status_) status_ = sink_(buffer_);
  return status_;
}

}  // namespace typesetting
