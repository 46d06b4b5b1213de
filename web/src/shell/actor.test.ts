import { expect, it } from "vitest";
import { accountOf } from "./actor.ts";

it("an actor is an account of a side", () => {
  expect(accountOf("operator:mika")).toBe("mika");
  expect(accountOf("partner:P11/omar")).toBe("omar");
  expect(accountOf("key_1")).toBe("key_1");
});
