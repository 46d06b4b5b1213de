import { expect, it } from "vitest";
import { changesOf } from "./changes.ts";
import type { Standing } from "./parts.tsx";

const at = (month: string, state: string, more: Partial<Standing> = {}): Standing => ({
  month,
  account: "G",
  competency: "x",
  state,
  level: null,
  reached: null,
  at_risk: false,
  began: null,
  anniversary: null,
  metrics: "",
  ...more,
});
const silver = { level: "silver", began: "2026-04-10", anniversary: "2027-04-10" };

it("a change is told once, the latest first, with the day on which it came", () => {
  const changes = changesOf([
    at("2026-01", "STARTED"),
    at("2026-02", "STARTED"),
    at("2026-03", "QUALIFIED", { reached: "silver" }),
    at("2026-04", "ACTIVE", silver),
    at("2026-05", "ACTIVE", silver),
    at("2026-06", "ACTIVE", { ...silver, at_risk: true }),
    at("2026-07", "LAPSED"),
  ]);
  expect(changes.map(({ day, word, level }) => [day, word, level])).toEqual([
    ["2026-07-31", "lapsed", null],
    ["2026-06-30", "at_risk", "silver"],
    ["2026-04-10", "active", "silver"],
    ["2026-03-31", "qualified", "silver"],
    ["2026-01-31", "started", null],
  ]);
  expect(changes.map((one) => one.isMonthEnd)).toEqual([true, true, false, true, true]);
});

it("a renewed term is news, and of nothing is nothing told", () => {
  const renewed = { ...silver, began: "2027-04-10", anniversary: "2028-04-10" };
  const changes = changesOf([at("2027-03", "ACTIVE", silver), at("2027-04", "RENEWED", renewed)]);
  expect(changes[0]).toEqual({
    day: "2027-04-10",
    isMonthEnd: false,
    word: "renewed",
    level: "silver",
  });
  expect(changesOf([])).toEqual([]);
});
