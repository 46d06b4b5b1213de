import { beginOfDay, type Day, isDay } from "../../format/time.ts";

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

/** The range as lists and exports take it; empty: all of it. */
export function filterOf({ from, to }: Range): string {
  const parts = [from && `at ge ${beginOfDay(from)}`, to && `at lt ${beginOfDay(to, 1)}`];
  return parts.filter(Boolean).join(" and ");
}
