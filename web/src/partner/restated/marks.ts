/** What of a closed month is otherwise now than when it closed, line by line. */
import type { RowOf } from "../../api/questions.ts";
import { type Decimal, negate, signOf, sumDecimals } from "../../format/decimal.ts";
import type { EarningLine } from "../earnings/rows.ts";

export type RestatedRow = RowOf<"/v1/restatements">;

export interface Mark {
  line: RestatedRow["line"];
  /** The measure of a line of credit, the lever of one of earnings. */
  item: string;
  subscription: string;
  /** Of a line of earnings that pays nothing, or not yet. */
  reason: string | null;
  delta: Decimal;
  /** What the workloads that changed come to now. */
  now: Decimal;
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
/** A line of earnings: what is paid, what is held and what a cap took are lines of their own. */
export const earningKey = (
  line: Pick<EarningLine, "lever" | "subscription_id" | "kind" | "currency" | "reason_code">,
): string =>
  [line.lever, line.subscription_id, line.kind, line.currency, line.reason_code ?? ""].join(" ");

function keyOf(row: RestatedRow): string {
  const currency = row.currency ?? "";
  return row.line === "credit"
    ? creditKey(row.subscription_id, row.item, currency)
    : earningKey({ ...row, lever: row.item, kind: row.line, currency });
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
    line: first.line,
    item: first.item,
    subscription: first.subscription_id,
    reason: first.reason_code,
    now: sumDecimals(rows.map((row) => row[now])),
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

/** Those of lines that are not among the keys: what was published of them is shown nowhere else. */
export function goneOf(marks: ReadonlyMap<string, Mark>, shown: Iterable<string>): readonly Mark[] {
  const keys = new Set(shown);
  return [...marks].flatMap(([key, mark]) => (keys.has(key) ? [] : [mark]));
}

/** What is or may come to be paid: for another reason than a hold nothing is ever posted. */
const isMoney = ({ currency, reason }: Mark): boolean =>
  currency !== "" && (reason === null || reason === "ON_HOLD");

/** What lines come to more or less, by currency; quantities are not added up. */
export function totalsOf(marks: Iterable<Mark>): { currency: string; delta: Decimal }[] {
  const found = new Map<string, Decimal[]>();
  for (const mark of marks) {
    if (isMoney(mark)) found.set(mark.currency, [...(found.get(mark.currency) ?? []), mark.delta]);
  }
  return [...found]
    .map(([currency, deltas]) => ({ currency, delta: sumDecimals(deltas) }))
    .filter(({ delta }) => signOf(delta) !== 0)
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
