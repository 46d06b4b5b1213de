import fc from "fast-check";
import { expect, it } from "vitest";
import { dataClasses } from "./classes.ts";
import {
  type Association,
  type DataAccess,
  hasRecord,
  held,
  holdsOn,
  isRecord,
  isSeenOn,
  reaches,
  type Subscription,
} from "./holdings.ts";

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
    closed_gate: null,
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
  expect(found[0]?.seers).toEqual(["P1", "P2"]);
});

it("counts no partner of record that does not hold", () => {
  const of = (change: Partial<Association>, channel = "ea") =>
    held([{ ...subscription, channel }], [association("A", change)], [], "2026-06-01").map(
      hasRecord,
    );
  expect(of({})).toEqual([true]);
  expect(of({ closed_gate: "ASSOC_NOT_ALLOWED_ON_CHANNEL" })).toEqual([false]);
  expect(of({ type: "tpor" })).toEqual([false]);
  expect(of({ subscription_id: null })).toEqual([true]);
  expect(of({ subscription_id: null }, "csp_direct")).toEqual([false]);
});

const day = fc.constantFrom("2026-01-01", "2026-03-01", "2026-05-01");
const end = fc.option(fc.constantFrom("2026-03-01", "2026-06-01"));
const partner = fc.constantFrom("P1", "P2", "P3");
const known = fc.constantFrom("S1", "S2", "S3");
const someAssociation = fc
  .record({
    type: fc.constantFrom("dpor", "tpor", "gdap"),
    partner_id: partner,
    subscription_id: fc.option(known),
    workload: fc.option(fc.constantFrom("mail")),
    valid_from: day,
    valid_to: end,
  })
  .map((change) => association("A", change));
const someAccess = fc
  .record({
    partner_id: partner,
    subscription_id: known,
    class: fc.constantFrom(...dataClasses),
    since: day,
    until: end,
  })
  .map(access);

it("says of each subscription what going through all rows says", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(known),
      fc.array(someAssociation, { maxLength: 12 }),
      fc.array(someAccess, { maxLength: 12 }),
      day,
      (ids, associations, seen, today) => {
        const subscriptions = ids.map((id) => ({ ...subscription, id }));
        for (const row of held(subscriptions, associations, seen, today)) {
          const own = associations.filter((one) => reaches(one, row.id) && holdsOn(one, today));
          const rows = seen.filter((one) => one.subscription_id === row.id && isSeenOn(one, today));
          const beside = row.record === null ? row.others : [row.record, ...row.others];
          expect(beside).toHaveLength(own.length);
          expect(new Set(beside)).toEqual(new Set(own));
          expect(row.record === null).toBe(!own.some(isRecord));
          expect(row.shared).toEqual(
            dataClasses.filter((one) => rows.some((each) => each.class === one)),
          );
          expect(new Set(row.seers)).toEqual(new Set(rows.map((one) => one.partner_id)));
        }
      },
    ),
  );
});
