// The shipped programme travels inside the binary: the assembler takes its bytes as they stand in
// programmes/cloud-2016.toml (SHIPPED_PROGRAMME, set in CMakeLists.txt).
#include "programs/load.h"

__asm__(
    ".pushsection .rodata\n"
    "accredit_shipped_begin:\n"
    ".incbin \"" SHIPPED_PROGRAMME
    "\"\n"
    "accredit_shipped_end:\n"
    ".popsection\n");

extern "C" {
extern const char accredit_shipped_begin[];
extern const char accredit_shipped_end[];
}

namespace programs {

std::string_view shipped_cloud_2016() {
  return {accredit_shipped_begin, accredit_shipped_end};
}

}  // namespace programs
