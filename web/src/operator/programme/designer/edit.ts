/** Changes of one value of a programme file: everything else of the text stays as it is. */
import { type Entry, entryOf, type Holder, type List, type Node, type Span } from "./document.ts";

function put(text: string, { from, to }: Span, words: string): string {
  return text.slice(0, from) + words + text.slice(to);
}

export function quoted(value: string): string {
  // What JSON escapes, TOML understands; it forbids one character more.
  return JSON.stringify(value).replace(/\x7f/g, "\\u007F");
}
export function quotedList(values: readonly string[]): string {
  return `[${values.map(quoted).join(", ")}]`;
}

/** In the place of a value another one. */
export function replaceValue(text: string, node: Node, words: string): string {
  return put(text, node, words);
}

function lineOf(text: string, { from, to }: Span): Span {
  const end = text.indexOf("\n", to);
  return { from: text.lastIndexOf("\n", from - 1) + 1, to: end < 0 ? text.length : end + 1 };
}

/** It and its comma; with nothing left on its lines these too. */
function takeFromList(text: string, { from, to }: Span, before: Span | undefined): string {
  const comma = /^(?:\s|#[^\n]*\n)*,[ \t]*/.exec(text.slice(to))?.[0];
  const isLast = comma === undefined && before !== undefined;
  const span = isLast ? { from: before.to, to } : { from, to: to + (comma ?? "").length };
  const isBeforeEnd = !isLast && /[\r\n]/.test(text.charAt(span.to));
  if (isBeforeEnd) span.from -= /[ \t]*$/.exec(text.slice(0, from))?.[0].length ?? 0;
  const line = lineOf(text, span);
  const rest = text.slice(line.from, span.from) + text.slice(span.to, line.to);
  return rest.trim() === "" ? put(text, line, "") : put(text, span, "");
}

/** The place behind the last item, and whether a comma stands there already. */
function behind(text: string, last: Span): { at: number; hasComma: boolean } {
  const comma = /^(?:\s|#[^\n]*\n)*,/.exec(text.slice(last.to))?.[0];
  return comma ? { at: last.to + comma.length, hasComma: true } : { at: last.to, hasComma: false };
}

/** Behind the last item, on a line of its own where that has one. */
export function addItem(text: string, list: List, words: string): string {
  const last = list.items.at(-1);
  if (!last) return put(text, list, `[${words}]`);
  const { at, hasComma } = behind(text, last);
  const before = text.slice(text.lastIndexOf("\n", last.from - 1) + 1, last.from);
  const isOnOwnLine = before.trim() === "" && last.from - before.length > list.from;
  if (!isOnOwnLine) {
    const said = hasComma ? ` ${words},` : `, ${words}`;
    return put(text, { from: at, to: at }, said);
  }
  const end = lineOf(text, { from: at, to: at }).to - 1;
  const line = `\n${before}${words}${hasComma ? "," : ""}`;
  const longer = put(text, { from: end, to: end }, line);
  return hasComma ? longer : put(longer, { from: at, to: at }, ",");
}

export function removeItem(text: string, list: List, place: number): string {
  const item = list.items[place];
  return item ? takeFromList(text, item, list.items[place - 1]) : text;
}

function keyText(key: string): string {
  return /^[\w-]+$/.test(key) ? key : quoted(key);
}

function addEntry(text: string, holder: Holder, key: string, words: string): string {
  const said = `${keyText(key)} = ${words}`;
  if (holder.kind === "section") {
    const end = lineOf(text, { from: holder.to, to: holder.to }).to;
    const gap = text.slice(0, end).endsWith("\n") || end === 0 ? "" : "\n";
    return put(text, { from: end, to: end }, `${gap}${said}\n`);
  }
  const last = holder.entries.at(-1);
  if (!last) return put(text, holder, `{ ${said} }`);
  const { at, hasComma } = behind(text, last);
  return put(text, { from: at, to: at }, `${hasComma ? " " : ", "}${said}`);
}

function removeEntry(text: string, holder: Holder, entry: Entry): string {
  if (holder.kind === "section") return put(text, lineOf(text, entry), "");
  return takeFromList(text, entry, holder.entries[holder.entries.indexOf(entry) - 1]);
}

/** Sets a key of a table, or takes it away: null. */
export function putEntry(text: string, holder: Holder, key: string, words: string | null): string {
  const entry = entryOf(holder, key);
  if (words === null) return entry ? removeEntry(text, holder, entry) : text;
  return entry ? replaceValue(text, entry.value, words) : addEntry(text, holder, key, words);
}

/** New lines behind a table, with an empty line between. */
export function addLines(text: string, behindWhat: Span, lines: string): string {
  const end = lineOf(text, { from: behindWhat.to, to: behindWhat.to }).to;
  const gap = text.slice(0, end).endsWith("\n") || end === 0 ? "" : "\n";
  return put(text, { from: end, to: end }, `${gap}${end === 0 ? "" : "\n"}${lines}`);
}

/** From its heading to its last entry, and the empty lines behind. */
export function removeLines(text: string, table: Span): string {
  const { from, to } = lineOf(text, table);
  const empty = /^(?:[ \t]*\r?\n)*/.exec(text.slice(to))?.[0] ?? "";
  return put(text, { from, to: to + empty.length }, "");
}

/**
 * Of rows that are in force from and until days: the last one ends where another of the same begins.
 * One that ends already is left as it is.
 */
export function continueFrom(text: string, list: List, day: string): string {
  const last = list.items.at(-1);
  if (last?.kind !== "table") return text;
  const kept = last.entries.filter(({ key }) => key !== "from" && key !== "until");
  const said = kept.map(({ from, to }) => text.slice(from, to));
  const longer = addItem(text, list, `{ ${[`from = ${day}`, ...said].join(", ")} }`);
  return entryOf(last, "until") ? longer : putEntry(longer, last, "until", day);
}
