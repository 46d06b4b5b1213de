import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type Form, isComplete, isGiver, ownerFor, ownerOf, stepsOf, wishesOf } from "./flows.ts";

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

/** The rows of the tables: kind, state, event, who. */
function rowsOfTables(): (readonly [kind: string, state: string, event: string, who: string])[] {
  const file = path.resolve(import.meta.dirname, "../../../../docs/domain/lifecycles.md");
  const tables = readFileSync(file, "utf8").matchAll(/<!-- table (\w+) -->([\s\S]*?)<!-- end -->/g);
  return [...tables].flatMap(([, kind = "", rows = ""]) =>
    rows.split("\n").map((row) => {
      const [, state = "", event = "", who = ""] = row.split("|").map((one) => one.trim());
      return [kind, state, event, who] as const;
    }),
  );
}

it("the partner from which a transfer takes answers it, and nobody else does", () => {
  const given = rowsOfTables().filter(([, , , who]) => who === "INCUMBENT");
  expect(given.map(([kind, state]) => `${kind} ${state}`)).toEqual(
    given.map(() => "transfer PENDING"),
  );
  expect(stepsOf("transfer", "PENDING", true).map((one) => one.event)).toEqual(
    given.map(([, , event]) => event),
  );
  const asked = { kind: "transfer", state: "PENDING", counterparty_id: "P2" };
  expect(isGiver(asked, "P2")).toBe(true);
  expect([ownerFor(asked, "P1"), ownerFor(asked, "P2")]).toEqual(["incumbent", "you"]);
});

it("whoever is said to have the next word can answer by the lifecycles", () => {
  const words = { customer: "CUSTOMER", incumbent: "INCUMBENT", operator: "OPERATOR" } as const;
  // A correction is of operators only; a grant that is approved goes on by itself.
  const rows = rowsOfTables().filter(([kind]) => kind !== "correction");
  for (const [kind, state] of rows.filter(([, one]) => one.includes("PEND"))) {
    const owner = ownerOf(kind, state);
    const who = owner === "you" ? "PARTNER" : words[owner as keyof typeof words];
    const answers = rows.filter(
      (one) => one[0] === kind && one[1] === state && /accept|approve/.test(one[2]),
    );
    expect(new Set(answers.map((one) => one[3])), `${kind} ${state}`).toEqual(new Set([who]));
  }
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
