import { expect, it } from "vitest";
import { actOf } from "./overview/act_names.ts";
import { sideOf } from "./use_who.ts";

it("tells the side and the company of an actor", () => {
  expect(sideOf("partner:P11/mika")).toEqual({ side: "partner", party: "P11" });
  expect(sideOf("operator:mika")).toEqual({ side: "operator", party: null });
  expect(sideOf("mika")).toEqual({ side: "mika", party: null });
});

it("knows an act by its word, with or without the kind of request it moved", () => {
  expect(actOf("associate")).toBe("associate");
  expect(actOf("dpor withdraw_consent")).toBe("withdraw_consent");
  expect(actOf("dpor something new")).toBe(null);
});
