import { describe, expect, it } from "vitest";
import { sideBySide } from "./scales.ts";
import { extremesOf, markBy, rowsOf, type Series, withoutTooMany } from "./series.ts";

const series = (name: string, ...values: (string | null)[]): Series => ({
  name,
  points: values.map((value, place) => ({ month: `2026-0${place + 1}`, value })),
});

describe("series", () => {
  it("beyond five are the four largest and all others, exactly added up", () => {
    const all = ["1", "20", "3", "40", "5", "60", "0.01"].map((value, place) =>
      series(`s${place}`, "1", value),
    );
    const few = withoutTooMany(all, "Other");
    expect(few.map((one) => one.name)).toEqual(["s5", "s3", "s1", "s4", "Other"]);
    expect(few.at(-1)?.points).toEqual([
      { month: "2026-01", value: "3" },
      { month: "2026-02", value: "4.01" },
    ]);
  });
  it("say what they show", () => {
    const found = extremesOf(series("a", null, "5", "-2", "11110.50", "1234.50"));
    expect(found).toMatchObject({
      first: { value: "5" },
      last: { value: "1234.50" },
      least: "-2",
      most: "11110.50",
    });
    expect(extremesOf(series("a", null))).toBeNull();
  });
  it("are rows of a table", () => {
    expect(rowsOf([series("a", "1"), series("b", "2", "3")])).toEqual([
      { month: "2026-01", values: ["1", "2"] },
      { month: "2026-02", values: [null, "3"] },
    ]);
  });
});

it("a mark goes from month to month, stops at the ends, and goes away", () => {
  const months = ["2026-01", "2026-02", "2026-03"];
  expect(markBy("ArrowRight", null, months)).toBe("2026-01");
  expect(markBy("ArrowLeft", null, months)).toBe("2026-03");
  expect(markBy("ArrowRight", "2026-02", months)).toBe("2026-03");
  expect(markBy("ArrowRight", "2026-03", months)).toBe("2026-03");
  expect(markBy("ArrowLeft", "2026-01", months)).toBe("2026-01");
  expect(markBy("End", "2026-01", months)).toBe("2026-03");
  expect(markBy("Home", "2026-03", months)).toBe("2026-01");
  expect(markBy("Escape", "2026-03", months)).toBeNull();
  expect(markBy("Escape", null, months)).toBeUndefined();
  expect(markBy("x", "2026-03", months)).toBeUndefined();
  expect(markBy("ArrowRight", null, [])).toBeUndefined();
});

it("puts names side by side that have no room one above the other", () => {
  const groups = (...at: number[]) =>
    sideBySide(
      at.map((one) => ({ at: one })),
      14,
    ).map((group) => group.map((one) => one.at));
  expect(groups(100, 50, 95)).toEqual([[100, 95], [50]]);
  expect(groups(100, 86)).toEqual([[100], [86]]);
  expect(groups()).toEqual([]);
});
