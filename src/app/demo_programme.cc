// The demo's programme travels inside the binary (DEMO_PROGRAMME, set in CMakeLists.txt), as the
// shipped one does (programs/shipped.cc).
#include "app/demo_world.h"

__asm__(
    ".pushsection .rodata\n"
    "accredit_demo_begin:\n"
    ".incbin \"" DEMO_PROGRAMME
    "\"\n"
    "accredit_demo_end:\n"
    ".popsection\n");

extern "C" {
extern const char accredit_demo_begin[];
extern const char accredit_demo_end[];
}

namespace app {

std::string_view demo_programme() {
  return {accredit_demo_begin, accredit_demo_end};
}

}  // namespace app
