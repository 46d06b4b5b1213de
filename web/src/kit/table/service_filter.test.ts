import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Data, filtered, kFind, type Named, plainView, sorted, type View } from "./arrange.ts";
import { inService } from "./service_filter.ts";

interface Row {
  name: string | null;
  partner_id: string | null;
  amount: string | null;
  currency: string;
  day: string | null;
  at: string | null;
}
const names: Readonly<Record<string, string>> = { P1: "Contoso P2", P2: "Fabrikam", P3: "o'Neil" };
const partner: Named = Object.assign((id: string) => names[id] ?? id, { ids: Object.keys(names) });
const columns: Data<Row>[] = [
  { id: "n", kind: "text", value: (row) => row.name, field: "name" },
  {
    id: "p",
    kind: "text",
    value: (row) => row.partner_id,
    words: (row) => (row.partner_id === null ? "" : partner(row.partner_id)),
    field: "partner_id",
    named: partner,
  },
  {
    id: "a",
    kind: "money",
    value: (row) => row.amount,
    currency: (row) => row.currency,
    field: "amount",
    currencyField: "currency",
  },
  { id: "d", kind: "day", value: (row) => row.day, field: "day" },
  { id: "t", kind: "instant", value: (row) => row.at, field: "at" },
  { id: "computed", kind: "text", value: (row) => `${row.name} ${row.day}` },
];

/** The language of docs/formats/filter.md, by recursive descent, over rows of text. */
class Naive {
  readonly #words: string[];
  readonly #row: Row;
  #at = 0;
  constructor(text: string, row: Row) {
    this.#row = row;
    this.#words = text.match(/'(?:[^']|'')*'|[(),]|[^\s(),']+/g) ?? [];
  }
  holds(): boolean {
    const value = this.#or();
    if (this.#at !== this.#words.length) throw new Error("there is more");
    return value;
  }
  #is(word: string): boolean {
    if (this.#words[this.#at] !== word) return false;
    this.#at += 1;
    return true;
  }
  #next(): string {
    const word = this.#words[this.#at];
    if (word === undefined) throw new Error("there is no more");
    this.#at += 1;
    return word;
  }
  #or(): boolean {
    let value = this.#and();
    while (this.#is("or")) value = this.#and() || value;
    return value;
  }
  #and(): boolean {
    let value = this.#part();
    while (this.#is("and")) value = this.#part() && value;
    return value;
  }
  #part(): boolean {
    if (this.#is("not")) return !this.#part();
    if (!this.#is("(")) return this.#comparison();
    const value = this.#or();
    if (!this.#is(")")) throw new Error("a parenthesis is open");
    return value;
  }
  #value(): string {
    const word = this.#next();
    return word.startsWith("'") ? word.slice(1, -1).replaceAll("''", "'") : word;
  }
  #comparison(): boolean {
    const column = this.#next() as keyof Row;
    const cell = this.#row[column];
    const how = this.#next();
    if (how === "is") {
      const isNot = this.#is("not");
      if (!this.#is("null")) throw new Error("is what?");
      return (cell === null) !== isNot;
    }
    if (how === "in") {
      const values: string[] = [];
      if (!this.#is("(")) throw new Error("in what?");
      do values.push(this.#value());
      while (this.#is(","));
      if (!this.#is(")")) throw new Error("a list is open");
      return cell !== null && values.includes(cell);
    }
    const value = this.#value();
    if (cell === null) return false;
    const lowered = (text: string) => text.replace(/[A-Z]/g, (one) => one.toLowerCase());
    if (how === "contains") return lowered(cell).includes(lowered(value));
    const [left, right] = [orderOf(column, cell), orderOf(column, value)];
    if (how === "ge") return left >= right;
    if (how === "le") return left <= right;
    if (how === "lt") return left < right;
    throw new Error(`'${how}' is no comparison`);
  }
}

function orderOf(column: keyof Row, text: string): bigint | number | string {
  if (column === "amount") return BigInt(text.replace(".", ""));
  return column === "at" ? Date.parse(text) : text;
}

/** As the service sorts: by each column in turn, rows without a value last in both directions. */
function inOrder(all: readonly Row[], order: string): Row[] {
  const parts = order.split(",").map((one) => ({
    column: one.replace("-", "") as keyof Row,
    direction: one.startsWith("-") ? -1 : 1,
  }));
  return all.toSorted((a, b) => {
    for (const { column, direction } of parts) {
      const [left, right] = [a[column], b[column]];
      if (left === null || right === null) {
        if (left !== right) return left === null ? 1 : -1;
        continue;
      }
      const [first, second] = [orderOf(column, left), orderOf(column, right)];
      if (first !== second) return first < second ? -direction : direction;
    }
    return 0;
  });
}

const amount = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.integer({ min: 0, max: 9999 }))
  .map(([minus, whole, part]) => `${minus ? "-" : ""}${whole}.${String(part).padStart(4, "0")}`);
const day = fc.constantFrom("2025-12-31", "2026-01-01", "2026-03-29", "2026-03-30", "2026-10-25");
const instant = fc
  .date({
    min: new Date("2025-12-30T00:00:00Z"),
    max: new Date("2026-10-27T00:00:00Z"),
    noInvalidDate: true,
  })
  .map((one) => one.toISOString());
const name = fc.constantFrom("Contoso", "it's", "CONTOSO 2", "Äpfel", "a, (b)", "", "中文");
const rows = fc.array(
  fc.record({
    name: fc.option(name),
    partner_id: fc.option(fc.constantFrom("P1", "P2", "P3", "P22", "unknown")),
    amount: fc.option(amount),
    currency: fc.constantFrom("EUR", "USD"),
    day: fc.option(day),
    at: fc.option(instant),
  }),
  { maxLength: 40 },
);
const range = (value: fc.Arbitrary<string>) =>
  fc.record({ kind: fc.constant("range" as const), from: fc.option(value), to: fc.option(value) });
const someWords = fc.constantFrom("", "cont", "P2", "o'", "o, (", "'", "Ä", "äpf", "文", "neil");
const textFilter = fc.oneof(
  someWords.map((text) => ({ kind: "words" as const, text })),
  fc
    .subarray(["", "Contoso", "it's", "a, (b)", "P1", "P22"])
    .map((values) => ({ kind: "choice" as const, values })),
);
const view = fc
  .record(
    { n: textFilter, p: textFilter, a: range(amount), d: range(day), t: range(day) },
    { requiredKeys: [] },
  )
  .map((filters): View => ({ ...plainView, filters: filters as View["filters"] }));

describe("a filter of a table and what is made of it for the service", () => {
  it("mean the same rows, wherever the service has words for it", () => {
    let said = 0;
    fc.assert(
      fc.property(rows, view, (all, asked) => {
        const result = inService(columns, asked);
        if (result.is !== "said") return;
        said += 1;
        const filter = result.parameters.find((one) => one.name === "filter")?.value;
        const meant = all.filter((row) => filter === undefined || new Naive(filter, row).holds());
        expect(meant).toEqual(filtered(all, columns, asked));
      }),
      { numRuns: 2000 },
    );
    expect(said).toBeGreaterThan(500);
  });

  it("order what has a value alike, and amounts within their currency", () => {
    const sort = fc.record({
      column: fc.constantFrom("a", "d", "t"),
      isDescending: fc.boolean(),
    });
    fc.assert(
      fc.property(rows, sort, (all, by) => {
        const asked: View = { ...plainView, sort: by };
        const result = inService(columns, asked);
        const order = result.is === "said" ? result.parameters[0]?.value : undefined;
        const column = columns.find((one) => one.id === by.column);
        const valued = (list: Row[]) => list.filter((row) => column?.value(row) !== null);
        const there = inOrder(all, order ?? "");
        const here = sorted(all, columns, asked, new Intl.Collator("en"));
        expect(valued(there)).toEqual(valued(here));
        if (by.column !== "a") expect(there).toEqual(here);
      }),
    );
  });

  it("names what there are no words for, the search among them", () => {
    const asked: View = {
      sort: null,
      find: "x",
      filters: {
        computed: { kind: "words", text: "x" },
        n: { kind: "words", text: "äpfel" },
        d: { kind: "range", from: "2026-02-30", to: null },
        a: { kind: "range", from: "1.00", to: null },
      },
    };
    expect(inService(columns, asked)).toEqual({
      is: "unsaid",
      columns: ["computed", "n", "d", kFind],
    });
    const values = Array.from({ length: 101 }, (_, at) => `v${at}`);
    const long: View = { ...plainView, filters: { n: { kind: "choice", values } } };
    expect(inService(columns, long)).toEqual({ is: "too long" });
  });

  it("names no name of which all are not known yet", () => {
    const unknown = columns.map((one) => (one.id === "p" ? { ...one, named: undefined } : one));
    const asked: View = { ...plainView, filters: { p: { kind: "words", text: "fab" } } };
    expect(inService(unknown as Data<Row>[], asked)).toEqual({ is: "unsaid", columns: ["p"] });
  });

  it("joins the filter of the table's question, and orders where the service does alike", () => {
    const asked: View = {
      sort: { column: "a", isDescending: true },
      find: "",
      filters: { n: { kind: "words", text: "it's" } },
    };
    const given = [
      { name: "period", value: "2026-03" },
      { name: "filter", value: "amount lt 0 or day is null" },
    ];
    expect(inService(columns, asked, given)).toEqual({
      is: "said",
      parameters: [
        { name: "period", value: "2026-03" },
        { name: "filter", value: "(amount lt 0 or day is null) and name contains 'it''s'" },
        { name: "sort", value: "currency,-amount" },
      ],
    });
    const byWords: View = { ...plainView, sort: { column: "p", isDescending: false } };
    expect(inService(columns, byWords)).toEqual({ is: "said", parameters: [] });
  });
});
