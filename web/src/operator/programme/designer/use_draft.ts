import { useCallback, useEffect, useMemo, useState } from "react";
import { useList, usePosted } from "../../../api/questions.ts";
import type { Option } from "../../../kit/options.tsx";
import { keepDraft, keptDraft } from "../draft_text.ts";
import {
  itemsOf,
  lineAt,
  read,
  type Table,
  Unreadable,
  valueOf,
  wordOf,
  wordsOf,
} from "./document.ts";
import type { Names } from "./fields.ts";
import { has, type Lines, type Rule, rulesOf } from "./rule.ts";

export interface Reading {
  tables: readonly Table[];
  rules: readonly Rule[];
  /** From which line on it cannot be read. */
  faultLine: number | null;
}

export function readingOf(text: string): Reading {
  try {
    const tables = read(text);
    return { tables, rules: rulesOf(tables), faultLine: null };
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault;
    return { tables: [], rules: [], faultLine: lineAt(text, fault.place) };
  }
}

const kMostBefore = 100;
const kPause = 400;

/** The text as it is, with what it was before each change. */
function useText() {
  const [{ text, before }, set] = useState({ text: keptDraft(), before: [] as string[] });
  const write = useCallback((next: string) => {
    keepDraft(next);
    set((now) =>
      now.text === next
        ? now
        : { text: next, before: [...now.before.slice(1 - kMostBefore), now.text] },
    );
  }, []);
  const undo = useCallback(() => {
    set((now) => {
      const text = now.before.at(-1) ?? now.text;
      keepDraft(text);
      return { text, before: now.before.slice(0, -1) };
    });
  }, []);
  return { text, write, undo: before.length > 0 ? undo : null };
}

/** The draft of this browser tab with what the service says of it, asked whenever writing rests. */
export function useDraft() {
  const { text, write, undo } = useText();
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), kPause);
    return () => clearTimeout(timer);
  }, [text]);
  const init = { body: { text: asked } };
  const validation = usePosted("/v1/programme:validate", init, { enabled: asked !== "" });
  const { data, isPlaceholderData, isFetching, error, refetch } = validation;
  const isCurrent = asked === text && text !== "" && !isPlaceholderData && !isFetching;
  const told = text === "" ? undefined : data?.data;
  const affects = usePosted("/v1/programme:affects", init, {
    enabled: isCurrent && told?.rules !== null && told !== undefined,
  });
  const validate = () => (asked === text ? void refetch() : setAsked(text));
  const faultAt = useCallback(
    (lines: Lines) =>
      asked === text
        ? told?.findings.find(({ line }) => line !== null && has(lines, line))?.sentence
        : undefined,
    [asked, text, told],
  );
  return {
    text,
    write,
    undo,
    reading: useMemo(() => readingOf(text), [text]),
    told,
    isCurrent,
    isChecking: text !== "" && (asked !== text || isFetching),
    error,
    validate,
    faultAt,
    affects: {
      answer: text === "" ? undefined : affects.data?.data,
      isOld: asked !== text || affects.isPlaceholderData,
      isImpossible: affects.error !== null || told?.rules === null,
    },
  };
}
export type Draft = ReturnType<typeof useDraft>;

function optionsOf(rows: readonly { code: string; name: string }[]): Option[] {
  return rows.map(({ code, name }) => ({ id: code, text: name }));
}
function plain(words: Iterable<string>): Option[] {
  return [...new Set(words)].filter((one) => one !== "").map((id) => ({ id, text: id }));
}
const codesOf = (tables: readonly Table[], name: string) =>
  tables.filter((one) => one.name === name).map((one) => wordOf(valueOf(one, "code")));
const codesIn = (table: Table, key: string) =>
  itemsOf(valueOf(table, key)).map((one) =>
    one.kind === "table" ? wordOf(valueOf(one, "code")) : "",
  );

/** What fields of a rule can name: codes of its file, families and products of the registry. */
export function useNames({ tables, rules }: Reading, rule: Rule | undefined) {
  const { rows: products } = useList("/v1/products", {}, { pageSize: 1000 });
  return useCallback(
    (list: Names): readonly Option[] => {
      const of = (kind: string) => rules.filter((one) => one.kind === kind);
      const types = of("type");
      const isEarner = ({ table }: Rule) => wordOf(valueOf(table, "incentive")) === "true";
      const families = rules.flatMap(({ table }) => wordsOf(valueOf(table, "families")));
      const names: Record<Names, () => readonly Option[]> = {
        types: () => optionsOf(types),
        earners: () => optionsOf(types.filter(isEarner)),
        competencies: () => optionsOf(of("competency")),
        levers: () => optionsOf(of("lever").filter((one) => one.code !== rule?.code)),
        levels: () => plain(of("competency").flatMap(({ table }) => codesIn(table, "levels"))),
        metrics: () => plain(rule ? codesIn(rule.table, "metrics") : []),
        market_classes: () => plain(codesOf(tables, "market_class")),
        families: () => plain([...products.map((one) => one.family), ...families]),
        products: () => products.map(({ id, name }) => ({ id, text: name })),
        anything: () => [],
      };
      return names[list]();
    },
    [tables, rules, rule, products],
  );
}
