import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type Form, isComplete, stepsOf, wishesOf } from "./flows.ts";

const form = (given: Partial<Form>): Form => ({
  customer: "C1",
  role: "record",
  subscriptions: ["S1", "S2"],
  proof: "",
  ...given,
});

describe("a request", () => {
  it("to be of record is an invitation for each subscription", () => {
    expect(wishesOf(form({}), "P1")).toEqual([
      { kind: "dpor", event: "invite", partner_id: "P1", customer_id: "C1", subscription_id: "S1" },
      { kind: "dpor", event: "invite", partner_id: "P1", customer_id: "C1", subscription_id: "S2" },
    ]);
  });
  it("for delegated administration is of the customer", () => {
    expect(wishesOf(form({ role: "delegated" }), "P1")).toEqual([
      { kind: "grant", event: "create", partner_id: "P1", customer_id: "C1" },
    ]);
  });
  it("is sent when it says enough", () => {
    expect(isComplete(form({ subscriptions: [] }))).toBe(false);
    expect(isComplete(form({ customer: "" }))).toBe(true);
    expect(isComplete(form({ role: "deal" }))).toBe(false);
    expect(isComplete(form({ role: "deal", proof: "contract 7" }))).toBe(true);
    expect(isComplete(form({ role: "delegated", customer: "" }))).toBe(false);
  });
});

it("steps that are offered are those that the lifecycles give a partner", () => {
  const file = path.resolve(import.meta.dirname, "../../../../docs/domain/lifecycles.md");
  const text = readFileSync(file, "utf8");
  for (const table of text.matchAll(/<!-- table (\w+) -->([\s\S]*?)<!-- end -->/g)) {
    const [, kind = "", rows = ""] = table;
    const given = new Map<string, Set<string>>();
    for (const row of rows.split("\n")) {
      const [, state = "", event = "", who = ""] = row.split("|").map((one) => one.trim());
      if (!who.includes("PARTNER") || state === "-") continue;
      given.set(state, (given.get(state) ?? new Set()).add(event));
    }
    for (const [state, events] of given)
      expect(new Set(stepsOf(kind, state).map((one) => one.event)), `${kind} ${state}`).toEqual(
        events,
      );
  }
});
