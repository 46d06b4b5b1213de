/** The answer to "why" in the order in which people ask: result, rule, association, usage. */
import type { components } from "../../api/contract.gen.ts";
import type { Decimal } from "../../format/decimal.ts";
import type { Day } from "../../format/time.ts";

export type Node = components["schemas"]["Explanation"];

/** A usage row; of one without facts all stands in `source` and `value`. */
export interface UsageRow {
  id: string;
  day: Day | null;
  source: string;
  revision: string | null;
  amount: Decimal | null;
  currency: string | null;
  quantity: Decimal | null;
  unit: string | null;
  value: string;
}

export interface Line {
  key: string;
  kind: "credit" | "earning";
  label: string;
  value: string;
  /** Associations, rules, arithmetic and what else it rests on but usage rows, as they came. */
  steps: readonly Node[];
  reasons: readonly Node[];
  usage: readonly UsageRow[];
  /** There are more rows than are shown. */
  isCut: boolean;
}

export interface Place {
  id: string;
  facts: string;
  /** Sales channel, hidden rows, associations that credit nothing. */
  notes: readonly Node[];
  lines: readonly Line[];
  reasons: readonly Node[];
}

export interface Told {
  rule: string;
  places: readonly Place[];
  gaps: readonly Node[];
  /** "and 153 more subscriptions": why not all are here. */
  more: readonly string[];
}

export function usageRowOf(node: Node): UsageRow {
  const facts = node.facts ?? {};
  const isBilled = Boolean(facts.currency);
  const isMeasured = facts.quantity !== undefined && facts.quantity !== "0";
  return {
    id: node.label,
    day: facts.usage_date ?? null,
    source: facts.record ?? node.label,
    revision: facts.revision ?? null,
    amount: isBilled ? (facts.amount ?? null) : null,
    currency: facts.currency || null,
    quantity: isMeasured ? (facts.quantity ?? null) : null,
    unit: isMeasured ? facts.unit || null : null,
    value: node.value,
  };
}

function all(node: Node): Node[] {
  return [node, ...node.because.flatMap(all)];
}

function lineOf(node: Node, place: number): Line {
  const below = node.because.flatMap(all);
  return {
    key: `${place} ${node.label}`,
    kind: node.kind === "earning" ? "earning" : "credit",
    label: node.label,
    value: node.value,
    steps: node.because.filter((one) => one.kind !== "usage" && one.kind !== "reason"),
    reasons: below.filter((one) => one.kind === "reason"),
    usage: below.filter((one) => one.kind === "usage").map(usageRowOf),
    isCut: below.some((one) => one.code === "more_rows"),
  };
}

function placeOf(node: Node): Place {
  const lines = node.because
    .filter((one) => one.kind === "credit" || one.kind === "earning")
    .map(lineOf);
  const earnings = lines.filter((one) => one.kind === "earning");
  return {
    id: node.label,
    facts: node.value,
    notes: node.because.filter((one) => !["credit", "earning", "reason"].includes(one.kind)),
    lines: [...earnings, ...lines.filter((one) => one.kind === "credit")],
    reasons: node.because.filter((one) => one.kind === "reason"),
  };
}

export function toldOf(root: Node): Told {
  const of = (kind: string) => root.because.filter((one) => one.kind === kind);
  return {
    rule: of("rule")[0]?.value ?? "",
    places: of("subscription").map(placeOf),
    gaps: of("gap"),
    more: of("note").map((one) => one.value),
  };
}
