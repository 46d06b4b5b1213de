/**
 * What of the rows is shown, and in which order: pure functions over what the API wrote. Amounts
 * compare as the exact numbers they are, words as the reader's language does, and what is absent
 * stands last in both directions.
 */
import { compareDecimals, type Decimal, isDecimal, sumDecimals } from "../../format/decimal.ts";
import { beginOfDay } from "../../format/time.ts";

export type Kind =
  "text" | "id" | "status" | "type" | "money" | "quantity" | "count" | "day" | "month" | "instant";

/** The part of a column that order, filters and files need. */
export interface Data<Row> {
  id: string;
  kind: Kind;
  /** As the API has it; null is absent. Never what is shown. */
  value: (row: Row) => string | null;
  /** Of an amount. */
  currency?: (row: Row) => string;
  /** What it is called, where rows are found by it: a name for an id, words for a code. */
  words?: (row: Row) => string;
  /** Where a value is several at once, such as "dpor+tpor": a choice of any of them finds the row. */
  parts?: { of: (row: Row) => readonly string[]; words: (part: string) => string };
  /** The column of the service's list that has this very value, where one has. */
  field?: keyof Row & string;
  /** The one that has the currency of an amount. */
  currencyField?: keyof Row & string;
  /** Where `words` is the name of the value: what is called how. */
  named?: Named;
}

/** The name of a value, its id where it has none here; `ids`: of all that have one, if known. */
export interface Named {
  (id: string): string;
  ids?: readonly string[] | undefined;
}

export type Filter =
  | { kind: "words"; text: string }
  | { kind: "choice"; values: readonly string[] }
  | { kind: "range"; from: string | null; to: string | null };

export interface View {
  sort: { column: string; isDescending: boolean } | null;
  /** Found in any column. */
  find: string;
  filters: Readonly<Record<string, Filter>>;
}

export const plainView: View = { sort: null, find: "", filters: {} };

const numeric = new Set<Kind>(["money", "quantity", "count"]);
export function isNumeric(kind: Kind): boolean {
  return numeric.has(kind);
}

function compareNumbers(a: string, b: string): number {
  const [isA, isB] = [isDecimal(a), isDecimal(b)];
  if (isA && isB) return compareDecimals(a, b);
  return isA ? -1 : isB ? 1 : a < b ? -1 : a > b ? 1 : 0;
}

/** Two values of a column, both present. */
function compareValues(kind: Kind, a: string, b: string, collator: Intl.Collator): number {
  if (isNumeric(kind)) return compareNumbers(a, b);
  if (kind === "day" || kind === "month" || kind === "instant") return a < b ? -1 : a > b ? 1 : 0;
  return collator.compare(a, b);
}

export function wordsOf<Row>(column: Data<Row>, row: Row): string {
  return column.words?.(row) ?? column.value(row) ?? "";
}

/** Days bound instants by the reader's clock. */
function isOnDays(instant: string, from: string | null, to: string | null): boolean {
  const at = Date.parse(instant);
  return (
    (from === null || at >= Date.parse(beginOfDay(from))) &&
    (to === null || at < Date.parse(beginOfDay(to, 1)))
  );
}

function isBetween(
  kind: Kind,
  value: string,
  { from, to }: { from: string | null; to: string | null },
): boolean {
  if (kind === "instant") return isOnDays(value, from, to);
  const compare = isNumeric(kind)
    ? compareNumbers
    : (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return (from === null || compare(value, from) >= 0) && (to === null || compare(value, to) <= 0);
}

function passes<Row>(column: Data<Row>, filter: Filter, row: Row): boolean {
  const value = column.value(row);
  switch (filter.kind) {
    case "words":
      return includes(wordsOf(column, row), filter.text);
    case "choice":
      return (column.parts?.of(row) ?? [value ?? ""]).some((one) => filter.values.includes(one));
    case "range":
      return value !== null && isBetween(column.kind, value, filter);
  }
}

export function includes(words: string, text: string): boolean {
  return words.toLowerCase().includes(text.toLowerCase());
}

function isFound<Row>(columns: readonly Data<Row>[], find: string, row: Row): boolean {
  return (
    find === "" ||
    columns.some(
      (column) => includes(wordsOf(column, row), find) || includes(column.value(row) ?? "", find),
    )
  );
}

export function filtered<Row>(
  rows: readonly Row[],
  columns: readonly Data<Row>[],
  view: View,
): Row[] {
  const asked = columns.flatMap((column) => {
    const filter = view.filters[column.id];
    return filter ? [{ column, filter }] : [];
  });
  return rows.filter(
    (row) =>
      asked.every(({ column, filter }) => passes(column, filter, row)) &&
      isFound(columns, view.find, row),
  );
}

export function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Data<Row>[],
  view: View,
  collator: Intl.Collator,
): Row[] {
  const column = columns.find((one) => one.id === view.sort?.column);
  if (!column || view.sort === null) return [...rows];
  const direction = view.sort.isDescending ? -1 : 1;
  const keyed = rows.map((row) => ({
    row,
    value: column.value(row),
    currency: column.currency?.(row) ?? "",
    words: wordsOf(column, row),
  }));
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null)
      return Number(a.value === null) - Number(b.value === null);
    if (a.currency !== b.currency) return a.currency < b.currency ? -1 : 1;
    const [left, right] =
      column.words && !isNumeric(column.kind) ? [a.words, b.words] : [a.value, b.value];
    return direction * compareValues(column.kind, left, right, collator);
  });
  return keyed.map(({ row }) => row);
}

export function arranged<Row>(
  rows: readonly Row[],
  columns: readonly Data<Row>[],
  view: View,
  collator: Intl.Collator,
): Row[] {
  return sorted(filtered(rows, columns, view), columns, view, collator);
}

export function isPlain(view: View): boolean {
  return view.sort === null && view.find === "" && Object.keys(view.filters).length === 0;
}

/** As a column that no table has: the words that are looked for in all of them. */
export const kFind = "";

/** Which single filter, taken away, would bring back the most rows; null: none alone does. */
export function strictestFilter<Row>(
  rows: readonly Row[],
  columns: readonly Data<Row>[],
  view: View,
): { column: string; rows: number } | null {
  let best: { column: string; rows: number } | null = null;
  const without = (column: string): View => {
    if (column === kFind) return { ...view, find: "" };
    const { [column]: _, ...filters } = view.filters;
    return { ...view, filters };
  };
  for (const column of [...Object.keys(view.filters), ...(view.find === "" ? [] : [kFind])]) {
    const left = filtered(rows, columns, without(column)).length;
    if (left > (best?.rows ?? 0)) best = { column, rows: left };
  }
  return best;
}

/** Sums of a column; one for each currency, "" where there are none. */
export function totals<Row>(
  rows: readonly Row[],
  column: Data<Row>,
): { currency: string; amount: Decimal }[] {
  const amounts = new Map<string, Decimal[]>();
  for (const row of rows) {
    const value = column.value(row);
    if (value === null || !isDecimal(value)) continue;
    const currency = column.currency?.(row) ?? "";
    const known = amounts.get(currency);
    if (known) known.push(value);
    else amounts.set(currency, [value]);
  }
  return [...amounts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, all]) => ({ currency, amount: sumDecimals(all) }));
}

/** What a column holds, once each, in order: for a filter by choice. */
export function valuesOf<Row>(
  rows: readonly Row[],
  column: Data<Row>,
  collator: Intl.Collator,
): { value: string; words: string }[] {
  const all = new Map<string, string>();
  for (const row of rows) {
    const value = column.value(row);
    for (const one of column.parts?.of(row) ?? []) all.set(one, column.parts?.words(one) ?? one);
    if (!column.parts && value !== null && !all.has(value)) all.set(value, wordsOf(column, row));
  }
  return [...all]
    .map(([value, words]) => ({ value, words }))
    .sort((a, b) => compareValues(column.kind, a.words, b.words, collator));
}
