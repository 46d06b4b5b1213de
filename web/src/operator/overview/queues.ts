import type { Day } from "../../format/time.ts";

/** The earliest of the days on which something is due; null: nothing has a day. */
export function nextDue(days: readonly (string | null)[]): Day | null {
  const known = days.flatMap((one) => (one ? [one.slice(0, 10)] : []));
  return known.sort()[0] ?? null;
}

/** Of queues: how long the oldest waits, in whole days; null where nothing is known of it. */
export function oldestDays(instants: readonly string[], now: Date): number | null {
  const known = instants.map((one) => new Date(one).getTime()).filter((one) => !Number.isNaN(one));
  if (known.length === 0) return null;
  return Math.max(0, Math.floor((now.getTime() - Math.min(...known)) / 86_400_000));
}

/** The same where the service has counted the days. */
export function mostDays(rows: readonly { age_days: number }[]): number | null {
  return rows.length === 0 ? null : Math.max(...rows.map((one) => one.age_days));
}

const undecided = ["open", "in_review"];
export function isUndecided(petition: { state: string }): boolean {
  return undecided.includes(petition.state);
}

/** The same of the list, for the service to answer; see docs/formats/filter.md. */
export const kUndecided = `state in (${undecided.join(", ")})`;
/** Imports whose end is not known yet. */
export const kUnderWay = "state in (receiving, running)";
