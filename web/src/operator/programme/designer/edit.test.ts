/**
 * What fields do to the text: random changes of the shipped programmes. fast-check prints the seed
 * with what it found.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Holder,
  type List,
  type Node,
  read,
  type Table,
  Unreadable,
  valueOf,
  wordOf,
  wordsOf,
} from "./document.ts";
import { addItem, putEntry, quoted, removeItem, replaceValue } from "./edit.ts";
import { fieldOf, putField, type Rule, rulesOf } from "./rule.ts";

const folder = path.resolve(import.meta.dirname, "../../../../../programmes");
const names = readdirSync(folder).filter((one) => one.endsWith(".toml"));
const textOf = (name: string) => readFileSync(path.join(folder, name), "utf8");
const files = names.map(textOf);
const anyFile = fc.constantFrom(...names);

/** What it says, without places. */
function said(node: Node): unknown {
  if (node.kind === "list") return node.items.map(said);
  if (node.kind === "table")
    return Object.fromEntries(node.entries.map((e) => [e.key, said(e.value)]));
  return `${node.kind} ${node.value}`;
}
function saidOf(tables: readonly Table[]): unknown {
  return tables.map((one) => [one.name, one.entries.map((e) => [e.key, said(e.value)])]);
}

interface Found {
  node: Node;
  holder: Holder;
  key: string;
}
function valuesOf(holder: Holder): Found[] {
  return holder.entries.flatMap(({ key, value }) => [
    { node: value, holder, key },
    ...(value.kind === "table" ? valuesOf(value) : []),
    ...(value.kind === "list"
      ? value.items.flatMap((one) => (one.kind === "table" ? valuesOf(one) : []))
      : []),
  ]);
}
const allOf = (text: string) => read(text).flatMap(valuesOf);
const pick = <T>(all: readonly T[], chance: number): T => all[chance % all.length] as T;
const comments = (text: string) => [...text.matchAll(/(?:^|[^"'])#.*$/gm)].length;

/** How many lines of them differ, between what they begin and what they end with alike. */
function differing(before: string, after: string): { before: string[]; after: string[] } {
  const [a, b] = [before.split("\n"), after.split("\n")];
  while (a.length > 0 && b.length > 0 && a[0] === b[0]) [a, b].forEach((one) => one.shift());
  while (a.length > 0 && b.length > 0 && a.at(-1) === b.at(-1)) [a, b].forEach((one) => one.pop());
  return { before: a, after: b };
}

describe("a programme file", () => {
  it("is read with the places of what it says", () => {
    for (const text of files) {
      const rules = rulesOf(read(text));
      expect(rules.length).toBeGreaterThan(8);
      for (const rule of rules) {
        expect(rule.code).toMatch(/^[a-z]/);
        expect(text.slice(rule.from)).toMatch(new RegExp(`^\\[\\[${rule.kind}\\]\\]`));
      }
      for (const { node } of allOf(text)) {
        const words = text.slice(node.from, node.to);
        if (node.kind === "list") expect(words).toMatch(/^\[[^]*\]$/);
        else if (node.kind === "table") expect(words).toMatch(/^\{[^]*\}$/);
        else if (node.kind === "text") expect(words).toMatch(/^(["'])[^]*\1$/);
        else expect(words).toBe(node.value);
      }
    }
  });
  it("says texts, days and keys as TOML has them", () => {
    const text =
      'a.b = 1 # c\n"k k" = \'x\\n\'\n[[lever]]\nd = 2027-01-01\nt = "a\\u00e9\\t\\""\n' +
      'm = """\none\\\n  two"""\'\'\nl = [1, # x\n 2,]\n';
    expect(() => read(text)).toThrow(Unreadable);
    const [top, lever] = read(text.replace("'''", "").replace("''\n", "\n"));
    expect(top?.entries.map((e) => [e.key, wordOf(e.value)])).toEqual([
      ["a.b", "1"],
      ["k k", "x\\n"],
    ]);
    expect(["d", "t", "m"].map((key) => wordOf(valueOf(lever, key)))).toEqual([
      "2027-01-01",
      'aé\t"',
      "onetwo",
    ]);
    expect(wordsOf(valueOf(lever, "l"))).toEqual(["1", "2"]);
  });
  it("that is cut anywhere is read or is unreadable, and nothing else happens", () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), fc.string(), (name, cut, more) => {
        const text = textOf(name);
        const at = cut % text.length;
        try {
          read(text.slice(0, at) + more + text.slice(at));
        } catch (fault) {
          expect(fault).toBeInstanceOf(Unreadable);
        }
      }),
    );
  });
});

describe("a change of a field", () => {
  it("changes that value and no other character", () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), fc.string(), (name, chance, words) => {
        const text = textOf(name);
        const all = allOf(text).filter(({ node }) => node.kind === "text");
        const at = chance % all.length;
        const { node } = pick(all, chance);
        const after = replaceValue(text, node, quoted(words));
        expect(after.slice(0, node.from)).toBe(text.slice(0, node.from));
        expect(after.slice(node.from + quoted(words).length)).toBe(text.slice(node.to));
        const texts = allOf(after).filter((one) => one.node.kind === "text");
        expect(wordOf(texts[at]?.node)).toBe(words);
        // And back again: the very file.
        const back = texts[at]?.node as Node;
        expect(replaceValue(after, back, text.slice(node.from, node.to))).toBe(text);
      }),
    );
  });
  it("that is added and taken away again leaves the file as it was", () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), fc.nat(), (name, which, what) => {
        const text = textOf(name);
        const rules = rulesOf(read(text));
        const rule = pick(rules, which);
        const field = pick(["added", "eligibility.good_standing", "note"], what);
        if (fieldOf(rule, field)) return;
        const after = putField(text, rule, field, "true");
        const again = rulesOf(read(after))[which % rules.length] as Rule;
        expect(wordOf(fieldOf(again, field))).toBe("true");
        expect(differing(text, after).before).toEqual([]);
        const back = putField(after, again, field, null);
        expect(saidOf(read(back))).toEqual(saidOf(read(text)));
        expect(back.trimEnd()).toBe(text.trimEnd());
      }),
    );
  });
  it("of a list adds and takes one item, and keeps the comments", () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), fc.nat(), (name, which, where) => {
        const text = textOf(name);
        const lists = allOf(text).filter(({ node }) => node.kind === "list");
        const at = which % lists.length;
        const list = pick(lists, which).node as List;
        const before = said(list) as unknown[];
        const nth = (all: string) =>
          allOf(all).filter(({ node }) => node.kind === "list")[at]?.node as List;
        const longer = addItem(text, list, '"new"');
        expect(said(nth(longer))).toEqual([...before, "text new"]);
        expect(comments(longer)).toBe(comments(text));
        expect(removeItem(longer, nth(longer), before.length)).toBe(text);
        if (before.length < 2) return;
        const place = where % before.length;
        const shorter = removeItem(text, list, place);
        expect(said(nth(shorter))).toEqual(before.toSpliced(place, 1));
        expect(comments(shorter)).toBe(comments(text));
      }),
    );
  });
  it("of a key touches the lines of that key only", () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), fc.boolean(), (name, which, isTaken) => {
        const text = textOf(name);
        const { holder, key, node } = pick(allOf(text), which);
        const after = putEntry(text, holder, key, isTaken ? null : '"x"');
        const lines = text.slice(node.from, node.to).split("\n").length;
        expect(differing(text, after).before.length).toBeLessThanOrEqual(lines);
        expect(read(after).length).toBe(read(text).length);
        expect(allOf(after).length).toBeLessThanOrEqual(allOf(text).length);
      }),
    );
  });
});
