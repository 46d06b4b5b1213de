import { expect, it } from "vitest";
import { filterOf, rangeOf } from "./range.ts";

const instant = (year: number, month: number, day: number) =>
  new Date(year, month - 1, day).toISOString().replace(".000", "");

it("means both days, by the reader's clock", () => {
  expect(filterOf({ from: "2026-03-01", to: "2026-03-31" })).toBe(
    `at ge ${instant(2026, 3, 1)} and at lt ${instant(2026, 4, 1)}`,
  );
  expect(filterOf({ from: null, to: "2026-12-31" })).toBe(`at lt ${instant(2027, 1, 1)}`);
  expect(filterOf({ from: null, to: null })).toBe("");
});

it("reads days from an address and nothing else", () => {
  expect(rangeOf(new URLSearchParams("from=2026-03-01&to=yesterday"))).toEqual({
    from: "2026-03-01",
    to: null,
  });
});
