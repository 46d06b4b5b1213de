import { expect, it } from "vitest";
import { sideOf } from "./actors.ts";

it("an actor is of a side, and of a tenant where that side has several", () => {
  expect(sideOf("partner:P11/mika")).toEqual({ side: "partner", tenant: "P11" });
  expect(sideOf("customer:C430/jo")).toEqual({ side: "customer", tenant: "C430" });
  expect(sideOf("operator:nils")).toEqual({ side: "operator", tenant: null });
  expect(sideOf("feed:till")).toEqual({ side: "feed", tenant: null });
  expect(sideOf("key_1")).toEqual({ side: "", tenant: null });
});
