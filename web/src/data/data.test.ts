import { expect, it } from "vitest";
import { kLists, listsOf, monthFilters, tablesOf } from "./tables.ts";

it("lists of a month are asked for that month, some for all months, others as they are", () => {
  const quarter = { month: "2026-02", span: { first: "2026-01", last: "2026-03" } };
  expect(monthFilters("credit", quarter)).toEqual([
    { name: "from", value: "2026-01" },
    { name: "to", value: "2026-03" },
  ]);
  expect(monthFilters("earnings", quarter)).toEqual([{ name: "month", value: "2026-02" }]);
  expect(monthFilters("customers", quarter)).toEqual([]);
  for (const list of kLists)
    for (const { value } of monthFilters(list, {
      month: "2026-03",
      span: { first: "2026-03", last: "2026-03" },
    }))
      expect(value).toBe("2026-03");
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
