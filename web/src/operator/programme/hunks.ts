interface Hunk {
  text: string;
  look: "added" | "removed" | "place" | "same";
}

function lookOf(line: string): Hunk["look"] {
  if (line.startsWith("@@")) return "place";
  if (line.startsWith("+")) return "added";
  return line.startsWith("-") ? "removed" : "same";
}

/** Lines of a difference as diff -U has them. */
export function hunksOf(difference: string): Hunk[] {
  return difference
    .split("\n")
    .filter((line) => line !== "")
    .map((text) => ({ text, look: lookOf(text) }));
}
