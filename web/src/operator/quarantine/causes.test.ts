import { expect, it } from "vitest";
import { byCause, mendingOf } from "./causes.ts";

const group = (cause: string, value: string, rows: number) => ({
  cause,
  feed: "meter",
  column: "subscription_id",
  value,
  rows,
  customers: 0,
});

it("rows are grouped by what is wrong, the most first", () => {
  const groups = byCause([
    group("BAD_DATE", "", 1),
    group("UNKNOWN_SUBSCRIPTION", "S1", 31),
    group("UNKNOWN_SUBSCRIPTION", "S2", 40),
  ]);
  expect(groups.map((one) => [one.cause, one.rows, one.values.map((each) => each.value)])).toEqual([
    ["UNKNOWN_SUBSCRIPTION", 71, ["S2", "S1"]],
    ["BAD_DATE", 1, [""]],
  ]);
});

it("what nobody thought of is mended in the file", () => {
  expect(mendingOf("UNKNOWN_SUBSCRIPTION")).toBe("register");
  expect(mendingOf("RAGGED_ROW")).toBe("feed");
});
