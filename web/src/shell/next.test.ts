import { expect, it } from "vitest";
import { movesOf } from "./next.ts";

it("is what the service says, with what goes along", () => {
  const moves = movesOf({
    next_events: "answer withdraw",
    next_with_reason: "withdraw",
    next_with_evidence: "answer",
  });
  expect(moves).toEqual([
    { event: "answer", needs: "evidence", isRefusal: false },
    { event: "withdraw", needs: "reason", isRefusal: true },
  ]);
  const nothing = { next_events: null, next_with_reason: null, next_with_evidence: null };
  expect(movesOf(nothing)).toEqual([]);
});
