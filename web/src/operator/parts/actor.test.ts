import { expect, it } from "vitest";
import { accountOf } from "./actor.ts";

it("an actor is an account of a side", () => {
  expect(accountOf("operator:usr_4")).toBe("usr_4");
  expect(accountOf("partner:P11:usr_2")).toBe("usr_2");
  expect(accountOf("key_1")).toBe("key_1");
});
