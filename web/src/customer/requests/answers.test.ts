import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { cancelOf, eventsOf } from "./answers.ts";

const tables = readFileSync(
  path.resolve(import.meta.dirname, "../../../../docs/domain/lifecycles.md"),
  "utf8",
);

/** The events that the tables give to a customer, as "kind STATE event". */
function customersEvents(): Set<string> {
  const found = new Set<string>();
  let kind = "";
  for (const line of tables.split("\n")) {
    kind = /^<!-- table (\w+) -->/.exec(line)?.[1] ?? kind;
    const [, from, event, who] = line.split("|").map((one) => one.trim());
    if (who === "CUSTOMER") found.add(`${kind} ${from} ${event}`);
  }
  return found;
}

it("answers as the tables of the lifecycles let a customer answer", () => {
  const known = customersEvents();
  expect(known.size).toBeGreaterThan(10);
  const asked = [
    ["dpor", "INVITED"],
    ["grant", "APPROVAL_PENDING"],
    ["agreement_change", "PENDING"],
    ["claim", "APPROVED"],
  ] as const;
  for (const [kind, state] of asked) {
    const events = eventsOf({ kind, state });
    for (const event of [events?.yes, events?.no].filter((one) => one !== undefined))
      expect(known).toContain(`${kind} ${state} ${event}`);
  }
  expect(known).toContain(`dpor SCHEDULED ${cancelOf({ kind: "dpor", state: "SCHEDULED" })}`);
});

it("leaves out nothing that waits for a customer's word", () => {
  const decisions = [...customersEvents()].filter((one) => / (decline|approve|confirm)$/.test(one));
  for (const one of decisions) {
    const [kind = "", state = "", event] = one.split(" ");
    const events = eventsOf({ kind: kind as "dpor", state });
    expect([events?.yes, events?.no], one).toContain(event);
  }
});

it("asks nothing where all is said", () => {
  expect(eventsOf({ kind: "dpor", state: "ACTIVE" })).toBeNull();
});
