#include "base/check.h"
#include "site/site.h"

// The site travels inside the program: the assembler takes its bytes from the build (SITE_PACK, set
// in CMakeLists.txt).
__asm__(
    ".pushsection .rodata\n"
    ".globl accredit_site_begin\n"
    "accredit_site_begin:\n"
    ".incbin \"" SITE_PACK
    "\"\n"
    ".globl accredit_site_end\n"
    "accredit_site_end:\n"
    ".popsection\n");

extern "C" const char accredit_site_begin[];
extern "C" const char accredit_site_end[];

namespace site {

const Site& shipped() {
  static const Site site = [] {
    const auto size = static_cast<std::size_t>(accredit_site_end - accredit_site_begin);
    auto parsed = Site::parse({accredit_site_begin, size});
    ASSERT(parsed);
    return std::move(*parsed);
  }();
  return site;
}

}  // namespace site
