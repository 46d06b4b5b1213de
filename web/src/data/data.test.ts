import { expect, it } from "vitest";
import { kLists, monthFilters } from "./tables.ts";

it("lists of a month are asked for that month, others as they are", () => {
  expect(monthFilters("credit", "2026-03")).toEqual([
    { name: "from", value: "2026-03" },
    { name: "to", value: "2026-03" },
  ]);
  expect(monthFilters("customers", "2026-03")).toEqual([]);
  for (const list of kLists)
    for (const { value } of monthFilters(list, "2026-03")) expect(value).toBe("2026-03");
});
