import { describe, expect, it } from "vitest";
import { courseOf, type CourseRow, hasSums, methodOf, thresholdsOf } from "./course.ts";

const row = (month: string, low: string, high = low, is_forecast = false): CourseRow => ({
  account: "G",
  competency: "x",
  metric: "consumption",
  month,
  is_forecast,
  low,
  high,
  months_of_data: 7,
  pace_months: 6,
});
const months = ["2026-01", "2026-02", "2026-03"];
const rows = [
  row("2026-02", "3"),
  row("2026-03", "5"),
  row("2026-04", "6", "8", true),
  { ...row("2026-03", "9"), metric: "customers" },
];

describe("a course", () => {
  it("is of one metric, with a gap where nothing was, and a range from where it ends", () => {
    const course = courseOf(rows, "consumption", months);
    expect(course.points.map((one) => one.value)).toEqual([null, "3", "5"]);
    expect(course.range).toEqual([{ month: "2026-04", low: "6", high: "8" }]);
    expect(course.monthsOfData).toBe(7);
  });
  it("says how its range was reckoned, or why there is none", () => {
    const course = courseOf(rows, "consumption", months);
    expect(methodOf(course, "ttm_sum", "trailing")).toBe("carriedOn");
    expect(methodOf(course, "ttm_sum", "anniversary")).toBe("toAnniversary");
    expect(methodOf(course, "manual", "trailing")).toBe("staying");
    expect(methodOf({ ...course, monthsOfData: 3 }, "ttm_sum", "trailing")).toBe("short");
    expect(methodOf({ ...course, range: [] }, "ttm_sum", "anniversary")).toBe("yearEnded");
  });
});

it("levels are lines, and those that ask for the same are one", () => {
  const terms = {
    code: "x",
    name: "x",
    metrics: [{ code: "people", kind: "manual", measure: "" }],
    thresholds: [
      { level: "silver", metric: "people", atLeast: "4" },
      { level: "gold", metric: "people", atLeast: "4" },
      { level: "gold", metric: "consumption", atLeast: "9" },
    ],
    families: [],
    source: "",
  };
  expect(thresholdsOf(terms, "people")).toEqual([{ name: "silver, gold", value: "4" }]);
  expect(hasSums(terms)).toBe(false);
  const sums = [{ code: "c", kind: "ttm_sum", measure: "consumption" }];
  expect(hasSums({ ...terms, metrics: sums })).toBe(true);
});
