import { expect, it } from "vitest";
import { holderOf, holderOfTenant, isRole, roles, sideOf } from "./roles.ts";

it("a role is of a side, and of one of that side", () => {
  expect(roles.map(sideOf).filter((side) => side === "operator").length).toBe(6);
  expect(holderOf("finance", "P1")).toEqual({});
  expect(holderOf("partner_admin", "P1")).toEqual({ partner_id: "P1" });
  expect(holderOf("customer_viewer", "C1")).toEqual({ customer_id: "C1" });
  expect(holderOfTenant("partner:P:1")).toEqual({ partner_id: "P:1" });
  expect(holderOfTenant("operator")).toEqual({});
  expect(isRole("king")).toBe(false);
});
