/**
 * The part of Markdown that guides are written in, as data: headings, paragraphs, lists, tables, code,
 * boxes (`> `), and inside a line emphasis, code and links. A link that stands alone is a way to go,
 * `![what it shows](kind:name)` that stands alone a figure. Anything else stays the text it is;
 * nothing becomes HTML.
 */
export type Inline =
  { kind: "text" | "strong" | "code"; text: string } | { kind: "link"; text: string; href: string };

export type Block =
  | { kind: "heading"; level: number; content: Inline[] }
  | { kind: "paragraph"; content: Inline[] }
  | { kind: "list"; isOrdered: boolean; items: Inline[][] }
  | { kind: "table"; head: Inline[][]; rows: Inline[][][] }
  | { kind: "code"; text: string }
  | { kind: "box"; blocks: Block[] }
  | { kind: "way"; text: string; href: string }
  | { kind: "figure"; what: string; name: string; text: string };

const kInline = /\*\*(.+?)\*\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/g;
/** Links lead into the service or to where its operator says, never to a script. */
const kSafe = /^(https:\/\/|mailto:|\/(?!\/)|#)/;

export function inlineOf(line: string): Inline[] {
  const out: Inline[] = [];
  let done = 0;
  const plain = (to: number) => {
    if (to > done) out.push({ kind: "text", text: line.slice(done, to) });
  };
  for (const found of line.matchAll(kInline)) {
    const [all, strong, code, text, href] = found;
    plain(found.index);
    if (strong !== undefined) out.push({ kind: "strong", text: strong });
    else if (code !== undefined) out.push({ kind: "code", text: code });
    else if (text !== undefined && href !== undefined && kSafe.test(href))
      out.push({ kind: "link", text, href });
    else out.push({ kind: "text", text: all });
    done = found.index + all.length;
  }
  plain(line.length);
  return out;
}

const kHeading = /^(#{1,6})\s+(.*)$/;
const kItem = /^\s*(?:[*+-]|(\d+)[.)])\s+(.*)$/;
const kBox = /^>\s?/;
const kFigure = /^!\[([^\]]+)\]\(([a-z]+):([a-z0-9-]+)\)$/;
const kWay = /^\[([^\]]+)\]\(([^)\s]+)\)$/;
const kRule = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

function cellsOf(line: string): Inline[][] {
  return line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => inlineOf(cell.trim()));
}

export function blocksOf(text: string): Block[] {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const out: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const [block, next] = blockAt(lines, at);
    if (block) out.push(block);
    at = next;
  }
  return out;
}

/** The block that begins at a line, and where the next one begins. */
function blockAt(lines: readonly string[], at: number): [Block | null, number] {
  const line = lines[at] ?? "";
  if (line.trim() === "") return [null, at + 1];
  if (line.startsWith("```")) {
    const end = lines.findIndex((one, place) => place > at && one.startsWith("```"));
    const last = end === -1 ? lines.length : end;
    return [{ kind: "code", text: lines.slice(at + 1, last).join("\n") }, last + 1];
  }
  const heading = kHeading.exec(line);
  if (heading)
    return [
      {
        kind: "heading",
        level: heading[1]?.length ?? 1,
        content: inlineOf(heading[2] ?? ""),
      },
      at + 1,
    ];
  if (kBox.test(line)) return boxAt(lines, at);
  const alone = aloneIn(line);
  if (alone && isEnd(lines[at + 1])) return [alone, at + 1];
  if (line.includes("|") && kRule.test(lines[at + 1] ?? "")) return tableAt(lines, at);
  return kItem.test(line) ? listAt(lines, at) : paragraphAt(lines, at);
}

function isEnd(line: string | undefined): boolean {
  return line === undefined || line.trim() === "";
}

/** A way or a figure, where the line is nothing else. */
function aloneIn(line: string): Block | null {
  const figure = kFigure.exec(line.trim());
  if (figure) {
    const [, text = "", what = "", name = ""] = figure;
    return { kind: "figure", what, name, text };
  }
  const way = kWay.exec(line.trim());
  const [, text = "", href = ""] = way ?? [];
  return way && href.startsWith("/") && kSafe.test(href) ? { kind: "way", text, href } : null;
}

function boxAt(lines: readonly string[], at: number): [Block, number] {
  let end = at;
  while (kBox.test(lines[end] ?? "")) end += 1;
  const inner = lines.slice(at, end).map((one) => one.replace(kBox, ""));
  return [{ kind: "box", blocks: blocksOf(inner.join("\n")) }, end];
}

function tableAt(lines: readonly string[], at: number): [Block, number] {
  let end = at + 2;
  while (end < lines.length && lines[end]?.includes("|")) end += 1;
  const rows = lines.slice(at + 2, end).map(cellsOf);
  return [{ kind: "table", head: cellsOf(lines[at] ?? ""), rows }, end];
}

/** A line that is indented goes on with the item before it. */
function listAt(lines: readonly string[], at: number): [Block, number] {
  const items: string[] = [];
  let end = at;
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? "";
    const item = kItem.exec(line);
    if (item) items.push(item[2] ?? "");
    else if (/^\s+\S/.test(line)) items.push(`${items.pop() ?? ""} ${line.trim()}`);
    else break;
  }
  const isOrdered = kItem.exec(lines[at] ?? "")?.[1] !== undefined;
  return [{ kind: "list", isOrdered, items: items.map(inlineOf) }, end];
}

function paragraphAt(lines: readonly string[], at: number): [Block, number] {
  let end = at + 1;
  while (end < lines.length) {
    const line = lines[end] ?? "";
    if (line.trim() === "" || kHeading.test(line) || kItem.test(line) || line.startsWith("```"))
      break;
    end += 1;
  }
  return [{ kind: "paragraph", content: inlineOf(lines.slice(at, end).join(" ")) }, end];
}
