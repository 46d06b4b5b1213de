import { expect, it } from "vitest";
import { changesOf } from "./changes.ts";
import type { Standing } from "./metrics.ts";

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
  const changes = changesOf(
    [
      at("2026-01", "STARTED"),
      at("2026-02", "STARTED"),
      at("2026-03", "QUALIFIED", { reached: "silver" }),
      at("2026-04", "ACTIVE", silver),
      at("2026-05", "ACTIVE", silver),
      at("2026-06", "ACTIVE", { ...silver, at_risk: true }),
      at("2026-07", "LAPSED"),
    ],
    "2026-01",
  );
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
  const changes = changesOf(
    [at("2027-03", "ACTIVE", silver), at("2027-04", "RENEWED", renewed)],
    "2027-03",
  );
  expect(changes[0]).toEqual({
    day: "2027-04-10",
    isMonthEnd: false,
    word: "renewed",
    level: "silver",
  });
  expect(changesOf([], "2027-03")).toEqual([]);
});

it("what was so before the first month is no change", () => {
  const months = ["2023-11", "2023-12", "2024-01"];
  const qualified = months.map((month) => at(month, "QUALIFIED", { reached: "silver" }));
  expect(changesOf(qualified, "2023-12")).toEqual([]);
  const after = [...qualified, at("2024-02", "LAPSED")];
  expect(changesOf(after, "2023-12").map((one) => one.word)).toEqual(["lapsed"]);
});

it("another level within reach is a change", () => {
  const changes = changesOf(
    [
      at("2026-01", "QUALIFIED", { reached: "silver" }),
      at("2026-02", "QUALIFIED", { reached: "gold" }),
    ],
    "2026-02",
  );
  expect(changes).toEqual([
    { day: "2026-02-28", isMonthEnd: true, word: "qualified", level: "gold" },
  ]);
});
