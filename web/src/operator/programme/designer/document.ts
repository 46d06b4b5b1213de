/**
 * A programme file with the places of everything in it, so that one value can be changed and every
 * other character stays. Whether the rules are good is for the service to say; this only finds
 * where they stand. Format: docs/formats/programme.md (TOML 1.0).
 */
export interface Span {
  /** Places in the text: the first that belongs to it, and the first that no longer does. */
  from: number;
  to: number;
}

export interface Scalar extends Span {
  /** `plain`: a day, or what a programme has no use for, as it is written. */
  kind: "text" | "whole" | "truth" | "plain";
  /** Of a text without quotes. */
  value: string;
}
export interface List extends Span {
  kind: "list";
  items: Node[];
}
export interface InlineTable extends Span {
  kind: "table";
  entries: Entry[];
}
export type Node = Scalar | List | InlineTable;

export interface Entry extends Span {
  /** Parts of a dotted key are joined again by dots. */
  key: string;
  value: Node;
}

/** From a heading to the last of its entries. What is above the first heading has no name. */
export interface Table extends Span {
  kind: "section";
  /** "lever", "lever.eligibility" */
  name: string;
  entries: Entry[];
}
export type Holder = Table | InlineTable;

/** It is no TOML; `place`: from where on it cannot be read. */
export class Unreadable extends Error {
  readonly place: number;
  constructor(place: number) {
    super(`it cannot be read from place ${place} on`);
    this.name = "Unreadable";
    this.place = place;
  }
}

const kEscapes: Readonly<Record<string, string>> = {
  b: "\b",
  t: "\t",
  n: "\n",
  f: "\f",
  r: "\r",
  '"': '"',
  "\\": "\\",
};
const kBareKey = /[\w-]+/y;
const kPlain = /[^\s,\]}#"'{[]+/y;
const kLongest = 64;

class Reader {
  readonly text: string;
  at = 0;
  constructor(text: string) {
    this.text = text;
  }

  fail(): never {
    throw new Unreadable(this.at);
  }
  sees(word: string): boolean {
    return this.text.startsWith(word, this.at);
  }
  takes(word: string): boolean {
    const found = this.sees(word);
    if (found) this.at += word.length;
    return found;
  }
  needs(word: string): void {
    if (!this.takes(word)) this.fail();
  }
  match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) this.fail();
    this.at += found.length;
    return found;
  }
  blanks(): void {
    this.match(/[ \t]*/y);
  }
  /** Blanks, ends of lines and comments. */
  gap(): void {
    this.match(/(?:[ \t\r\n]+|#[^\n]*)*/y);
  }
  /** Nothing but blanks and a comment up to the end of the line, which is taken too. */
  endOfLine(): void {
    this.match(/[ \t]*(?:#[^\n]*)?/y);
    if (this.at < this.text.length) this.match(/\r?\n/y);
  }

  key(): string {
    const parts = [this.keyPart()];
    for (;;) {
      this.blanks();
      if (!this.takes(".")) return parts.join(".");
      this.blanks();
      parts.push(this.keyPart());
    }
  }
  private keyPart(): string {
    return this.sees('"') || this.sees("'") ? this.quoted() : this.match(kBareKey);
  }

  entry(depth: number): Entry {
    const from = this.at;
    const key = this.key();
    this.needs("=");
    this.blanks();
    const value = this.value(depth);
    return { key, value, from, to: this.at };
  }
  value(depth: number): Node {
    if (depth > kLongest) this.fail();
    const from = this.at;
    if (this.sees("[")) return this.list(depth);
    if (this.sees("{")) return this.inlineTable(depth);
    if (this.sees('"') || this.sees("'"))
      return { kind: "text", value: this.quoted(), from, to: this.at };
    // A day may have a time behind a blank.
    const value = this.match(kPlain) + this.match(/(?: \d\d:[\d:.Z+-]+)?/y);
    return { kind: kindOf(value), value, from, to: this.at };
  }
  private list(depth: number): List {
    const from = this.at;
    const items: Node[] = [];
    this.needs("[");
    for (;;) {
      this.gap();
      if (this.takes("]")) return { kind: "list", items, from, to: this.at };
      items.push(this.value(depth + 1));
      this.gap();
      if (!this.takes(",") && !this.sees("]")) this.fail();
    }
  }
  private inlineTable(depth: number): InlineTable {
    const from = this.at;
    const entries: Entry[] = [];
    this.needs("{");
    for (;;) {
      this.gap();
      if (this.takes("}")) return { kind: "table", entries, from, to: this.at };
      entries.push(this.entry(depth + 1));
      this.gap();
      if (!this.takes(",") && !this.sees("}")) this.fail();
    }
  }

  private quoted(): string {
    const quote = this.sees('"') ? '"' : "'";
    if (this.takes(quote.repeat(3))) {
      this.match(/(?:\r?\n)?/y);
      return this.quotedUntil(quote.repeat(3), true);
    }
    this.needs(quote);
    return this.quotedUntil(quote, false);
  }
  private quotedUntil(end: string, hasLines: boolean): string {
    let value = "";
    for (;;) {
      if (this.at >= this.text.length || (!hasLines && this.sees("\n"))) this.fail();
      if (this.takes(end)) {
        // Up to two quotes may stand right before the three that end a text of several lines.
        while (hasLines && this.takes(end.charAt(0))) value += end.charAt(0);
        return value;
      }
      value += end.startsWith('"') && this.takes("\\") ? this.escaped() : this.letter();
    }
  }
  private letter(): string {
    return this.text.charAt(this.at++);
  }
  private escaped(): string {
    if (/[uU]/.test(this.text.charAt(this.at))) {
      const digits = this.match(/u[\da-fA-F]{4}|U[\da-fA-F]{8}/y).slice(1);
      const point = Number.parseInt(digits, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : this.fail();
    }
    if (/\s/.test(this.text.charAt(this.at))) {
      this.match(/\s+/y);
      return "";
    }
    return kEscapes[this.letter()] ?? this.fail();
  }
}

function kindOf(value: string): Scalar["kind"] {
  if (value === "true" || value === "false") return "truth";
  return /^[+-]?\d[\d_]*$/.test(value) ? "whole" : "plain";
}

/** All tables in their order. Throws Unreadable. */
export function read(text: string): Table[] {
  const reader = new Reader(text);
  let table: Table = { kind: "section", name: "", entries: [], from: 0, to: 0 };
  const tables = [table];
  for (;;) {
    reader.gap();
    if (reader.at >= text.length) return tables;
    if (reader.sees("[")) {
      table = headingOf(reader);
      tables.push(table);
    } else {
      table.entries.push(reader.entry(0));
      table.to = reader.at;
    }
    reader.endOfLine();
  }
}

function headingOf(reader: Reader): Table {
  const from = reader.at;
  reader.needs("[");
  const isRow = reader.takes("[");
  reader.blanks();
  const name = reader.key();
  reader.needs(isRow ? "]]" : "]");
  return { kind: "section", name, entries: [], from, to: reader.at };
}

export function entryOf(holder: Holder | undefined, key: string): Entry | undefined {
  return holder?.entries.find((one) => one.key === key);
}
export function valueOf(holder: Holder | undefined, key: string): Node | undefined {
  return entryOf(holder, key)?.value;
}
/** The text of a scalar; of anything else nothing. */
export function wordOf(node: Node | undefined): string {
  return node && "value" in node ? node.value : "";
}
export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === "list" ? node.items : [];
}
export function wordsOf(node: Node | undefined): string[] {
  return itemsOf(node).map(wordOf);
}

/** The line of a place, from 1. */
export function lineAt(text: string, place: number): number {
  return text.slice(0, place).split("\n").length;
}
