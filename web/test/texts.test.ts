/**
 * No words in code: what a person reads stands in a catalogue. Looked for: text between tags, text
 * given to attributes and properties that are read out or shown, and what a toast says.
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
/** Not signs, keys and units that are the same in all languages, nor an address. */
const isWord = (text: string) => /\p{L}{2,}/u.test(text) && !text.startsWith("/");

/** What an expression may come to, as far as it is written there: branches, pieces, what is added. */
function literalsOf(node: ts.Expression | undefined): ts.Node[] {
  if (!node) return [];
  if (ts.isStringLiteralLike(node)) return [node];
  if (ts.isParenthesizedExpression(node)) return literalsOf(node.expression);
  if (ts.isConditionalExpression(node))
    return [...literalsOf(node.whenTrue), ...literalsOf(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    const sign = node.operatorToken.getText();
    if (sign === "&&") return literalsOf(node.right);
    if (["+", "||", "??"].includes(sign))
      return [...literalsOf(node.left), ...literalsOf(node.right)];
  }
  if (ts.isTemplateExpression(node))
    return [
      node.head,
      ...node.templateSpans.flatMap((one) => [...literalsOf(one.expression), one.literal]),
    ];
  return [];
}

/** The expression that is shown or read out at this place, if it is such a place. */
function shownAt(node: ts.Node): ts.Expression | undefined {
  if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) return node.expression;
  if (ts.isJsxAttribute(node) && read.has(node.name.getText())) {
    const given = node.initializer;
    return given && ts.isJsxExpression(given) ? given.expression : (given as ts.StringLiteral);
  }
  if (ts.isPropertyAssignment(node) && read.has(node.name.getText())) return node.initializer;
  if (ts.isCallExpression(node) && node.expression.getText() === "say") return node.arguments[0];
  return undefined;
}

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
    if (ts.isCallExpression(node) && node.expression.getText() === "catalogue") return;
    if (ts.isJsxText(node)) note(node, node.text);
    for (const one of literalsOf(shownAt(node))) note(one, (one as ts.StringLiteral).text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

it.each([
  [`<p title="Hello" className="row">Some words <kbd>g</kbd></p>`, ["Hello", "Some words"]],
  [`<p>{"more words"} {t("key")} {x === "word" && <b />}</p>`, ["more words"]],
  ["<p>{isOn ? `so ${many} rows` : (name ?? 'nothing')}</p>", ["so", "rows", "nothing"]],
  ['<Card title={isOn ? "On" : t("off")} label={`${t("row")} ${id}`} />', ["On"]],
  [`const columns = [{ id: "state", title: "State", kind: "status" }]`, ["State"]],
  [`say("Done.", undo)`, ["Done."]],
  [`const texts = catalogue({ title: "Rows" }, { de: { title: "Zeilen" } })`, []],
])("finds what it looks for in %s", (code, words) => {
  expect(textsIn("x.tsx", code)).toEqual(words.map((one) => `x.tsx:1: ${one}`));
});

it("no screen and no part of the kit has words in it", () => {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
    (one) => /\.tsx?$/.test(one) && !/texts\.ts$|\.test\.tsx?$|\.gen\.ts$/.test(one),
  );
  expect(files.length).toBeGreaterThan(20);
  expect(
    files.flatMap((one) => textsIn(one, readFileSync(path.join(source, one), "utf8"))),
  ).toEqual([]);
});
