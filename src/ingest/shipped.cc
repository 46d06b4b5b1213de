// The shipped mapping travels inside the binary: the assembler takes its bytes as they stand in
// mappings/focus-1.toml (SHIPPED_MAPPING, set in CMakeLists.txt).
#include "ingest/mapping.h"

__asm__(
    ".pushsection .rodata\n"
    "accredit_focus_begin:\n"
    ".incbin \"" SHIPPED_MAPPING
    "\"\n"
    "accredit_focus_end:\n"
    ".popsection\n");

extern "C" {
extern const char accredit_focus_begin[];
extern const char accredit_focus_end[];
}

namespace ingest {

std::string_view shipped_focus_1() {
  return {accredit_focus_begin, accredit_focus_end};
}

}  // namespace ingest
