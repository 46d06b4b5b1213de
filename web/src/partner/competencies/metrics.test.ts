import { expect, it } from "vitest";
import { type Forecast, metricsOf, otherLevels, outlookOf } from "./metrics.ts";

it("metrics of a month are read", () => {
  expect([...metricsOf("users=107764; growth=-8.3; x=?")]).toEqual([
    ["users", "107764"],
    ["growth", "-8.3"],
  ]);
  expect(metricsOf("").size).toBe(0);
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
  });
  expect(outlookOf(of("2026-05", "2026-08"))).toBe("between");
  expect(outlookOf(of("2026-05", null))).toBe("from");
  expect(outlookOf(of(null, null))).toBe("not");
  expect(outlookOf(of("2026-05", "2026-08", 3))).toBe("short");
});
