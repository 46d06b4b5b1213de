import { expect, it } from "vitest";
import { type Association, type DataAccess, held, type Subscription } from "./holdings.ts";

const subscription: Subscription = {
  id: "S1",
  customer_id: "C1",
  product_id: "office",
  currency: "EUR",
  valid_from: "2026-01-01",
  valid_to: null,
} as Subscription;
const association = (id: string, change: Partial<Association>): Association =>
  ({
    id,
    type: "dpor",
    partner_id: "P1",
    customer_id: "C1",
    subscription_id: "S1",
    workload: null,
    valid_from: "2026-01-01",
    valid_to: null,
    ...change,
  }) as Association;
const access = (change: Partial<DataAccess>): DataAccess =>
  ({
    partner_id: "P1",
    subscription_id: "S1",
    workload: null,
    since: "2026-01-01",
    until: null,
    consent: "programme_rule",
    ...change,
  }) as DataAccess;

it("a subscription has one partner of record, and others beside it, and what is seen of it", () => {
  const found = held(
    [subscription],
    [
      association("ended", { valid_to: "2026-02-01", partner_id: "P9" }),
      association("other subscription", { subscription_id: "S2" }),
      association("record", {}),
      association("admin of all", { type: "gdap", subscription_id: null }),
      association("planned", { type: "tpor", valid_from: "2026-09-01" }),
    ],
    [
      access({ class: "usage" }),
      access({ class: "usage", partner_id: "P2" }),
      access({ class: "billed_revenue", until: "2026-06-01" }),
    ],
    "2026-06-01",
  );
  expect(found[0]?.record?.id).toBe("record");
  expect(found[0]?.others.map((one) => one.id)).toEqual(["admin of all"]);
  expect(found[0]?.shared).toEqual(["usage"]);
  expect(found[0]?.seers).toBe(2);
});
