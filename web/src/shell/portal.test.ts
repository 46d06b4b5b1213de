import { expect, it } from "vitest";
import { customerPortal } from "../customer/screens.ts";
import { operatorPortal } from "../operator/screens.ts";
import { partnerPortal } from "../partner/screens.ts";
import { addressOfId } from "./portal.ts";

it.each([
  ["S0001", "/c?history=S0001"],
  [" p11 ", "/c/access?row=P11"],
  ["CR-3", "/c/access?tab=consents&receipt=CR-3"],
])("a customer's %s leads to %s", (id, address) => {
  expect(addressOfId(customerPortal, id)).toBe(address);
});

it.each([
  ["st-000051", "/p/statements/ST-000051"],
  ["ST-000051/7", "/p/statements/ST-000051?f.line=7"],
  ["REQ-73", "/p/associations?tab=requests&row=req-73"],
])("a partner's %s leads to %s", (id, address) => {
  expect(addressOfId(partnerPortal, id)).toBe(address);
});

it.each([
  ["ST-000051 7", "/o/statements/ST-000051?line=7"],
  ["pt-1", "/o/queue?show=all&row=PT-1"],
  ["USR_1", "/o/users?find=usr_1"],
  ["2026-03", "/o/periods/2026-03"],
])("the operator's %s leads to %s", (id, address) => {
  expect(addressOfId(operatorPortal, id)).toBe(address);
});

it.each(["over", "P", "P11x", "ST-", ""])("%s is no id", (text) => {
  expect(addressOfId(operatorPortal, text)).toBeNull();
});
