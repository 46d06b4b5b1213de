import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { programmeOf } from "./programme.ts";

it("a programme says its name and currency", () => {
  const file = path.resolve(import.meta.dirname, "../../../programmes/lanternfall-2025.toml");
  expect(programmeOf(readFileSync(file, "utf8"))).toEqual({
    name: "Lanternfall Cloud partner programme",
    currency: "USD",
    threshold: null,
  });
  expect(programmeOf('name = "A"\npayment_threshold = "200"\n').threshold).toBe("200");
});
