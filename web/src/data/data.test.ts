import { expect, it } from "vitest";
import { kLists, listsOf, monthFilters, tablesOf } from "./tables.ts";

it("lists of a month are asked for that month, others as they are", () => {
  expect(monthFilters("credit", "2026-03")).toEqual([
    { name: "from", value: "2026-03" },
    { name: "to", value: "2026-03" },
  ]);
  expect(monthFilters("customers", "2026-03")).toEqual([]);
  for (const list of kLists)
    for (const { value } of monthFilters(list, "2026-03")) expect(value).toBe("2026-03");
});

it("nobody is offered a list or a table that they are refused", () => {
  const all = new Set(["partners:read", "payouts:read", "audit:read", "credit:read"]);
  expect(listsOf("operator", all)).toEqual([
    "partners",
    "credit",
    "payouts",
    "payments",
    "audit-events",
  ]);
  expect(listsOf("partner", all)).toEqual(["credit", "payments"]);
  const names = tablesOf("partner").map(([table]) => table);
  expect(names).not.toContain("payouts");
  expect(tablesOf("operator").length).toBe(names.length + 3);
});
