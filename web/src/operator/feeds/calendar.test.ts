import { expect, test } from "vitest";
import { calendarOf, type FeedFile, sinceOf } from "./calendar.ts";

const file = (arrived_at: string, more: Partial<FeedFile> = {}): FeedFile => ({
  id: "file_1",
  feed: "meter",
  name: "usage.csv",
  arrived_at,
  sha256: "ab",
  mapping: "canonical",
  mapping_sha256: "cd",
  rows: 10,
  accepted: 8,
  duplicates: 1,
  quarantined: 1,
  waiting: 0,
  first_day: null,
  last_day: null,
  voided_commit: null,
  commit: 3,
  ...more,
});

const today = new Date("2026-03-15T10:00:00Z");

test("a calendar has each day once, the oldest first, and ends today", () => {
  const days = calendarOf([], today, 2);
  expect(days).toHaveLength(14);
  expect(days[0]?.day).toBe("2026-03-02");
  expect(days.at(-1)?.day).toBe("2026-03-15");
  expect(sinceOf(today, 2)).toBe("2026-03-02T00:00:00Z");
});

test("what came on a day is added up, and what came before is not told", () => {
  const days = calendarOf(
    [
      file("2026-03-15T00:00:00Z"),
      file("2026-03-15T23:59:59Z", { quarantined: 0 }),
      file("2026-03-01T12:00:00Z"),
    ],
    today,
    2,
  );
  expect(days.at(-1)).toEqual({
    day: "2026-03-15",
    files: 2,
    rows: 20,
    accepted: 16,
    duplicates: 2,
    quarantined: 1,
  });
  expect(days.reduce((sum, one) => sum + one.files, 0)).toBe(2);
});
