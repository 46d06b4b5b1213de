#!/usr/bin/env python3
"""levels: includes point down only, and some words belong to some rooms only.

The rooms and what each may include are read from CMakeLists.txt, so the build and this check
cannot disagree. Exceptions, each with its reason, stand in tools/allowed.txt.
"""
import re
import sys

from source import ROOT, Findings, blank, files

# Header of a foreign library -> its name in CMakeLists.txt (LIBS or SHARES of a room).
FOREIGN = [
    (r"sqlite3(ext)?\.h", "sqlite"), (r"duckdb\.(h|hpp)", "duckdb"), (r"fmt/.*", "fmt"),
    (r"openssl/.*", "crypto"), (r"z(lib|conf)\.h", "zlib"), (r"toml\+\+/.*", "toml++"),
    (r"CLI/.*", "CLI11"), (r"boost/json.*", "boost-json"), (r"date/.*", "date-tz"),
    (r"xxhash\.h", "xxhash"), (r"doctest/.*", "doctest"),
    (r"boost/(asio|beast)(/.*|\.hpp)", "beast"), (r"sodium\.h", "sodium"),
    (r"curl/.*", "curl"), (r"cairo(-\w+)?\.h", "cairo"), (r"pango/.*", "pango"),
    (r"xlsxwriter(\.h|/.*)", "xlsxwriter"),
    (r"rapidcheck(\.h|/.*)", "rapidcheck"),
    (r"benchmark/.*", "benchmark"), (r"chdb\.h", "chdb"),
]
TEST_ONLY = {"doctest", "rapidcheck"}
BENCH_ONLY = {"benchmark", "chdb"}
# Template-heavy headers: one translation unit of a room pays for each, and no header includes it.
ONE_UNIT = {"toml++", "CLI11", "date-tz", "boost-json", "xlsxwriter"}

EXACT = "exact numbers only (docs/decisions): use base/decimal.h or integers"
# (rule, pattern, applies(room, name), remedy)
BANS = [
    ("the wall clock is read outside app",
     r"\b(system_clock|utc_clock)::now\b|"
     r"\b(time|gettimeofday|clock_gettime)\s*\(\s*(NULL|nullptr|0|&)",
     lambda room, name: room != "app",
     "take the instant or the Clock as a parameter"),
    ("standard output is written outside cli",
     r"std::cout\b|(?<![\w>.])(?:std::)?(?:printf|puts|putchar|vprintf)\s*\(|"
     r"\bstdout\b|\bfmt::print\b",
     lambda room, name: room != "cli",
     "return the text; only cli prints"),
    ("a binary floating-point number",
     r"\b(float|double)\b",
     lambda room, name: room != "base" or name.startswith("decimal"),
     EXACT),
    ("the system's randomness is read outside app", r"\bgetrandom\b|/dev/u?random",
     lambda room, name: room != "app",
     "take the bytes, or the key made of them, as a parameter"),
    ("a random source without a seed",
     r"\brandom_device\b|\b(?:std::)?rand\s*\(\s*\)|\bsrand\s*\(",
     lambda room, name: True,
     "take the seed as a parameter and print it"),
    ("using namespace", r"^\s*using\s+namespace\b(?!\s+std::(?:string_view_|chrono_)?literals\b)",
     lambda room, name: True,
     "name what you use"),
]
# A floating-point exception may be granted only where progress and time are shown, and where a
# foreign file format knows no other numbers.
DOUBLE_ROOMS = ("app", "cli", "spreadsheets")


def read_rooms():
    """{room: (rooms it may include, libraries it may include)} from the room() lines."""
    text = re.sub(r"#[^\n]*", "", (ROOT / "CMakeLists.txt").read_text())
    rooms, shares = {}, {}
    for name, rest in re.findall(r"^room\(\s*(\w+)([^)]*)\)", text, re.MULTILINE):
        lists, current = {"DEPENDS": [], "LIBS": [], "SHARES": [], "MODULE": []}, None
        for word in rest.split():
            if word in lists:
                current = lists[word]
            else:
                current.append(word)
        for below in lists["DEPENDS"]:
            if below not in rooms:
                sys.exit(f"CMakeLists.txt: room {name} depends on {below}, which is not below it")
        shares[name] = set(lists["SHARES"])
        libs = set(lists["LIBS"]) | shares[name]
        for below in lists["DEPENDS"]:
            libs |= shares[below]
        rooms[name] = (lists["DEPENDS"], libs)
    return rooms


def read_allowed(findings):
    """{path: {words}} from tools/allowed.txt: `path word reason...`, one a line."""
    path, allowed = ROOT / "tools" / "allowed.txt", {}
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split(maxsplit=2)
        if len(parts) < 3:
            findings.add(path, number, "an exception without a reason", "path, word, reason")
            continue
        if not (ROOT / parts[0]).exists():
            findings.add(path, number, f"{parts[0]} does not exist", "delete the line")
        if parts[1] in ("double", "float") and parts[0].split("/")[1] not in DOUBLE_ROOMS:
            findings.add(path, number, f"{parts[1]} can be allowed only in {' and '.join(DOUBLE_ROOMS)}", EXACT)
            continue
        allowed.setdefault(parts[0], set()).add(parts[1])
    return allowed


def check_includes(path, code, rooms, findings, units):
    room = path.relative_to(ROOT / "src").parts[0]
    below, libs = rooms[room]
    tail = path.stem.rsplit("_", 1)[-1]
    extra = (TEST_ONLY if tail == "test" else set()) | (BENCH_ONLY if tail == "bench" else set())
    for number, line in enumerate(code.splitlines(), 1):
        if not (found := re.match(r"\s*#\s*include\s*<([^>]+)>", line)):
            continue
        name = found[1]
        first = name.split("/")[0]
        if "/" in name and first in rooms and first not in (room, *below):
            findings.add(path, number, f"{room} may not include {first} ({name})",
                         "turn the arrow round: declare a port here and let the upper room "
                         f"implement it; {room} may include {' '.join(below) or 'nothing'}")
        elif name.startswith(".."):
            findings.add(path, number, "an include by relative path",
                         'write it from src/: #include "room/file.h"')
        for pattern, lib in FOREIGN:
            if not re.fullmatch(pattern, name):
                continue
            if lib not in libs | extra:
                owners = [r for r, (_, ls) in rooms.items() if lib in ls]
                findings.add(path, number, f"{room} may not include {name}",
                             f"only {' and '.join(owners) or 'tests'} know {lib}")
            elif lib in ONE_UNIT and path.suffix == ".h":
                findings.add(path, number, f"{name} in a header",
                             "it costs seconds a file: include it in one .cc only")
            elif lib in ONE_UNIT and tail not in ("test", "fuzz"):
                units.setdefault((room, lib), []).append((path, number))


def check_bans(path, code, findings, allowed):
    relative = path.relative_to(ROOT).as_posix()
    room = path.relative_to(ROOT / "src").parts[0]
    granted = allowed.get(relative, set())
    for number, line in enumerate(code.splitlines(), 1):
        for rule, pattern, applies, remedy in BANS:
            if applies(room, path.name) and (found := re.search(pattern, line)):
                if not any(word in found[0] for word in granted):
                    findings.add(path, number, f"{rule} ({found[0].strip()})", remedy)


def check_sql(path, text, findings):
    """SQL text belongs to storage: a literal that reads like a statement elsewhere is a leak."""
    room = path.relative_to(ROOT / "src").parts[0]
    if room == "storage" or path.stem.endswith("_test"):
        return
    statement = re.compile(
        r'"\s*(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|'
        r'CREATE\s+(TABLE|INDEX|VIEW|TRIGGER)|PRAGMA\s+\w+)\b', re.IGNORECASE)
    for number, line in enumerate(text.splitlines(), 1):
        if statement.search(line):
            findings.add(path, number, "SQL outside storage", "move it into a store of storage")


def check_table(rooms, findings):
    """ARCHITECTURE.md tells each room once, and of a file to begin with that is there."""
    path, told = ROOT / "ARCHITECTURE.md", {}
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not (found := re.match(r"\| `(\w+)` \|.*\|([^|]*)\|$", line)):
            continue
        room = found[1]
        if room not in rooms or room in told:
            findings.add(path, number, f"{room} is no room, or stands twice", "delete the line")
        told[room] = number
        for name in re.findall(r"`([^`]+)`", found[2]):
            places = (ROOT / name, ROOT / "src" / name, ROOT / "src" / room / name)
            if not any(one.exists() for one in places):
                findings.add(path, number, f"{name} is not there", "name what to read first")
    for room in rooms.keys() - told.keys():
        findings.add(path, 1, f"room {room} is not told", "add its line")


def main():
    findings, units = Findings("levels"), {}
    rooms, allowed = read_rooms(), read_allowed(findings)
    check_table(rooms, findings)
    sources = files("src")
    for path in sources:
        room = path.relative_to(ROOT / "src").parts[0]
        if room not in rooms:
            findings.add(path, 1, f"src/{room} is not a room of CMakeLists.txt",
                         "add room(...) with what it may include, or move the file")
            continue
        text = path.read_text(errors="replace")
        code = blank(text)
        check_includes(path, code, rooms, findings, units)
        check_bans(path, code, findings, allowed)
        check_sql(path, text, findings)
    for (room, lib), places in units.items():
        for path, number in places[1:]:
            if room != "cli" and path != places[0][0]:
                findings.add(path, number, f"a second file of {room} includes {lib}",
                             f"keep it to {places[0][0].name}")
    return findings.close(f"{len(sources)} files of {len(rooms)} rooms, includes point down only")


sys.exit(main())
