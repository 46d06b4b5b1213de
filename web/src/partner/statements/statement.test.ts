import { expect, it } from "vitest";
import {
  isDisputable,
  isEarningLine,
  type StatementLine,
  statementOf,
  takenBack,
} from "./statement.ts";

const line = (given: Partial<StatementLine>): StatementLine => ({
  line: "1",
  kind: "earning",
  lever: "share",
  subscription: "S1",
  earning_month: "2025-01",
  payout: "rebate",
  base: "1",
  rates: "0.1",
  amount: "0.10",
  currency: "EUR",
  from: "expense",
  to: "accrual",
  reason_code: "",
  fund: "",
  cause: "",
  ...given,
});

it("a document that is no statement is none", () => {
  expect(statementOf(null)).toBeNull();
  expect(statementOf({ header: {} })).toBeNull();
  expect(statementOf({ header: {}, lines: [] })?.lines).toEqual([]);
});

it("what was earned may be disputed, what only moves may not", () => {
  expect(isDisputable(line({}))).toBe(true);
  const due = line({ kind: "due", lever: "", subscription: "", from: "accrual", to: "payable" });
  expect(isDisputable(due)).toBe(false);
  expect([isEarningLine(line({})), isEarningLine(due)]).toEqual([true, false]);
});

it("what a line took back is what is asked for at first", () => {
  expect(takenBack(line({ amount: "-12.50" }))).toBe("12.50");
  expect(takenBack(line({ amount: "12.50" }))).toBeNull();
});
