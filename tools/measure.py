#!/usr/bin/env python3
"""measure: the sizes of the house. Prints the numbers of today and fails on a broken limit.

Limits are ratchets: they go down, never up (CONTRIBUTING.md).
"""
import re
import subprocess
import sys

from source import ROOT, Findings, blank, files, is_test

FILE_LINES, FUNCTION_LINES, COLUMNS = 800, 70, 100
NO_NAME = re.compile(r"(^|_)(utils?|helpers?|common|misc|managers?)(_|\.|$)")
LOOSE_END = re.compile(r"\b(TODO|FIXME|HACK)\b(?!\(#\d+\))")
CHECKS = re.compile(r"\b(ASSERT|static_assert|CHECK\w*|REQUIRE\w*|RC_ASSERT)\s*\(")


def functions(paths):
    """(lines, name, path, first line) of every function definition, as ctags sees them."""
    done = subprocess.run(
        ["ctags", "--langmap=C++:.h.cc", "--languages=C++", "--kinds-C++=f", "--fields=+ne",
         "--sort=no", "-f", "-", "-L", "-"],
        input="\n".join(map(str, paths)), capture_output=True, text=True, check=True)
    spans = []
    for tag in done.stdout.splitlines():
        first, last = re.search(r"\tline:(\d+)", tag), re.search(r"\tend:(\d+)", tag)
        if first and last:
            name, path = tag.split("\t")[:2]
            spans.append((int(last[1]) - int(first[1]) + 1, name, path, int(first[1])))
    return spans


def quantile(numbers, q):
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, int(q * len(ordered)))] if ordered else 0


def check_lines(path, lines, findings):
    if len(lines) > FILE_LINES and not any("generated" in line.lower() for line in lines[:5]):
        findings.add(path, FILE_LINES + 1, f"{len(lines)} lines in one file, limit {FILE_LINES}",
                     "find the second subject in it and give that its own file")
    if NO_NAME.search(path.stem):
        findings.add(path, 1, f"a file named {path.name}",
                     "name it after what it knows, in words of the field")
    for number, line in enumerate(lines, 1):
        if len(line) > COLUMNS:
            findings.add(path, number, f"{len(line)} columns, limit {COLUMNS}", "make format, or "
                         "break the literal")
        if found := LOOSE_END.search(line):
            findings.add(path, number, f"a {found[1]} without an issue number",
                         f"{found[1]}(#12): what is missing; or do it now")


def main():
    findings = Findings("measure")
    paths = files("src", "tests", "bench")
    lines = {p: p.read_text(errors="replace").splitlines() for p in paths}
    for path in paths:
        check_lines(path, lines[path], findings)
    for folder in (ROOT / "src").iterdir() if (ROOT / "src").is_dir() else ():
        if NO_NAME.search(folder.name):
            findings.add(folder, 1, f"a room named {folder.name}", "name what it knows")
    spans = functions(paths)
    for size, name, path, first in spans:
        if size > FUNCTION_LINES:
            findings.add(ROOT / path, first, f"{name} has {size} lines, limit {FUNCTION_LINES}",
                         "let one function decide and small ones compute")

    code = [p for p in paths if not is_test(p)]
    print_numbers(code, [p for p in paths if is_test(p)], lines, spans)
    return findings.close(f"{len(paths)} files within the limits")


def print_numbers(code, tests, lines, spans):
    sizes = [len(lines[p]) for p in code]
    product = {str(p) for p in code}
    lengths = [size for size, _, path, _ in spans if path in product]
    text = [line.strip() for p in code for line in lines[p]]
    comments = sum(line.startswith(("//", "/*", "*")) for line in text)
    statements = max(1, sum(bool(line) for line in text) - comments)
    checks = sum(bool(CHECKS.search(line)) for p in code
                 for line in blank("\n".join(lines[p])).splitlines())
    test_lines = sum(len(lines[p]) for p in tests)
    scenarios = [p for p in (ROOT / "tests").rglob("*.scn")]
    test_lines += sum(len(p.read_text().splitlines()) for p in scenarios)
    print(f"files {len(code)}, lines {sum(sizes)}; lines per file: median {quantile(sizes, .5)}, "
          f"p90 {quantile(sizes, .9)}, max {max(sizes, default=0)}")
    print(f"functions {len(lengths)}; lines each: median {quantile(lengths, .5)}, "
          f"p90 {quantile(lengths, .9)}, p99 {quantile(lengths, .99)}, "
          f"max {max(lengths, default=0)}")
    print(f"comment lines {100 * comments // (comments + statements)} %; "
          f"a check every {statements // max(1, checks)} code lines; "
          f"test lines per code line {test_lines / max(1, sum(sizes)):.2f}")


sys.exit(main())
