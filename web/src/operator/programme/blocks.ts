/**
 * The blocks of a programme file, for reading: `[[type]]`, `[[competency]]`, `[[lever]]` with their
 * plain members. What a rule says in full is its text; this is its table of contents.
 */
export interface Block {
  kind: string;
  code: string;
  name: string;
  /** The text of it, as it was written. */
  text: string;
}

const head = /^\[\[?([\w.]+)\]?\]/;

export function blocksOf(text: string): Block[] {
  const blocks: { kind: string; lines: string[] }[] = [];
  for (const line of text.split("\n")) {
    const found = head.exec(line);
    if (found) blocks.push({ kind: found[1] as string, lines: [line] });
    else if (line.startsWith("# ----")) blocks.push({ kind: "", lines: [] });
    else blocks.at(-1)?.lines.push(line);
  }
  return blocks
    .filter((one) => one.kind !== "")
    .map(({ kind, lines }) => {
      const body = lines.join("\n").trimEnd();
      return { kind, code: wordOf(body, "code"), name: wordOf(body, "name"), text: body };
    });
}

function wordOf(text: string, member: string): string {
  return new RegExp(`^${member}\\s*=\\s*"([^"]*)"`, "m").exec(text)?.[1] ?? "";
}

interface Hunk {
  text: string;
  look: "added" | "removed" | "place" | "same";
}

/** Lines of a difference as diff -U has them. */
export function hunksOf(difference: string): Hunk[] {
  return difference
    .split("\n")
    .filter((line) => line !== "")
    .map((text) => ({
      text,
      look: text.startsWith("@@")
        ? "place"
        : text.startsWith("+")
          ? "added"
          : text.startsWith("-")
            ? "removed"
            : "same",
    }));
}
