import { expect, it } from "vitest";
import { hunksOf } from "./hunks.ts";

it("a difference is read line by line", () => {
  expect(hunksOf("@@ -1 +1 @@\n-a\n+b\n c\n").map((one) => one.look)).toEqual([
    "place",
    "removed",
    "added",
    "same",
  ]);
});
