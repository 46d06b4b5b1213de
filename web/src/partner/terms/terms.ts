/** What the rules say of competencies, levers and types, for partners to read. */
import type { Rules } from "../../shell/programme.ts";

export interface Metric {
  code: string;
  kind: string;
  /** Empty of what is entered by hand. */
  measure: string;
}

export interface Threshold {
  level: string;
  /** Empty: points over all metrics. */
  metric: string;
  atLeast: string;
}

export interface CompetencyTerms {
  code: string;
  name: string;
  metrics: readonly Metric[];
  thresholds: readonly Threshold[];
  families: readonly string[];
  /** Its lines of the programme file. */
  source: string;
}

export interface Terms {
  competencies: readonly CompetencyTerms[];
  levers: ReadonlyMap<string, string>;
  types: ReadonlyMap<string, string>;
}

type Competency = Rules["competencies"][number];

function thresholdsOf({ levels }: Competency): Threshold[] {
  return levels.flatMap(({ code: level, thresholds, points }) => [
    ...thresholds.map(({ metric, at_least }) => ({ level, metric, atLeast: at_least })),
    ...(points === null ? [] : [{ level, metric: "", atLeast: points }]),
  ]);
}

function namesOf(rules: readonly { code: string; name: string }[]): Map<string, string> {
  return new Map(rules.map(({ code, name }) => [code, name]));
}

export function termsOf(rules: Rules): Terms {
  const competencies = rules.competencies.map((one) => ({
    code: one.code,
    name: one.name,
    metrics: one.metrics.map(({ code, kind, measure }) => ({ code, kind, measure: measure ?? "" })),
    thresholds: thresholdsOf(one),
    families: [...new Set(one.counts.flatMap(({ families }) => families))],
    source: one.text,
  }));
  return { competencies, levers: namesOf(rules.levers), types: namesOf(rules.types) };
}

/** Amounts of money are what sums of consumption and revenue come to. */
export function isMoney(metric: Metric | undefined): boolean {
  return (
    metric !== undefined &&
    /sum/.test(metric.kind) &&
    (metric.measure === "consumption" || metric.measure === "revenue")
  );
}
