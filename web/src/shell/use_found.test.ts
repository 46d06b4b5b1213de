import { expect, it } from "vitest";
import { nameFilter } from "./use_found.ts";

it("asks for a part of a name or a whole id, whatever is in it", () => {
  expect(nameFilter("velm")).toBe("name contains 'velm' or id eq 'velm'");
  expect(nameFilter("O'Neil)")).toBe("name contains 'O''Neil)' or id eq 'O''Neil)'");
});
