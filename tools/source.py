"""What the house rules read: our C++ files, with comments and literals blanked where asked."""
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
SUFFIXES = (".h", ".cc")

# One token of C++ that can hide code-like text: a comment, a raw string, a string, a character.
# A digit separator (1'000) is not a character literal, so numbers come first.
_HIDING = re.compile(
    r"""//(?:[^\n\\]|\\.|\\\n)*
      | /\*.*?\*/
      | R"(?P<mark>[^\s()\\]{0,16})\(.*?\)(?P=mark)"
      | "(?:[^"\\\n]|\\.)*"
      | \b\d[\w']*
      | '(?:[^'\\\n]|\\.)+'""",
    re.VERBOSE | re.DOTALL)


def files(*folders):
    """Every C++ file under the folders, sorted; a folder may be absent."""
    found = []
    for folder in folders:
        base = ROOT / folder
        if base.is_dir():
            found += [p for p in base.rglob("*") if p.suffix in SUFFIXES]
    return sorted(found)


def is_test(path):
    """Tests, benchmarks and fuzz targets: held to the levels, not counted as product code."""
    name = path.relative_to(ROOT).as_posix()
    return name.startswith(("tests/", "bench/")) or bool(
        re.search(r"_(test|bench|fuzz)\.(cc|h)$", name))


def blank(text, keep_comments=False):
    """The text with literals emptied and comments gone; every line keeps its number."""
    def hide(found):
        token = found[0]
        if token[0].isdigit():
            return token
        if token.startswith(("//", "/*")):
            return token if keep_comments else "\n" * token.count("\n") or " "
        return '""' + "\n" * token.count("\n")
    # An include keeps its name: it is a literal only by its looks.
    guarded = re.sub(r'^(\s*#\s*include\s*)"([^"\n]+)"', r"\1<\2>", text, flags=re.MULTILINE)
    return _HIDING.sub(hide, guarded)


class Findings:
    """Collects broken rules and prints them the way a compiler does."""

    def __init__(self, tool):
        self.tool, self.lines = tool, []

    def add(self, path, line, rule, remedy):
        where = path.relative_to(ROOT).as_posix()
        self.lines.append(f"{where}:{line}: {rule}. Remedy: {remedy}.")

    def close(self, summary):
        """Prints all; gives the exit code."""
        for line in self.lines:
            print(line)
        print(f"{self.tool}: {len(self.lines)} broken rules" if self.lines
              else f"{self.tool}: {summary}")
        return 1 if self.lines else 0
