import { expect, it } from "vitest";
import { endedDay, lastEndedDay } from "./ended_day.ts";

const now = new Date("2026-03-01T00:00:00Z");

it("yesterday is the last day that has ended", () => {
  expect(lastEndedDay(now)).toBe("2026-02-28");
  expect(endedDay("2026-02-28", now)).toBe("2026-02-28");
  expect(endedDay("2020-01-01", now)).toBe("2020-01-01");
});

it("today, days to come and what is no day are now", () => {
  for (const text of ["2026-03-01", "2026-03-02", "2030-01-01", "2026-02-30", "soon", ""])
    expect(endedDay(text, now)).toBe("");
});
