import { expect, it } from "vitest";
import { answersOf, cancelOf, isDeemed, waits } from "./answers.ts";

const said = (next_events: string | null) => ({
  next_events,
  next_with_reason: null,
  next_with_evidence: null,
});

it("answers with the words that the service offers", () => {
  expect(answersOf(said("confirm decline"))).toEqual({ yes: "confirm", no: "decline" });
  expect(answersOf(said("approve decline"))).toEqual({ yes: "approve", no: "decline" });
  expect(answersOf(said("decline"))).toEqual({ yes: null, no: "decline" });
  expect(answersOf(said(null))).toEqual({ yes: null, no: null });
});

it("takes back what it began", () => {
  expect(cancelOf(said("cancel"))).toBe("cancel");
  expect(cancelOf(said("remove undo"))).toBeNull();
});

it("waits for the customer, who may be taken by its silence", () => {
  expect(waits({ waits_for: "customer" })).toBe(true);
  expect(waits({ waits_for: "partner" })).toBe(false);
  expect([isDeemed({ if_silent: "ACTIVE" }), isDeemed({ if_silent: "EXPIRED" })]).toEqual([
    true,
    false,
  ]);
});
