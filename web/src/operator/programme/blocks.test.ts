import { expect, it } from "vitest";
import { blocksOf, hunksOf } from "./blocks.ts";

it("a programme file has blocks with a code and a name", () => {
  const text = `# words
[programme]
code = "p"

# ---- Types ----
[[type]]
code = "dpor"
name = "Partner of record"

[[lever]]
code = "l"
rates = [
  { at = "1" },
]
`;
  expect(blocksOf(text).map(({ kind, code, name }) => [kind, code, name])).toEqual([
    ["programme", "p", ""],
    ["type", "dpor", "Partner of record"],
    ["lever", "l", ""],
  ]);
  expect(blocksOf(text).at(-1)?.text).toContain('{ at = "1" },');
});

it("a difference is read line by line", () => {
  expect(hunksOf("@@ -1 +1 @@\n-a\n+b\n c\n").map((one) => one.look)).toEqual([
    "place",
    "removed",
    "added",
    "same",
  ]);
});
