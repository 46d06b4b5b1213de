import { expect, it } from "vitest";
import type { DataAccess } from "../holdings.ts";
import { classesOf, restoration, seenBefore, type Word } from "./consents.ts";

const word = (subscription_id: string | null, change: Partial<Word> = {}): Word =>
  ({
    word: "given",
    subscription_id,
    classes: "usage",
    valid_from: null,
    valid_to: null,
    ...change,
  }) as Word;
const withdrawn = (subscription_id: string | null): Word =>
  word(subscription_id, { word: "withdrawn", classes: null });
const access = (subscription_id: string, change: Partial<DataAccess> = {}): DataAccess =>
  ({
    partner_id: "P1",
    subscription_id,
    workload: null,
    class: "usage",
    since: "2026-01-01",
    until: null,
    ...change,
  }) as DataAccess;
const step = (scope: string | null, classes: string[] = [], until: string | null = null) => ({
  scope,
  classes,
  from: null,
  until,
});

it("reads the classes of a receipt as the service joins them", () => {
  expect(classesOf({ classes: "usage+subscription_facts" })).toEqual([
    "subscription_facts",
    "usage",
  ]);
  expect(classesOf({ classes: null })).toEqual([]);
});

it("finds what the partner sees today", () => {
  const rows = [
    access("S1"),
    access("S2", { until: "2026-05-01" }),
    access("S3", { partner_id: "P2" }),
  ];
  expect(seenBefore(rows, "P1", "2026-06-01")).toEqual([rows[0]]);
});

it("says the last word about a subscription again, with its days", () => {
  const words = [word("S1"), word(null, { classes: "billed_revenue", valid_to: "2027-01-01" })];
  expect(restoration({ words, seen: [access("S1")] }, "S1")).toEqual([
    step("S1", ["billed_revenue"], "2027-01-01"),
  ]);
  expect(restoration({ words: [...words, withdrawn("S1")], seen: [] }, "S1")).toEqual([step("S1")]);
});

it("where nothing was said, gives each class of several workloads once, or takes it back", () => {
  const seen = ["a", "b"].flatMap((workload) => [
    access("S1", { workload }),
    access("S1", { workload, class: "subscription_facts" }),
  ]);
  expect(restoration({ words: [], seen }, "S1")).toEqual([
    step("S1", ["subscription_facts", "usage"]),
  ]);
  expect(restoration({ words: [], seen }, "S2")).toEqual([step("S2")]);
});

it("puts a word about all back as one, and what was said of single ones after it", () => {
  const words = [
    word("S1"),
    word(null, { classes: "usage+billed_revenue" }),
    withdrawn("S2"),
    word("S3", { classes: "subscription_facts" }),
  ];
  const seen = ["S1", "S3", "S4"].map((one) => access(one));
  expect(restoration({ words, seen }, null)).toEqual([
    step(null, ["usage", "billed_revenue"]),
    step("S2"),
    step("S3", ["subscription_facts"]),
  ]);
});

it("closes all where nothing had been said of all, and opens again what was seen", () => {
  const words = [word("S1", { valid_to: "2027-01-01" }), withdrawn("S2")];
  const seen = [access("S1"), access("S3")];
  expect(restoration({ words, seen }, null)).toEqual([
    step(null),
    step("S1", ["usage"], "2027-01-01"),
    step("S3", ["usage"]),
  ]);
});
