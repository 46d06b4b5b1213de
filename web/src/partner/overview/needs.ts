import type { RowOf } from "../../api/questions.ts";
import { ownerFor } from "../associations/flows.ts";

type Request = RowOf<"/v1/requests">;
type Competency = RowOf<"/v1/competencies">;
type Opportunity = RowOf<"/v1/opportunities">;

export interface Needs {
  /** Those with the nearest deadline first. */
  requests: readonly Request[];
  atRisk: readonly Competency[];
  ending: readonly Opportunity[];
}

/** What waits for the partner itself. */
export function needsOf(
  partner: string,
  requests: readonly Request[],
  competencies: readonly Competency[],
  opportunities: readonly Opportunity[],
): Needs {
  const last = "9999-12-31";
  return {
    requests: requests
      .filter((one) => ownerFor(one, partner) === "you")
      .sort((a, b) => ((a.waits_until ?? last) < (b.waits_until ?? last) ? -1 : 1)),
    atRisk: competencies.filter((one) => one.at_risk),
    ending: opportunities.filter((one) => one.rule === "association_ends_soon"),
  };
}

/** Rules with how many they found, the most first. */
export function rulesOf(
  opportunities: readonly Opportunity[],
): { rule: Opportunity["rule"]; count: number }[] {
  const counts = new Map<Opportunity["rule"], number>();
  for (const one of opportunities) counts.set(one.rule, (counts.get(one.rule) ?? 0) + 1);
  return [...counts].map(([rule, count]) => ({ rule, count })).sort((a, b) => b.count - a.count);
}
