import { expect, it } from "vitest";
import type { Word } from "../attach/consents.ts";
import type { Association, DataAccess } from "../holdings.ts";
import { isOther, scopeOf, seeing, seenOf, seers, type Seer } from "./rows.ts";

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

const uneven = {
  seen: { subscription_facts: ["S1", "S2"], usage: ["S2"], billed_revenue: [], other_partners: [] },
} as unknown as Seer;
const wide = (classes: string | null) =>
  ({ word: classes ? "given" : "withdrawn", subscription_id: null, classes }) as Word;

it("has of all subscriptions what is seen of each, not what is seen of one", () => {
  expect(seenOf(uneven, null)).toEqual(["subscription_facts"]);
  expect(seenOf(uneven, "S2")).toEqual(["subscription_facts", "usage"]);
});

it("tells a word that changes something from one that does not", () => {
  expect(isOther(uneven, "S1", ["subscription_facts"], [])).toBe(false);
  expect(isOther(uneven, "S2", ["subscription_facts"], [])).toBe(true);
  expect(isOther(uneven, null, ["subscription_facts"], [wide("subscription_facts")])).toBe(true);
});

it("counts subscriptions to come: the same of all is another word than of each", () => {
  const even = { seen: { ...uneven.seen, usage: [] } } as unknown as Seer;
  expect(isOther(even, null, ["subscription_facts"], [])).toBe(true);
  expect(isOther(even, null, ["subscription_facts"], [wide("subscription_facts")])).toBe(false);
  expect(isOther(even, null, ["subscription_facts"], [wide(null)])).toBe(true);
});
