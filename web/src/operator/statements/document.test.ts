import { expect, it } from "vitest";
import { documentOf, memberOf } from "./document.ts";

it("a statement is read by its format, and nothing else is", () => {
  const header = { partner: "P01", partner_name: "Cormarex", period: "2025-01", currencies: [] };
  const lines = [{ line: "1", kind: "earning", amount: "1.50", lever: "" }];
  const found = documentOf({ format: "accredit.statement.1", header, lines });
  expect(found?.partnerName).toBe("Cormarex");
  expect(found?.issuedOn).toBe("");
  expect(memberOf(lines[0] as (typeof lines)[0], "amount")).toBe("1.50");
  expect(memberOf(lines[0] as (typeof lines)[0], "lever")).toBeNull();
  expect(documentOf({ format: "accredit.statement.2", header, lines })).toBeNull();
  expect(documentOf(undefined)).toBeNull();
});
