import { expect, it } from "vitest";
import { rightsOf } from "./matrix.ts";

it("a right is one line, with the reach of each role that has it", () => {
  const rows = [
    { role: "admin", resource: "users", action: "read", reach: "any", needs_money: false },
    { role: "finance", resource: "ledger", action: "read", reach: "any", needs_money: true },
    { role: "partner_admin", resource: "users", action: "read", reach: "own", needs_money: false },
  ] as const;
  expect(rightsOf(rows)).toEqual([
    { right: "ledger:read", reach: { finance: "any" }, needsMoney: true },
    { right: "users:read", reach: { admin: "any", partner_admin: "own" }, needsMoney: false },
  ]);
});
