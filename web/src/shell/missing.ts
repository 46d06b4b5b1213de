import { addMonths, type Month } from "../format/time.ts";

/** What of a month is not there: it is not over, what follows has not come, rows wait. */
export type Lack =
  | { kind: "running"; month: Month }
  | { kind: "none_since"; first: Month; last: Month }
  | { kind: "quarantine"; rows: number };

interface Asked {
  month: Month;
  /** Months with usage. */
  known: readonly Month[];
  now: Month;
  /** Rows that wait in quarantine, of whatever month. */
  waiting: number;
}

export function lacksOf({ month, known, now, waiting }: Asked): Lack[] {
  const lacks: Lack[] = [];
  if (month === now) lacks.push({ kind: "running", month });
  const latest = known.at(-1);
  const over = addMonths(now, -1);
  if (latest !== undefined && latest < over && month >= latest)
    lacks.push({ kind: "none_since", first: addMonths(latest, 1), last: over });
  if (waiting > 0) lacks.push({ kind: "quarantine", rows: waiting });
  return lacks;
}
