/**
 * No words in code: what a person reads stands in a catalogue. Looked for: text between tags, and
 * text given to attributes that are read out or shown.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

const source = path.resolve(import.meta.dirname, "../src");
const read = new Set([
  "title",
  "label",
  "placeholder",
  "alt",
  "aria-label",
  "hint",
  "lead",
  "caption",
  "text",
]);
/** Signs, keys and units that are the same in all languages. */
const isWord = (text: string) => /\p{L}{2,}/u.test(text);

function textsIn(name: string, code: string): string[] {
  const file = ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const note = (node: ts.Node, text: string) => {
    if (isWord(text))
      found.push(
        `${name}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${text.trim()}`,
      );
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node, node.text);
    if (
      ts.isJsxExpression(node) &&
      node.parent &&
      !ts.isJsxAttribute(node.parent) &&
      node.expression &&
      ts.isStringLiteralLike(node.expression)
    )
      note(node, node.expression.text);
    if (ts.isJsxAttribute(node) && read.has(node.name.getText()) && node.initializer) {
      const given = ts.isJsxExpression(node.initializer)
        ? node.initializer.expression
        : node.initializer;
      if (given && ts.isStringLiteralLike(given)) note(node, given.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

it("finds what it looks for", () => {
  const code =
    '<p title="Hello" className="row">Some words {"more words"} {t("key")} <kbd>g</kbd></p>';
  expect(textsIn("x.tsx", code)).toEqual([
    "x.tsx:1: Hello",
    "x.tsx:1: Some words",
    "x.tsx:1: more words",
  ]);
});

it("no screen and no part of the kit has words in it", () => {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
    (one) => one.endsWith(".tsx") && !one.endsWith(".test.tsx"),
  );
  expect(files.length).toBeGreaterThan(20);
  expect(
    files.flatMap((one) => textsIn(one, readFileSync(path.join(source, one), "utf8"))),
  ).toEqual([]);
});
