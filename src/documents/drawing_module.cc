#include "documents/drawing_module.h"

#include <dlfcn.h>

#include <string>

namespace documents {
namespace {

base::Result<typesetting::DrawFunction*> load() {
  using typesetting::kModule;
  void* library = dlopen(kModule, RTLD_LAZY | RTLD_LOCAL);
  if (library == nullptr) {
    return base::fail(base::Code::Missing,
                      std::string("a PDF cannot be made: ") + dlerror() + "; lib/" + kModule +
                          " belongs beside the program, and Debian's libpangocairo-1.0-0 and "
                          "fonts-noto-core must be installed");
  }
  void* const found = dlsym(library, typesetting::kDrawFunction);
  if (found == nullptr) {
    return base::fail(base::Code::Missing, std::string(kModule) + " has no " +
                                               typesetting::kDrawFunction +
                                               "; install the one of this program's release");
  }
  return reinterpret_cast<typesetting::DrawFunction*>(found);
}

}  // namespace

base::Status draw(const typesetting::Document& document, const typesetting::Sink& sink) {
  static const base::Result<typesetting::DrawFunction*> loaded = load();
  typesetting::DrawFunction* const function = TRY(loaded);
  base::Status done;
  function(document, sink, ACCREDIT_VERSION, done);
  return done;
}

}  // namespace documents
