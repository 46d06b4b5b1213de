import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, monthsBetween } from "../format/time.ts";
import { shifted, spanKinds, spanOf, spanWith, textOf } from "./span.ts";

const month = fc
  .tuple(fc.integer({ min: 2001, max: 2098 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, "0")}`);
const kind = fc.constantFrom(...spanKinds);
const start = fc.integer({ min: 1, max: 12 });

describe("a span of months", () => {
  it.each([
    ["2026-03", 7, "2026-03", "2026-03"],
    ["2026-Q1", 7, "2026-01", "2026-03"],
    ["2026-Q4", 7, "2026-10", "2026-12"],
    ["Y2025", 7, "2025-07", "2026-06"],
    ["Y2025", 1, "2025-01", "2025-12"],
    ["12-2026-03", 7, "2025-04", "2026-03"],
  ])("%s, of years from month %i on, is %s to %s", (text, yearStart, first, last) => {
    expect(spanOf(text, yearStart)).toMatchObject({ first, last });
  });
  it.each(["", "2026", "2026-13", "2026-Q5", "Y26", "12-", "12-2026", "all"])(
    "%s names none",
    (text) => {
      expect(spanOf(text, 7)).toBeNull();
    },
  );
  it("has the month it was made of, and is the same from its address", () => {
    fc.assert(
      fc.property(kind, month, start, (of, at, yearStart) => {
        const span = spanWith(of, at, yearStart);
        expect(monthsBetween(span.first, span.last)).toContain(at);
        expect(spanOf(textOf(span), yearStart)).toEqual(span);
        expect(shifted(shifted(span, 1), -1)).toEqual(span);
        const next = shifted(span, 1);
        if (of !== "twelve") expect(next.first).toBe(addMonths(span.last, 1));
        if (of === "year") expect(Number(span.first.slice(5))).toBe(yearStart);
      }),
    );
  });
});
