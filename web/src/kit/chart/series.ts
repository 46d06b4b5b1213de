import { compareDecimals, type Decimal, sumDecimals } from "../../format/decimal.ts";
import type { Month } from "../../format/time.ts";

export interface Point {
  month: Month;
  /** Null: nothing is known of the month. */
  value: Decimal | null;
  /** Hatched: it will change. */
  isProvisional?: boolean;
  /** Marked: it was told otherwise before. */
  isRestated?: boolean;
}

export interface Series {
  name: string;
  points: readonly Point[];
}

/** What is expected, a range and no line between low and high, and how it was reckoned. */
export interface Forecast {
  method: string;
  points: readonly { month: Month; low: Decimal; high: Decimal }[];
}

export interface Threshold {
  name: string;
  value: Decimal;
}

const kMostSeries = 5;

/** At most five: the four largest by their last value, and all others added up. */
export function withoutTooMany(all: readonly Series[], other: string): Series[] {
  if (all.length <= kMostSeries) return [...all];
  const last = (one: Series) => one.points.at(-1)?.value ?? "0";
  const ordered = [...all].sort((a, b) => compareDecimals(last(b), last(a)));
  const rest = ordered.slice(kMostSeries - 1);
  const months = rest[0]?.points.map((point) => point.month) ?? [];
  const points = months.map((month) => {
    const values = rest.map(
      (one) => one.points.find((point) => point.month === month)?.value ?? "0",
    );
    return { month, value: sumDecimals(values) };
  });
  return [...ordered.slice(0, kMostSeries - 1), { name: other, points }];
}

export interface Extremes {
  first: Point;
  last: Point;
  least: Decimal;
  most: Decimal;
}

/** For the sentence that says what a chart shows; null where there is nothing. */
export function extremesOf(series: Series): Extremes | null {
  const known = series.points.filter((one) => one.value !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return null;
  const values = known.map((one) => one.value as Decimal).sort(compareDecimals);
  return { first, last, least: values[0] as Decimal, most: values.at(-1) as Decimal };
}

/**
 * Where the mark of a chart goes by a key; null: it goes away, undefined: the key means nothing
 * here. The first arrow comes in from the side that it points away from.
 */
export function markBy(
  key: string,
  mark: Month | null,
  months: readonly Month[],
): Month | null | undefined {
  const place = mark === null ? null : months.indexOf(mark);
  const last = months.length - 1;
  switch (key) {
    case "ArrowRight":
      return months[place === null ? 0 : Math.min(place + 1, last)];
    case "ArrowLeft":
      return months[place === null ? last : Math.max(place - 1, 0)];
    case "Home":
      return months[0];
    case "End":
      return months[last];
    case "Escape":
      return mark === null ? undefined : null;
    default:
      return undefined;
  }
}

/** Months down, series across: what the table and the files of a chart have. */
export function rowsOf(all: readonly Series[]): { month: Month; values: (Decimal | null)[] }[] {
  const months = [...new Set(all.flatMap((one) => one.points.map((point) => point.month)))].sort();
  return months.map((month) => ({
    month,
    values: all.map((one) => one.points.find((point) => point.month === month)?.value ?? null),
  }));
}
