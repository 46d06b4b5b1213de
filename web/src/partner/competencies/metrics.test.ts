import { expect, it } from "vitest";
import {
  awaitedLevel,
  basisOf,
  type Forecast,
  metricsOf,
  otherLevels,
  outlookOf,
  type Standing,
} from "./metrics.ts";

it("metrics of a month are read", () => {
  expect([...metricsOf("users=107764; growth=-8.3; x=?")]).toEqual([
    ["users", "107764"],
    ["growth", "-8.3"],
  ]);
  expect(metricsOf("").size).toBe(0);
});

it("a level that the numbers reach waits for its fee, unless it is held", () => {
  const of = (level: string | null, reached: string | null, at_risk = false) =>
    awaitedLevel({ level, reached, at_risk } as Standing);
  expect(of(null, "gold")).toBe("gold");
  expect(of("silver", "gold")).toBe("gold");
  expect(of("gold", "gold")).toBeNull();
  expect(of("gold", "silver", true)).toBeNull();
  expect(of(null, null)).toBeNull();
});

it("what a forecast goes on with is read: paces, and what stays", () => {
  expect(basisOf("consumption=4538.5..5360.63; customers=114; x=1..y")).toEqual([
    { name: "consumption", least: "4538.5", most: "5360.63" },
    { name: "customers", least: "114", most: null },
  ]);
  expect(basisOf("active_users=-6705..5483")[0]?.least).toBe("-6705");
  expect(basisOf("")).toEqual([]);
});

it("lesser levels are marks on the way", () => {
  const thresholds = [
    { level: "gold", metric: "consumption", atLeast: "400000" },
    { level: "silver", metric: "consumption", atLeast: "100000" },
    { level: "gold", metric: "customers", atLeast: "20" },
  ];
  const terms = { code: "x", name: "x", metrics: [], thresholds, families: [], source: "" };
  expect(otherLevels(terms, "consumption", "gold")).toEqual([{ name: "silver", value: "100000" }]);
  expect(otherLevels(undefined, "consumption", "gold")).toEqual([]);
});

it("a forecast is a range, and refuses less than four months", () => {
  const of = (earliest: string | null, latest: string | null, months_of_data = 15): Forecast => ({
    account: "G",
    competency: "x",
    level: "gold",
    earliest,
    latest,
    months_of_data,
    method: "m",
    basis: "",
    pace_months: 6,
  });
  expect(outlookOf(of("2026-05", "2026-08"))).toBe("between");
  expect(outlookOf(of("2026-05", null))).toBe("from");
  expect(outlookOf(of(null, null))).toBe("not");
  expect(outlookOf(of("2026-05", "2026-08", 3))).toBe("short");
});
