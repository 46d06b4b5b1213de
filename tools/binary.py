#!/usr/bin/env python3
"""binary PROGRAM: checks what was linked, not what was asked for.

The program must be position independent, its relocations read-only and bound at start, its stack
not executable and guarded, its libraries found beside it. Every function of the pinned duckdb.h
must be exported by the pinned libduckdb.so: the two come from different packages.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def output(*words):
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def hardening(program):
    headers, dynamic = output("readelf", "-hlW", program), output("readelf", "-dW", program)
    symbols = output("nm", "-D", program)
    stack = re.search(r"GNU_STACK.*", headers)
    facts = {
        "position independent (-pie)": "DYN (" in headers and "INTERP" in headers,
        "read-only relocations (-z relro)": "GNU_RELRO" in headers,
        "bound at start (-z now)": "NOW" in dynamic,
        "stack not executable (-z noexecstack)": bool(stack) and " RWE " not in stack[0],
        "stack guarded (-fstack-protector-strong)": "__stack_chk_fail" in symbols,
        "free of Cairo and Pango (lib/libaccredit_pdf.so has them, loaded when needed)":
            "cairo" not in dynamic and "pango" not in dynamic,
        "free of libxlsxwriter (lib/libaccredit_xlsx.so has it, loaded when needed)": "xlsxwriter" not in dynamic,
        "libraries beside the program (RUNPATH $ORIGIN/lib)": "[$ORIGIN/lib]" in dynamic,
    }
    return [f"{program}: not {fact}" for fact, holds in facts.items() if not holds]


def duckdb_fits():
    folder = ROOT / ".native" / "duckdb"
    header = (folder / "duckdb.h").read_text()
    declared = set(re.findall(r"^DUCKDB_C_API\s[^;]*?\b(duckdb_\w+)\s*\(", header, re.MULTILINE))
    exported = set(re.findall(r" T (duckdb_\w+)", output("nm", "-D", folder / "libduckdb.so")))
    broken = [f"duckdb.h declares {name}, libduckdb.so does not have it"
              for name in sorted(declared - exported)]
    if len(declared) < 400:
        broken.append(f"only {len(declared)} functions found in duckdb.h; has its form changed?")
    return broken


def main():
    broken = hardening(sys.argv[1]) + duckdb_fits()
    for line in broken:
        print(line)
    return 1 if broken else 0


sys.exit(main())
