import { expect, it } from "vitest";
import { lacksOf } from "./missing.ts";

const known = ["2026-01", "2026-02", "2026-03"];

it("says nothing of a month that is over and has come", () => {
  expect(lacksOf({ month: "2026-03", known, now: "2026-04", waiting: 0 })).toEqual([]);
  expect(lacksOf({ month: "2026-02", known, now: "2026-11", waiting: 0 })).toEqual([]);
});

it("says of the running month that it is not over", () => {
  expect(lacksOf({ month: "2026-03", known, now: "2026-03", waiting: 0 })).toEqual([
    { kind: "running", month: "2026-03" },
  ]);
});

it("says since when nothing has come, where somebody looks at the latest", () => {
  const since = { kind: "none_since", first: "2026-04", last: "2026-10" };
  expect(lacksOf({ month: "2026-03", known, now: "2026-11", waiting: 0 })).toEqual([since]);
  expect(lacksOf({ month: "2026-07", known, now: "2026-11", waiting: 0 })).toEqual([since]);
  expect(lacksOf({ month: "2026-07", known: [], now: "2026-11", waiting: 0 })).toEqual([]);
});

it("counts what waits in quarantine", () => {
  expect(lacksOf({ month: "2026-03", known, now: "2026-04", waiting: 250 })).toEqual([
    { kind: "quarantine", rows: 250 },
  ]);
});
