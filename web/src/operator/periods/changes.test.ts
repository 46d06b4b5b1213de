import { expect, it } from "vitest";
import { type Change, type ChangedEntry, changeId, filterOf, isExplained } from "./changes.ts";

const change: Change = {
  partner_id: "P11",
  account: "accrual",
  kind: "adjustment",
  earning_month: "2025-01",
  currency: "EUR",
  entries: 2,
  posted: "100.00",
  computed: "125.00",
  amount: "25.00",
  outside_window: "0.00",
  reason_codes: "LATE_USAGE REFUND",
};
const due = { ...change, kind: "due", account: "payable", earning_month: null };

it("a row is asked for by all that sets it apart", () => {
  expect(filterOf(change)).toBe(
    "kind eq adjustment and account eq accrual and currency eq EUR and earning_month eq 2025-01",
  );
  expect(filterOf(due)).toBe(
    "kind eq due and account eq payable and currency eq EUR and earning_month is null",
  );
  expect(changeId(change)).not.toBe(changeId({ ...change, currency: "USD" }));
  expect(changeId(change)).not.toBe(changeId({ ...change, account: "held" }));
});

it("a line is explained, a movement is not", () => {
  const entry = { earning_month: "2025-01", subscription_id: "S0001" } as ChangedEntry;
  expect(isExplained(entry)).toBe(true);
  expect(isExplained({ ...entry, earning_month: null, subscription_id: null })).toBe(false);
});
