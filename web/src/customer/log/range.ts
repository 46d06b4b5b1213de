import { type Day, isDay } from "../../format/time.ts";

/** Days as the reader's clock has them, both of them meant; null: no bound. */
export interface Range {
  from: Day | null;
  to: Day | null;
}

export function rangeOf(values: URLSearchParams): Range {
  const day = (name: string) => {
    const text = values.get(name) ?? "";
    return isDay(text) ? text : null;
  };
  return { from: day("from"), to: day("to") };
}

/** The first instant of a day, or of the day after it. */
function beginOf(day: Day, later = 0): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return new Date(year, month - 1, date + later).toISOString().replace(/\.\d+Z$/, "Z");
}

/** The range as lists and exports take it; empty: all of it. */
export function filterOf({ from, to }: Range): string {
  const parts = [from && `at ge ${beginOf(from)}`, to && `at lt ${beginOf(to, 1)}`];
  return parts.filter(Boolean).join(" and ");
}
