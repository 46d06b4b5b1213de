import { expect, it } from "vitest";
import { stepsOf, waitsForOperator } from "./requests.ts";

const said = (waits_for: "operator" | "customer" | null, next_events: string | null) => ({
  waits_for,
  next_events,
  next_with_reason: "reject ask",
  next_with_evidence: null,
});

it("offers what the service does, each with its key", () => {
  expect(stepsOf(said("operator", "ask approve reject"))).toEqual([
    { event: "ask", key: "n", isRefusal: false },
    { event: "approve", key: "a", isRefusal: false },
    { event: "reject", key: "r", isRefusal: true },
  ]);
});

it("offers nothing of what waits for somebody else, or that may only be read", () => {
  expect(stepsOf(said(null, "partner_terminated"))).toEqual([]);
  expect(stepsOf(said("operator", null))).toEqual([]);
  expect(waitsForOperator({ waits_for: "operator" })).toBe(true);
  expect(waitsForOperator({ waits_for: "customer" })).toBe(false);
});
