import { expect, it } from "vitest";
import { blocksOf, inlineOf } from "./markdown.ts";

it("knows the blocks that guides are written in", () => {
  const text = [
    "# Title",
    "",
    "First line",
    "goes on.",
    "",
    "| a | b |",
    "| --- | --- |",
    "| 1 | **2** |",
    "",
    "1. one",
    "   and more",
    "2. two",
    "",
    "```",
    "# no heading",
    "```",
  ].join("\n");
  expect(blocksOf(text).map((one) => one.kind)).toEqual([
    "heading",
    "paragraph",
    "table",
    "list",
    "code",
  ]);
  const [, paragraph, table, list] = blocksOf(text);
  expect(paragraph).toMatchObject({ content: [{ text: "First line goes on." }] });
  expect(table).toMatchObject({ rows: [[[{ text: "1" }], [{ kind: "strong", text: "2" }]]] });
  expect(list).toMatchObject({ isOrdered: true, items: [[{ text: "one and more" }], [{}]] });
});

it("makes links only of what is no script, and never HTML", () => {
  expect(inlineOf("[a](/c) and [b](javascript:alert(1))")[0]).toEqual({
    kind: "link",
    text: "a",
    href: "/c",
  });
  const all = inlineOf("[b](javascript:x) [c](//other) <b>bold</b>");
  expect(all.some((one) => one.kind === "link")).toBe(false);
  expect(all.map((one) => one.text).join("")).toContain("<b>bold</b>");
});

it("loses no word, whatever is written, and always ends", () => {
  const parts = ["# ", "§", "|", "---", "* ", "1. ", "`", "**", "[a](/b)", "\n", "  ", "\n```\n"];
  let seed = 42;
  const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648);
  for (let round = 0; round < 500; round += 1) {
    const text = Array.from({ length: 30 }, () => parts[next() % parts.length]).join("");
    const words = JSON.stringify(blocksOf(text)).split("§").length;
    expect(words, `seed 42, round ${round}`).toBe(text.split("§").length);
  }
});

it("has boxes, ways and figures where a line is nothing else", () => {
  const text = [
    "> **Keep in mind**",
    ">",
    "> * one",
    "> * two",
    "",
    "[Take me there](/c?attach=all)",
    "",
    "![The dialogue](picture:attach-2)",
    "",
    "[Elsewhere](//evil.example)",
    "",
    "![no](javascript:alert(1))",
    "",
    "See [this](/c) first",
  ].join("\n");
  const blocks = blocksOf(text);
  expect(blocks.map((one) => one.kind)).toEqual([
    "box",
    "way",
    "figure",
    "paragraph",
    "paragraph",
    "paragraph",
  ]);
  expect(blocks[0]).toMatchObject({ blocks: [{ kind: "paragraph" }, { kind: "list" }] });
  expect(blocks[2]).toEqual({
    kind: "figure",
    what: "picture",
    name: "attach-2",
    text: "The dialogue",
  });
});
