import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  arranged,
  type Data,
  filtered,
  plainView,
  sorted,
  kFind,
  strictestFilter,
  totals,
  valuesOf,
  type View,
} from "./arrange.ts";

interface Row {
  place: number;
  name: string | null;
  amount: string | null;
  currency: string;
  day: string | null;
}
const columns: Data<Row>[] = [
  { id: "name", kind: "text", value: (row) => row.name },
  { id: "amount", kind: "money", value: (row) => row.amount, currency: (row) => row.currency },
  { id: "day", kind: "day", value: (row) => row.day },
];
const collator = new Intl.Collator("en", { numeric: true });

const amount = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 9999 }))
  .map(([minus, whole, part]) => `${minus ? "-" : ""}${whole}.${String(part).padStart(4, "0")}`);
const row = fc.record({
  name: fc.option(
    fc.constantFrom("Contoso", "Fabrikam", "Woodgrove", "contoso 2", "contoso 10", "Äpfel"),
  ),
  amount: fc.option(amount, { freq: 5 }),
  currency: fc.constantFrom("EUR", "USD", "JPY"),
  day: fc.option(fc.constantFrom("2026-01-31", "2026-02-01", "2025-12-31")),
});
const rows = fc
  .array(row, { maxLength: 60 })
  .map((all): Row[] => all.map((one, place) => ({ ...one, place })));

/** The same by insertion, one comparison at a time, amounts as whole numbers of ten-thousandths. */
function naive(all: Row[], { column, isDescending }: NonNullable<View["sort"]>): Row[] {
  const units = (text: string) => BigInt(text.replace(".", ""));
  const isBefore = (a: Row, b: Row): boolean => {
    const [left, right] = [a, b].map((one) => one[column as "name" | "amount" | "day"]);
    if (left == null) return false;
    if (right == null) return true;
    if (column === "amount") {
      if (a.currency !== b.currency) return a.currency < b.currency;
      const [x, y] = [units(left), units(right)];
      return isDescending ? x > y : x < y;
    }
    const order =
      column === "name" ? collator.compare(left, right) : left < right ? -1 : left > right ? 1 : 0;
    return isDescending ? order > 0 : order < 0;
  };
  const out: Row[] = [];
  for (const one of all) {
    let place = out.length;
    while (place > 0 && isBefore(one, out[place - 1] as Row)) place -= 1;
    out.splice(place, 0, one);
  }
  return out;
}

describe("the order of a table", () => {
  it("is that of the numbers, with 20 digits, and stable", () => {
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom("name", "amount", "day"),
        fc.boolean(),
        (all, column, isDescending) => {
          const view = { ...plainView, sort: { column, isDescending } };
          expect(sorted(all, columns, view, collator)).toEqual(naive(all, view.sort));
        },
      ),
    );
  });
});

describe("the filters of a table", () => {
  it("let through what a loop over the rows does", () => {
    const find = fc.constantFrom("", "conto", "2026", "EUR");
    const from = fc.option(amount);
    fc.assert(
      fc.property(
        rows,
        find,
        from,
        fc.subarray(["Contoso", "Fabrikam"]),
        (all, text, least, names) => {
          const view: View = {
            sort: null,
            find: text,
            filters: {
              ...(least === null ? {} : { amount: { kind: "range", from: least, to: null } }),
              ...(names.length === 0 ? {} : { name: { kind: "choice", values: names } }),
            },
          };
          const expected: Row[] = [];
          for (const one of all) {
            const words = [one.name, one.amount, one.day].map((word) => (word ?? "").toLowerCase());
            if (text !== "" && !words.some((word) => word.includes(text.toLowerCase()))) continue;
            if (names.length > 0 && !names.includes(one.name ?? "")) continue;
            const units = (decimal: string) => BigInt(decimal.replace(".", ""));
            if (least !== null && (one.amount === null || units(one.amount) < units(least)))
              continue;
            expected.push(one);
          }
          expect(filtered(all, columns, view)).toEqual(expected);
          expect(arranged(all, columns, view, collator)).toEqual(expected);
        },
      ),
    );
  });
  it("tell which of them leaves out the most", () => {
    const all = [
      { place: 0, name: "Contoso", amount: "1.0000", currency: "EUR", day: null },
      { place: 1, name: "Fabrikam", amount: "5.0000", currency: "EUR", day: null },
    ];
    const view: View = {
      ...plainView,
      filters: {
        name: { kind: "words", text: "conto" },
        amount: { kind: "range", from: "9", to: null },
      },
    };
    expect(filtered(all, columns, view)).toEqual([]);
    expect(strictestFilter(all, columns, view)).toEqual({ column: "amount", rows: 1 });
    const sought = { ...view, find: "nothing has this", filters: {} };
    expect(strictestFilter(all, columns, sought)).toEqual({ column: kFind, rows: all.length });
  });
});

describe("the totals of a table", () => {
  it("are exact, one for each currency", () => {
    const all = ["99999999999999999999.9999", "0.0001", null].map((one, place) => ({
      place,
      name: null,
      amount: one,
      currency: "EUR",
      day: null,
    }));
    const dollars = { place: 3, name: null, amount: "-1.5000", currency: "USD", day: null };
    expect(totals([...all, dollars], columns[1] as Data<Row>)).toEqual([
      { currency: "EUR", amount: "100000000000000000000.0000" },
      { currency: "USD", amount: "-1.5000" },
    ]);
  });
});

it("a value of several parts is found by any of them, and offers each once", () => {
  const roles: Data<string> = {
    id: "roles",
    kind: "text",
    value: (row) => row,
    parts: { of: (row) => row.split("+"), words: (part) => part.toUpperCase() },
  };
  const all = ["dpor+tpor", "tpor", "dap"];
  const of = (values: string[]): View => ({
    sort: null,
    find: "",
    filters: { roles: { kind: "choice", values } },
  });
  expect(filtered(all, [roles], of(["tpor"]))).toEqual(["dpor+tpor", "tpor"]);
  expect(filtered(all, [roles], of(["por"]))).toEqual([]);
  expect(valuesOf(all, roles, new Intl.Collator("en")).map((one) => one.words)).toEqual([
    "DAP",
    "DPOR",
    "TPOR",
  ]);
});
