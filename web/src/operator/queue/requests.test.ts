import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { stepsOf, waitsForOperator } from "./requests.ts";

const grid = path.resolve(import.meta.dirname, "../../../../docs/domain/lifecycle-grid.txt");

it("offers every step of a waiting request that an operator alone takes, and no other", () => {
  const theirs = readFileSync(grid, "utf8")
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([, from, event, , , who]) => {
      return from !== "-" && who === "OPERATOR" && event !== "partner_terminated";
    });
  const rows = theirs.filter((words) => words.length === 6);
  expect(rows.length).toBeGreaterThan(8);
  for (const [kind = "", state = "", event = ""] of rows)
    expect(stepsOf({ kind, state }).map((one) => one.event)).toContain(event);
  const offered = new Set(rows.map(([kind, state]) => `${kind} ${state}`));
  const steps = [...offered].flatMap((one) => {
    const [kind = "", state = ""] = one.split(" ");
    return stepsOf({ kind, state });
  });
  expect(steps.length).toBe(rows.length);
});

it("waits for an operator only where one can do something", () => {
  expect(waitsForOperator({ kind: "claim", state: "UNDER_REVIEW" })).toBe(true);
  expect(waitsForOperator({ kind: "claim", state: "under_review" })).toBe(true);
  expect(waitsForOperator({ kind: "dpor", state: "INVITED" })).toBe(false);
});
