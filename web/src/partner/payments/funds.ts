import { signOf } from "../../format/decimal.ts";
import type { Month } from "../../format/time.ts";
import type { Balance } from "./payments.ts";

/** Co-op money of a half-year. */
export type Fund = Balance & { fund: Month; accrues_until: Month; claimed_until: Month };

export function fundsOf(balances: readonly Balance[]): Fund[] {
  const isFund = (one: Balance): one is Fund =>
    one.account === "coop" && one.fund !== null && signOf(one.amount) !== 0;
  return balances.filter(isFund);
}

/** Whether it can be claimed: once its last month is closed, and until its months of claims end. */
export function claimOf(
  fund: Fund,
  closed: ReadonlySet<Month>,
  now: Month,
): "later" | "open" | "over" {
  if (!closed.has(fund.accrues_until)) return "later";
  return now <= fund.claimed_until ? "open" : "over";
}
