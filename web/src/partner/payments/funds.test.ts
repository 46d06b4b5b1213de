import { expect, it } from "vitest";
import { claimOf, type Fund, fundsOf } from "./funds.ts";

const fund: Fund = {
  partner_id: "P11",
  currency: "EUR",
  account: "coop",
  payout: "rebate",
  fund: "2025-01",
  amount: "120.00",
  asked: "0.00",
  accrues_until: "2025-06",
  claimed_until: "2026-02",
};

it("funds are the co-op balances that have something", () => {
  const held = { ...fund, account: "held", fund: null, accrues_until: null, claimed_until: null };
  expect(fundsOf([fund, held, { ...fund, amount: "0.00" }])).toEqual([fund]);
});

it("a fund is claimed after its half-year is closed, and for some months only", () => {
  const closed = new Set(["2025-05", "2025-06"]);
  expect(claimOf(fund, new Set(["2025-05"]), "2025-08")).toBe("later");
  expect(claimOf(fund, closed, "2025-08")).toBe("open");
  expect(claimOf(fund, closed, "2026-02")).toBe("open");
  expect(claimOf(fund, closed, "2026-03")).toBe("over");
});
