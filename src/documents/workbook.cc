#include "documents/workbook.h"

#include <dlfcn.h>

#include <filesystem>

#include "storage/disk_file.h"

namespace documents {
namespace {

base::Result<spreadsheets::WriteFunction*> load() {
  using spreadsheets::kModule;
  void* library = dlopen(kModule, RTLD_LAZY | RTLD_LOCAL);
  if (library == nullptr) {
    return base::fail(base::Code::Missing,
                      std::string("a workbook cannot be made: ") + dlerror() + "; lib/" + kModule +
                          " belongs beside the program, and Debian's libxlsxwriter4 must be "
                          "installed");
  }
  void* const found = dlsym(library, spreadsheets::kWriteFunction);
  if (found == nullptr) {
    return base::fail(base::Code::Missing, std::string(kModule) + " has no " +
                                               spreadsheets::kWriteFunction +
                                               "; install the one of this program's release");
  }
  return reinterpret_cast<spreadsheets::WriteFunction*>(found);
}

}  // namespace

base::Status write_workbook(const spreadsheets::Workbook& workbook, const std::string& path) {
  static const base::Result<spreadsheets::WriteFunction*> loaded = load();
  spreadsheets::WriteFunction* const function = TRY(loaded);
  const std::string unfinished = path + ".part";
  const std::string folder = std::filesystem::absolute(path).parent_path().string();
  base::Status done;
  function(workbook, unfinished, folder, ACCREDIT_VERSION, done);
  if (done) done = storage::sync_file(unfinished);
  if (done) done = storage::publish(unfinished, path);
  if (!done) storage::remove_quietly(unfinished);
  return done;
}

}  // namespace documents
