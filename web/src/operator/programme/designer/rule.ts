/** The rules of a programme file: types of association, competencies, incentives ("lever"). */
import {
  entryOf,
  type Holder,
  lineAt,
  type Node,
  type Span,
  type Table,
  valueOf,
  wordOf,
} from "./document.ts";
import { addLines, putEntry, removeLines } from "./edit.ts";

export const ruleKinds = ["lever", "competency", "type"] as const;
export type RuleKind = (typeof ruleKinds)[number];

export interface Rule extends Span {
  kind: RuleKind;
  /** Which one of its kind, from 0. */
  place: number;
  code: string;
  name: string;
  table: Table;
  /** Tables of its own below it: "eligibility". */
  parts: ReadonlyMap<string, Table>;
}

function isKind(name: string): name is RuleKind {
  return (ruleKinds as readonly string[]).includes(name);
}

export function rulesOf(tables: readonly Table[]): Rule[] {
  const rules: Rule[] = [];
  for (const table of tables) {
    const { name, from, to } = table;
    const rule = rules.at(-1);
    if (isKind(name)) {
      const place = rules.filter((one) => one.kind === name).length;
      const code = wordOf(valueOf(table, "code"));
      const said = wordOf(valueOf(table, "name"));
      rules.push({
        kind: name,
        place,
        code,
        name: said || code,
        table,
        parts: new Map(),
        from,
        to,
      });
    } else if (rule && name.startsWith(`${rule.kind}.`)) {
      const parts = new Map(rule.parts).set(name.slice(rule.kind.length + 1), table);
      rules[rules.length - 1] = { ...rule, parts, to };
    }
  }
  return rules;
}

/** A rule by the code that the address has for it: "lever:dpor-consumption". */
export function keyOf({ kind, code }: { kind: string; code: string }): string {
  return `${kind}:${code}`;
}

/** Where the field of a rule stands; "eligibility.countries" in a table of its own or inline. */
function holderOf(rule: Rule, field: string): { holder: Holder | undefined; key: string } {
  const [part, key] = field.split(".");
  if (part === undefined || key === undefined) return { holder: rule.table, key: field };
  const inline = valueOf(rule.table, part);
  return { holder: inline?.kind === "table" ? inline : rule.parts.get(part), key };
}

export function fieldOf(rule: Rule, field: string): Node | undefined {
  const { holder, key } = holderOf(rule, field);
  return valueOf(holder, key);
}
/** With its key. */
export function spanOf(rule: Rule, field: string): Span | undefined {
  const { holder, key } = holderOf(rule, field);
  return entryOf(holder, key);
}

/** Sets a field of a rule, or takes it away: null. A part without a field is none. */
export function putField(text: string, rule: Rule, field: string, words: string | null): string {
  const { holder, key } = holderOf(rule, field);
  const part = field.split(".")[0] ?? "";
  if (!holder) {
    if (words === null) return text;
    return addLines(text, rule, `[${rule.kind}.${part}]\n${key} = ${words}\n`);
  }
  const isLast = words === null && holder.entries.length === 1 && entryOf(holder, key);
  if (!isLast || holder === rule.table) return putEntry(text, holder, key, words);
  if (holder.kind === "section") return removeLines(text, holder);
  return putEntry(text, rule.table, part, null);
}

/** Whether something of it is written in a way that fields cannot change: keys with dots. */
export function isBeyondFields(rule: Rule): boolean {
  return [rule.table, ...rule.parts.values()].some(({ entries }) =>
    entries.some(({ key }) => key.includes(".")),
  );
}

export interface Lines {
  first: number;
  last: number;
}
export function linesOf(text: string, { from, to }: Span): Lines {
  return { first: lineAt(text, from), last: lineAt(text, Math.max(from, to - 1)) };
}
export function has({ first, last }: Lines, line: number): boolean {
  return first <= line && line <= last;
}
