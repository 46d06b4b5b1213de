import { expect, it } from "vitest";
import { behind, type Feed } from "./behind.ts";

const feed = {
  last_arrival: "2026-03-02T00:00:00Z",
  last_file: "a.csv",
  rhythm_days: 1,
  lag_days: 2,
  files: 1,
  rows: 10,
  accepted: 10,
  duplicates: 0,
  quarantined: 0,
  mapping: "m",
  mapping_sha256: "0",
} as const;

it("late feeds come first, each with what it does to the figures; those in order are left out", () => {
  const feeds: Feed[] = [
    { ...feed, id: "a", state: "clear", expected_on: null, usage_until: "2026-03-01", waiting: 0 },
    { ...feed, id: "b", state: "waiting", expected_on: null, usage_until: null, waiting: 7 },
    {
      ...feed,
      id: "c",
      state: "late",
      expected_on: "2026-03-03",
      usage_until: "2026-03-01",
      waiting: 2,
    },
  ];
  expect(behind(feeds)).toEqual([
    { kind: "late", feed: "c", expected: "2026-03-03", until: "2026-03-01" },
    { kind: "waiting", feed: "b", rows: 7 },
    { kind: "waiting", feed: "c", rows: 2 },
  ]);
  expect(behind([])).toEqual([]);
});
