import { expect, it } from "vitest";
import { needsOf, rulesOf } from "./needs.ts";

const request = (id: string, waits_for: "partner" | "customer", waits_until: string | null) => ({
  id,
  revision: 1,
  kind: "dpor" as const,
  state: "PENDING_PARTNER",
  reason: null,
  type: null,
  partner_id: "P1",
  counterparty_id: null,
  customer_id: "C1",
  subscription_id: "S1",
  workload: null,
  starts_on: null,
  ends_on: null,
  evidence: null,
  association_id: null,
  opened_by: "x",
  moved_by: "x",
  next_deadline: null,
  waits_for,
  waits_until,
  if_silent: null,
  next_events: null,
  next_with_reason: null,
  next_with_evidence: null,
});
const opportunity = (rule: "consumption_drop" | "association_ends_soon") => ({
  partner_id: "P1",
  rule,
  customer_id: "C1",
  subscription_id: "S1",
  subject: "p",
  evidence: "",
});

it("what waits for the partner, the nearest deadline first", () => {
  const all = [
    request("R1", "partner", null),
    request("R2", "customer", "2026-01-01"),
    request("R3", "partner", "2026-04-01"),
  ];
  const needs = needsOf("P1", all, [], [opportunity("association_ends_soon")]);
  expect(needs.requests.map((one) => one.id)).toEqual(["R3", "R1"]);
  expect(needs.ending).toHaveLength(1);
});

it("rules are counted, the most first", () => {
  const all = [
    opportunity("association_ends_soon"),
    opportunity("consumption_drop"),
    opportunity("consumption_drop"),
  ];
  expect(rulesOf(all)).toEqual([
    { rule: "consumption_drop", count: 2 },
    { rule: "association_ends_soon", count: 1 },
  ]);
});
