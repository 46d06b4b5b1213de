import { describe, expect, it } from "vitest";
import {
  asItIs,
  chosenOf,
  daysLeft,
  type Entry,
  inOrder,
  missingFor,
  missingOf,
  neighbour,
  type Petition,
  petitionEntry,
  type Request,
  requestEntry,
} from "./entry.ts";

const petition = (id: string, state: Petition["state"], decide_by: string | null) =>
  petitionEntry({ id, state, decide_by } as Petition);
const ids = (entries: readonly Entry[]) => entries.map((one) => one.id);

describe("the queue", () => {
  const entries = [
    petition("PT-1", "open", null),
    petition("PT-2", "open", "2026-05-02"),
    petition("PT-3", "in_review", "2026-04-30"),
  ];
  it("has first what is due first", () => {
    expect(ids(inOrder(entries))).toEqual(["PT-3", "PT-2", "PT-1"]);
  });
  it("offers a review once, and nothing after the decision", () => {
    const events = (one: Entry) => one.steps.map((step) => step.event);
    expect(entries.map(events)).toEqual([
      ["accept", "reject", "review"],
      ["accept", "reject", "review"],
      ["accept", "reject"],
    ]);
    expect(events(petition("PT-4", "accepted", null))).toEqual([]);
  });
  it("knows what somebody is at when it has left, and how it was moved meanwhile", () => {
    const asked = petition("PT-2", "open", "2026-05-02");
    expect(asItIs([], asked)).toBe(asked);
    expect(asItIs([petition("PT-2", "in_review", null)], asked).is.state).toBe("in_review");
  });
  it("goes to what took the place of what was decided, and stops at its ends", () => {
    expect(chosenOf(entries, "PT-9", 1)?.id).toBe("PT-2");
    expect(chosenOf(entries, "PT-9", 7)?.id).toBe("PT-3");
    expect(chosenOf([], "PT-9", 0)).toBeNull();
    expect(neighbour(entries, "PT-3", 1)?.id).toBe("PT-3");
    expect(neighbour(entries, "PT-2", -1)?.id).toBe("PT-1");
  });
});

it("a clock says how many days are left, or over", () => {
  expect(daysLeft("2026-03-10", "2026-03-07")).toBe(3);
  expect(daysLeft("2026-03-10T00:00:00Z", "2026-03-12")).toBe(-2);
  expect(daysLeft(null, "2026-03-12")).toBe(null);
});

describe("the rights of a step", () => {
  const having = (rights: string) => (right: string) => rights.split(" ").includes(right);
  const open = petition("PT-1", "open", null);
  it("are two for what ends a petition, one for looking into it", () => {
    const support = having("petitions:read petitions:write");
    expect(missingFor(open, "a", support)).toEqual(["petitions:approve"]);
    expect(missingFor(open, "r", support)).toEqual(["petitions:approve"]);
    expect(missingFor(open, "n", support)).toEqual([]);
    expect(missingFor(open, "n", having(""))).toEqual(["petitions:write"]);
    expect(missingFor(open, "a", having("petitions:write petitions:approve"))).toEqual([]);
  });
  it("are named where something waits for them, and not where all is decided", () => {
    expect(missingOf(open, having(""))).toEqual(["petitions:write", "petitions:approve"]);
    expect(missingOf(petition("PT-2", "rejected", null), having(""))).toEqual([]);
    const waiting = requestEntry({
      id: "RQ-1",
      waits_for: "operator",
      next_events: null,
      next_with_reason: null,
      next_with_evidence: null,
    } as Request);
    expect(missingOf(waiting, having("petitions:write"))).toEqual(["requests:write"]);
    expect(missingOf(waiting, having("requests:write"))).toEqual([]);
  });
});
