import { expect, test } from "vitest";
import {
  type Balance,
  chainOf,
  currenciesOf,
  paidDay,
  type Payment,
  standing,
  statementsOf,
  underWay,
} from "./payments.ts";

const payment = (more: Partial<Payment>): Payment => ({
  id: "PO-000001-0001",
  payout_id: "PO-000001",
  partner_id: "P11",
  state: "in_payment",
  execution_day: "2026-04-15",
  payable: "225.00",
  currency: "EUR",
  rate: "1",
  amount: "225.00",
  paid_in: "EUR",
  account: "DE…3000",
  statement_ids: "ST-000011 ST-000051",
  answered_on: null,
  reason: null,
  commit: 7,
  ...more,
});

const told = (stage: Parameters<typeof chainOf>[0]) =>
  chainOf(stage)
    .map((one) => (one.place === "here" ? `[${one.name}]` : one.name))
    .join(" ");

test("a chain says what is over, where things stand and what is to come", () => {
  expect(told("confirmed")).toBe("closed [confirmed] in_payment paid");
  expect(told("in_payment")).toBe("closed confirmed [in_payment] paid");
  expect(told("paid")).toBe("closed confirmed in_payment [paid]");
});

test("what is carried waits in place of confirmed, what is offset or owed goes no further", () => {
  expect(told("carried")).toBe("closed [carried] in_payment paid");
  expect(told("offset")).toBe("closed [offset]");
  expect(told("owed")).toBe("closed [owed]");
});

test("what stands in an account is summed by currency, and nothing is not told", () => {
  const balance = (account: string, currency: string, amount: string): Balance => ({
    partner_id: "P11",
    currency,
    account,
    payout: "rebate",
    fund: null,
    amount,
    asked: "0.00",
    accrues_until: null,
    claimed_until: null,
  });
  const all = [
    balance("held", "USD", "10.10"),
    balance("held", "EUR", "1.00"),
    balance("held", "USD", "0.90"),
    balance("accrual", "EUR", "5.00"),
    balance("payable", "EUR", "0.00"),
  ];
  expect(standing(all, "held")).toEqual([
    { currency: "EUR", amount: "1.00" },
    { currency: "USD", amount: "11.00" },
  ]);
  expect(standing(all, "payable")).toEqual([]);
});

test("what is under way comes by day, and what has ended is not", () => {
  const rows = [
    payment({ id: "a", execution_day: "2026-05-15" }),
    payment({ id: "b", state: "created" }),
    payment({ id: "c", state: "sent" }),
    payment({ id: "d", state: "canceled" }),
    payment({ id: "e", amount: "1000.00" }),
  ];
  expect(underWay(rows).map((one) => one.id)).toEqual(["e", "b", "a"]);
});

test("a payment of what has no statement names none", () => {
  expect(statementsOf(payment({}))).toEqual(["ST-000011", "ST-000051"]);
  expect(statementsOf(payment({ statement_ids: "" }))).toEqual([]);
});

test("a statement is paid on the day of the last payment of its currencies, and not before", () => {
  const stage = (currency: string, stage: "paid" | "in_payment", payment_id: string) => ({
    currency,
    stage,
    payment_id,
  });
  const payments = [
    payment({ id: "A", execution_day: "2026-04-15", answered_on: "2026-04-17" }),
    payment({ id: "B", execution_day: "2026-04-16" }),
  ];
  const both = [stage("USD", "paid", "B"), stage("EUR", "paid", "A")];
  expect(paidDay(both, payments)).toBe("2026-04-17");
  expect(
    paidDay([stage("EUR", "paid", "A"), stage("USD", "in_payment", "B")], payments),
  ).toBeNull();
  expect(paidDay([], payments)).toBeNull();
  expect(currenciesOf(both)).toEqual(["EUR", "USD"]);
});
