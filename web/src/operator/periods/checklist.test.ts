import { describe, expect, it } from "vitest";
import { evidenceOf, isWaivable, monthsOf, monthToClose, obstacles } from "./checklist.ts";

const item = (name: string, state: string) => ({ item: name, state, detail: "" });

describe("a checklist", () => {
  it("is waived only where it is open and no must", () => {
    expect(isWaivable(item("feeds", "open"))).toBe(true);
    expect(isWaivable(item("feeds", "done"))).toBe(false);
    expect(isWaivable(item("frozen", "open"))).toBe(false);
    expect(isWaivable(item("month_over", "blocking"))).toBe(false);
  });
  it("names what hinders", () => {
    const list = [item("feeds", "waived"), item("rates", "done"), item("frozen", "blocking")];
    expect(obstacles(list).map((one) => one.item)).toEqual(["frozen"]);
  });
});

it("the evidence of an item is where it is looked at, of the month alone", () => {
  expect(evidenceOf("feeds", "2025-03")).toBe("/o/feeds");
  expect(evidenceOf("adjustments", "2025-03")).toBe(
    "/o/periods/2025-03?tab=changes&f.kind=adjustment",
  );
  expect(evidenceOf("frozen", "2025-03")).toBeNull();
});

describe("the month to close", () => {
  const known = ["2025-01", "2025-02", "2025-03"];
  it("is the first with usage, then the one after the last closed one", () => {
    expect(monthToClose([], known)).toBe("2025-01");
    expect(monthToClose([{ month: "2025-01", state: "closed" }], known)).toBe("2025-02");
    expect(monthToClose([{ month: "2025-03", state: "closed" }], known)).toBeNull();
    expect(monthToClose([], [])).toBeNull();
  });
  it("stands in a list with the latest first", () => {
    expect(monthsOf([{ month: "2024-12" }, { month: "2025-01" }], known)).toEqual([
      "2025-03",
      "2025-02",
      "2025-01",
      "2024-12",
    ]);
  });
});
