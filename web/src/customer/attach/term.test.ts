import { expect, it } from "vitest";
import { dayAfter, daysOf, nextMonthBegins, termAtFirst } from "./term.ts";

const term = termAtFirst("2026-12-15");

it("begins today and has no end unless somebody says so", () => {
  expect(daysOf(term, "2026-12-15")).toEqual({ from: null, until: null });
});

it("knows the first of the next month, over the turn of a year too", () => {
  expect(nextMonthBegins("2026-12-15")).toBe("2027-01-01");
  expect(daysOf({ ...term, begin: "month" }, "2026-12-15")?.from).toBe("2027-01-01");
});

it("takes the last day as people say it", () => {
  expect(dayAfter("2028-02-28")).toBe("2028-02-29");
  expect(daysOf({ ...term, finish: "day", lastDay: "2027-12-31" }, "2026-12-15")?.until).toBe(
    "2028-01-01",
  );
});

it("refuses what is no day, is over, or ends before it begins", () => {
  expect(daysOf({ ...term, begin: "day", beginDay: "" }, "2026-12-15")).toBeNull();
  expect(daysOf({ ...term, begin: "day", beginDay: "2026-12-14" }, "2026-12-15")).toBeNull();
  expect(daysOf({ ...term, finish: "day", lastDay: "2026-12-14" }, "2026-12-15")).toBeNull();
});
