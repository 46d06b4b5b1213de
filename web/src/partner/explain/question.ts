import { isMonth, type Month } from "../../format/time.ts";

/** Which number is to be explained; all of it stands in the address. */
export interface Question {
  month: Month;
  subscription?: string;
  competency?: string;
  measure?: string;
  workload?: string;
  lever?: string;
  /** As known at this commit. */
  knownAt?: string;
  /** Of a statement, to dispute it. */
  statement?: string;
  line?: string;
}

const kNames = [
  "month",
  "subscription",
  "competency",
  "measure",
  "workload",
  "lever",
  "knownAt",
  "statement",
  "line",
] as const;

/** `month=2026-03&subscription=S0621`: one value of the address. */
export function textOf(question: Question): string {
  const text = new URLSearchParams();
  for (const name of kNames) {
    const value = question[name];
    if (value) text.set(name, value);
  }
  return text.toString();
}

/** Null of what names no month. */
export function questionOf(text: string): Question | null {
  const values = new URLSearchParams(text);
  const month = values.get("month") ?? "";
  if (!isMonth(month)) return null;
  const given = kNames.flatMap((name) => {
    const value = values.get(name);
    return value ? [[name, value] as const] : [];
  });
  return { month, ...Object.fromEntries(given) };
}

/** The same question on the command line. */
export function commandOf(question: Question, partner: string): string {
  const words = [
    ["partner", partner],
    ["month", question.month],
    ["subscription", question.subscription],
    ["competency", question.competency],
    ["measure", question.measure],
    ["workload", question.workload],
    ["lever", question.lever],
    ["as-known", question.knownAt],
  ].flatMap(([name, value]) => (value ? [`--${name} ${value}`] : []));
  return ["accredit explain", ...words, "--why-not"].join(" ");
}
