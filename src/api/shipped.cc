// The contract travels inside the program: the assembler takes its bytes from the build
// (CONTRACT_JSON, set in CMakeLists.txt).
__asm__(
    ".pushsection .rodata\n"
    ".globl accredit_contract_begin\n"
    "accredit_contract_begin:\n"
    ".incbin \"" CONTRACT_JSON
    "\"\n"
    ".globl accredit_contract_end\n"
    "accredit_contract_end:\n"
    ".popsection\n");
