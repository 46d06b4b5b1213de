import { expect, it } from "vitest";
import { type EarningLine, isEarned, isLost, lossesOf } from "./rows.ts";

const line = (
  subscription_id: string,
  amount: string,
  reason_code: string | null,
): EarningLine => ({
  partner_id: "P1",
  lever: "share",
  subscription_id,
  earning_month: "2026-03",
  base: "0",
  rates: null,
  amount,
  currency: "EUR",
  kind: "rebate",
  reason_code,
});

it("money not earned is told by reason, the most frequent first", () => {
  const lines = [
    line("S1", "1.00", null),
    line("S2", "0", "CAP_REACHED"),
    line("S3", "0", "NOT_HOLDER"),
    line("S3", "0.00", "NOT_HOLDER"),
  ];
  expect(lossesOf(lines)).toEqual([
    { reason: "NOT_HOLDER", lines: 2, subscriptions: ["S3"] },
    { reason: "CAP_REACHED", lines: 1, subscriptions: ["S2"] },
  ]);
  expect(lines.filter(isEarned).map((one) => one.subscription_id)).toEqual(["S1"]);
  expect(lines.filter(isLost)).toHaveLength(3);
});
