import { expect, it } from "vitest";
import { freeOf, isCovered } from "./petition_amount.ts";

it("what others ask for already is not free", () => {
  expect(freeOf({ amount: "500.00", asked: "120.50" })).toBe("379.50");
  expect(freeOf({ amount: "-70.00", asked: "-20.00" })).toBe("-50.00");
});

it("a part has the sign of what stands there and is no more", () => {
  expect(isCovered("500.00", "500")).toBe(true);
  expect(isCovered("500.00", "500.01")).toBe(false);
  expect(isCovered("500.00", "0")).toBe(false);
  expect(isCovered("500.00", "-1")).toBe(false);
  expect(isCovered("-70.00", "-70.00")).toBe(true);
  expect(isCovered("-70.00", "70.00")).toBe(false);
  expect(isCovered("0.00", "0.00")).toBe(false);
});
