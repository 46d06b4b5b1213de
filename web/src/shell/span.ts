import { addMonths, isMonth, type Month } from "../format/time.ts";

export const spanKinds = ["month", "quarter", "year", "twelve"] as const;
/** Quarters are of the calendar, years of the programme; twelve months end with any. */
export type SpanKind = (typeof spanKinds)[number];

/** Whole months in a row, both named ones included. */
export interface Span {
  kind: SpanKind;
  first: Month;
  last: Month;
}

const lengths: Readonly<Record<SpanKind, number>> = { month: 1, quarter: 3, year: 12, twelve: 12 };

function from(kind: SpanKind, first: Month): Span {
  return { kind, first, last: addMonths(first, lengths[kind] - 1) };
}

/** The span of a kind that has the month; of twelve, the one that ends with it. */
export function spanWith(kind: SpanKind, month: Month, yearStart: number): Span {
  const number = Number(month.slice(5));
  switch (kind) {
    case "month":
      return from(kind, month);
    case "quarter":
      return from(kind, addMonths(month, -((number - 1) % 3)));
    case "year":
      return from(kind, addMonths(month, -((number - yearStart + 12) % 12)));
    case "twelve":
      return from(kind, addMonths(month, -11));
  }
}

/** So many spans of its kind later; the twelve months go on by one. */
export function shifted({ kind, first }: Span, by: number): Span {
  return from(kind, addMonths(first, by * (kind === "twelve" ? 1 : lengths[kind])));
}

/** As an address has it: 2026-03, 2026-Q1, Y2026 (the year that begins in it), 12-2026-03. */
export function textOf({ kind, first, last }: Span): string {
  switch (kind) {
    case "month":
      return last;
    case "quarter":
      return `${first.slice(0, 4)}-Q${(Number(first.slice(5)) + 2) / 3}`;
    case "year":
      return `Y${first.slice(0, 4)}`;
    case "twelve":
      return `12-${last}`;
  }
}

/** `yearStart`: the month with which the programme's years begin, from 1. Null: it names none. */
export function spanOf(text: string, yearStart: number): Span | null {
  if (isMonth(text)) return spanWith("month", text, yearStart);
  const quarter = /^(\d{4})-Q([1-4])$/.exec(text);
  if (quarter) return from("quarter", monthOf(quarter[1], Number(quarter[2]) * 3 - 2));
  const year = /^Y(\d{4})$/.exec(text);
  if (year) return from("year", monthOf(year[1], yearStart));
  const last = /^12-(.*)$/.exec(text)?.[1] ?? "";
  return isMonth(last) ? spanWith("twelve", last, yearStart) : null;
}

function monthOf(year: string | undefined, number: number): Month {
  return `${year}-${String(number).padStart(2, "0")}`;
}
