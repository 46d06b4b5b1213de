import { expect, it } from "vitest";
import { evidenceOf } from "./evidence.ts";

it("numbers of a rule are read in their order", () => {
  expect(evidenceOf("seats=619; used_percent=57; roles=a=b;")).toEqual([
    { name: "seats", value: "619", isNumber: true },
    { name: "used_percent", value: "57", isNumber: true },
    { name: "roles", value: "a=b", isNumber: false },
  ]);
  expect(evidenceOf("")).toEqual([]);
});
