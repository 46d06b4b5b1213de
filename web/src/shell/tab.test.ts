import { expect, it } from "vitest";
import { changesForTab } from "./tab.ts";

it("another tab begins without the filters, order, columns and row of the one before", () => {
  const names = ["tab", "for", "period", "sort", "find", "cols", "f.state", "row", "q"];
  expect(changesForTab(names, "keys", ["q"])).toEqual({
    tab: "keys",
    sort: null,
    find: null,
    cols: null,
    "f.state": null,
    row: null,
  });
});

it("the first tab is not written", () => {
  expect(changesForTab(["for", "tab"], null, [])).toEqual({ tab: null });
});
