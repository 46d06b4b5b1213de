import { expect, it } from "vitest";
import { chosenGuides, type Guide, inOrder } from "./chosen.ts";

const guide = (name: string, language: "en" | "de", is_current = true): Guide => ({
  name,
  language,
  version: 1,
  title: `${name} ${language}`,
  from: "2026-01-01",
  is_current,
});

it("takes each guide once, in the reader's language where there is one", () => {
  const all = [guide("a", "en"), guide("a", "de"), guide("b", "en"), guide("c", "de", false)];
  expect(chosenGuides(all, "de").map((one) => one.title)).toEqual(["a de", "b en"]);
  expect(chosenGuides(all.reverse(), "en").map((one) => one.title)).toEqual(["b en", "a en"]);
});

it("has those of the reader's products first", () => {
  const all = [guide("programme", "en"), guide("lumen-office", "en"), guide("a", "en")];
  expect(inOrder(all, new Set(["lumen-office"])).map((one) => one.name)).toEqual([
    "lumen-office",
    "a",
    "programme",
  ]);
});
