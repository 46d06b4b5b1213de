import { expect, it } from "vitest";
import { isToSimulate, isUnderWay } from "./runs.ts";

const failed = { state: "failed" } as const;
const cancelled = { state: "cancelled" } as const;

it("a text is simulated where none succeeded and none is under way", () => {
  expect(isToSimulate([])).toBe(true);
  expect(isToSimulate([failed, cancelled])).toBe(true);
  for (const state of ["waiting", "running", "done"] as const)
    expect(isToSimulate([failed, { state }])).toBe(false);
});

it("what waits or runs is under way", () => {
  expect(isUnderWay({ state: "waiting" })).toBe(true);
  expect(isUnderWay({ state: "running" })).toBe(true);
  for (const one of [failed, cancelled, { state: "done" } as const])
    expect(isUnderWay(one)).toBe(false);
});
