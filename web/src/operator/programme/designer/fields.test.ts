import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type Holder, itemsOf, read, valueOf, wordOf } from "./document.ts";
import { continueFrom, removeLines } from "./edit.ts";
import { type Field, fieldsOf, isOfferedIn, isUsualIn } from "./fields.ts";
import { addRule } from "./new_rule.ts";
import { fieldOf, isBeyondFields, keyOf, type Rule, ruleKinds, rulesOf } from "./rule.ts";
import { readingOf } from "./use_draft.ts";
import { wordLists, wordTexts } from "./word_texts.ts";

const root = path.resolve(import.meta.dirname, "../../../../..");
const file = (name: string) => readFileSync(path.join(root, name), "utf8");
const shipped = readdirSync(path.join(root, "programmes"))
  .filter((one) => one.endsWith(".toml"))
  .map((one) => file(`programmes/${one}`));
// What the format's own page shows, which has keys that no shipped programme has.
const described = /```toml\n([^]*?)\n```/.exec(file("docs/formats/programme.md"))?.[1] ?? "";
const texts = [...shipped, described];

/** Keys of a holder that no field is for, with those of its rows. */
function unknownIn(holder: Holder, fields: readonly Field[], before = ""): string[] {
  return holder.entries.flatMap(({ key, value }) => {
    const field = fields.find(({ id }) => id === before + key);
    if (!field) return [before + key];
    const { shape } = field;
    if (shape.as === "record")
      return value.kind === "table" ? unknownIn(value, shape.fields) : [key];
    if (shape.as !== "rows") return [];
    return itemsOf(value).flatMap((one) =>
      one.kind === "table" ? unknownIn(one, shape.fields) : [key],
    );
  });
}

describe("the fields of rules", () => {
  it("are for everything that programmes say", () => {
    for (const text of texts) {
      const rules = rulesOf(read(text));
      expect(rules.length).toBeGreaterThan(5);
      for (const { kind, table, parts } of rules) {
        expect(unknownIn(table, fieldsOf[kind])).toEqual([]);
        for (const [part, own] of parts)
          expect(unknownIn(own, fieldsOf[kind], `${part}.`)).toEqual([]);
      }
    }
  });
  it("have words for all words of a file", () => {
    const keys = Object.entries(wordLists).flatMap(([list, words]) =>
      words.map((one) => `${list}_${one}`),
    );
    expect(keys.toSorted()).toEqual(Object.keys(wordTexts.en).toSorted());
  });
  it("that belong to other kinds are neither shown nor offered", () => {
    const [lever] = rulesOf(read('[[lever]]\ncode = "x"\nkind = "milestone"\n'));
    const { table } = lever as Rule;
    const shown = fieldsOf.lever.filter((one) => isUsualIn(one, table)).map(({ id }) => id);
    expect(shown).toContain("milestones");
    expect(shown).not.toContain("rates");
    const offered = fieldsOf.lever.filter((one) => isOfferedIn(one, table)).map(({ id }) => id);
    expect(offered).toContain("eligibility.good_standing");
    expect(offered).not.toContain("tiers");
  });
});

describe("a rule", () => {
  it("is added behind its kind under a code of its own, and taken away again", () => {
    for (const text of shipped) {
      for (const kind of ruleKinds) {
        const before = readingOf(text);
        const once = addRule(text, before, kind);
        const twice = addRule(once.text, readingOf(once.text), kind);
        expect([once.code, twice.code]).toEqual([`new-${kind}`, `new-${kind}-2`]);
        const { rules } = readingOf(once.text);
        const added = rules.find((one) => keyOf(one) === keyOf({ kind, code: once.code })) as Rule;
        const own = before.rules.filter((one) => one.kind === kind);
        expect(added.place).toBe(own.length);
        const back = readingOf(removeLines(once.text, added));
        expect(back.rules.map(keyOf)).toEqual(before.rules.map(keyOf));
        expect(removeLines(once.text, added).replace(/\n+/g, "\n").trim()).toBe(
          text.replace(/\n+/g, "\n").trim(),
        );
      }
    }
  });
  it("is paid otherwise from a day on: what holds ends there, and the same begins", () => {
    const text = '[[lever]]\nrates = [{ rate = "8 %" }] # kept\n';
    const [rule] = rulesOf(read(text));
    const rates = fieldOf(rule as Rule, "rates");
    if (rates?.kind !== "list") throw new Error("rates are a list");
    expect(continueFrom(text, rates, "2027-01-01")).toBe(
      '[[lever]]\nrates = [{ rate = "8 %", until = 2027-01-01 }, ' +
        '{ from = 2027-01-01, rate = "8 %" }] # kept\n',
    );
  });
  it("with keys that have dots is told", () => {
    const of = (line: string) => rulesOf(read(`[[lever]]\n${line}\n`))[0] as Rule;
    expect(isBeyondFields(of('code = "x"'))).toBe(false);
    expect(isBeyondFields(of("eligibility.good_standing = true"))).toBe(true);
    const inline = of("eligibility = { good_standing = true }");
    expect(wordOf(fieldOf(inline, "eligibility.good_standing"))).toBe("true");
    expect(valueOf(inline.table, "eligibility")?.kind).toBe("table");
  });
  it("is where a text cannot be read on which line", () => {
    expect(readingOf("[programme]\ncode = x y\n")).toMatchObject({ faultLine: 2, rules: [] });
  });
});
