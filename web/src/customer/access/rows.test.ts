import { expect, it } from "vitest";
import type { Association, DataAccess } from "../holdings.ts";
import { scopeOf, seeing, seers } from "./rows.ts";

const access = (partner_id: string, subscription_id: string, change: Partial<DataAccess>) =>
  ({
    partner_id,
    subscription_id,
    class: "usage",
    since: "2026-01-01",
    until: null,
    ...change,
  }) as DataAccess;
const association = (partner_id: string, change: Partial<Association>) =>
  ({
    partner_id,
    type: "dpor",
    valid_from: "2026-01-01",
    valid_to: null,
    ...change,
  }) as Association;

const associations = [
  association("P1", {}),
  association("P1", { type: "tpor", valid_from: "2025-06-01", valid_to: "2027-01-01" }),
  association("P2", { valid_to: "2026-03-01" }),
  association("P3", { valid_from: "2026-12-01", valid_to: "2027-02-01" }),
  association("P4", { valid_from: "2026-12-01", valid_to: "2026-12-01" }),
];
const matrix = [
  access("P1", "S2", {}),
  access("P1", "S1", { class: "billed_revenue" }),
  access("P2", "S1", { until: "2026-03-01" }),
];
const looks = new Map([
  ["P1", "2026-05-02T10:00:00Z"],
  ["P2", null],
]);
const found = seers(associations, matrix, looks, "2026-06-01");

it("has everybody who sees something, is associated, or will be", () => {
  expect(found.map((one) => one.partner)).toEqual(["P1", "P2", "P3"]);
  expect(seeing(associations, matrix, "2026-06-01")).toEqual(["P1", "P2", "P3"]);
});

it("tells what is seen of what, since when, until when, and when somebody looked", () => {
  const [first] = found;
  expect(first?.seen.usage).toEqual(["S2"]);
  expect(first && scopeOf(first)).toEqual(["S1", "S2"]);
  expect(first?.types).toEqual(["dpor", "tpor"]);
  expect([first?.since, first?.until]).toEqual(["2025-06-01", null]);
});

it("says that nobody looked only where that is known", () => {
  expect(found.map((one) => one.looked)).toEqual(["2026-05-02T10:00:00Z", null, undefined]);
});

it("tells the past from the present", () => {
  expect(found.map((one) => one.isPast)).toEqual([false, true, false]);
  expect(found[2]?.until).toBe("2027-02-01");
});
