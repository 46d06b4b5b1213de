/** What of a closed month is otherwise now than when it closed, line by line. */
import type { RowOf } from "../../api/questions.ts";
import { type Decimal, negate, signOf, sumDecimals } from "../../format/decimal.ts";

export type RestatedRow = RowOf<"/v1/restatements">;

export interface Mark {
  delta: Decimal;
  /** Empty: quantities. */
  currency: string;
  /** Joined by "+", each once. */
  causes: string;
  /** As known at which the published figure is explained. */
  commit: number;
}

/** A line of the credit ledger, which has workloads as one. */
export const creditKey = (subscription: string, measure: string, currency: string): string =>
  [subscription, measure, currency].join(" ");
/** A line of earnings, whatever its reason is. */
export const earningKey = (
  lever: string,
  subscription: string,
  kind: string,
  currency: string,
): string => [lever, subscription, kind, currency].join(" ");

function keyOf(row: RestatedRow): string {
  const currency = row.currency ?? "";
  return row.line === "credit"
    ? creditKey(row.subscription_id, row.item, currency)
    : earningKey(row.item, row.subscription_id, row.line, currency);
}

export function causesOf(rows: readonly RestatedRow[]): string {
  return [...new Set(rows.flatMap((row) => row.causes.split(/; |\+/)))].filter(Boolean).join("+");
}

function markOf(rows: readonly RestatedRow[]): Mark | null {
  const [first] = rows;
  if (first === undefined) return null;
  const [was, now] =
    first.currency === null
      ? (["published_quantity", "quantity"] as const)
      : (["published", "amount"] as const);
  return {
    delta: sumDecimals(rows.flatMap((row) => [row[now], negate(row[was])])),
    currency: first.currency ?? "",
    causes: causesOf(rows),
    commit: first.published_commit,
  };
}

/** What a line that is `now` was: only workloads that changed are told, so it is not their sum. */
export function publishedOf(mark: Mark, now: Decimal): Decimal {
  return sumDecimals([now, negate(mark.delta)]);
}

/** By creditKey and earningKey; what adds up to the same is no mark. */
export function marksOf(rows: readonly RestatedRow[]): ReadonlyMap<string, Mark> {
  const found = new Map<string, RestatedRow[]>();
  for (const row of rows) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row]);
  const out = new Map<string, Mark>();
  for (const [key, all] of found) {
    const mark = markOf(all);
    if (mark && signOf(mark.delta) !== 0) out.set(key, mark);
  }
  return out;
}

/** What lines come to more or less, by currency; quantities are not added up. */
export function totalsOf(marks: Iterable<Mark>): { currency: string; delta: Decimal }[] {
  const found = new Map<string, Decimal[]>();
  for (const { currency, delta } of marks) {
    if (currency !== "") found.set(currency, [...(found.get(currency) ?? []), delta]);
  }
  return [...found]
    .map(([currency, deltas]) => ({ currency, delta: sumDecimals(deltas) }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
