import type { RowOf } from "../../api/questions.ts";

export type FeedFile = RowOf<"/v1/feed-files">;

export interface ArrivalDay {
  day: string;
  files: number;
  rows: number;
  accepted: number;
  duplicates: number;
  quarantined: number;
}

const kDayInMilliseconds = 86_400_000;

/** The days of so many weeks until `today`, the oldest first, with what came on each. UTC. */
export function calendarOf(
  files: readonly FeedFile[],
  today: Date,
  weeks: number,
): readonly ArrivalDay[] {
  const found = new Map<string, ArrivalDay>();
  for (let back = weeks * 7 - 1; back >= 0; back -= 1) {
    const day = dayOf(new Date(today.getTime() - back * kDayInMilliseconds));
    found.set(day, { day, files: 0, rows: 0, accepted: 0, duplicates: 0, quarantined: 0 });
  }
  for (const one of files) {
    const at = found.get(dayOf(new Date(one.arrived_at)));
    if (!at) continue;
    at.files += 1;
    at.rows += one.rows;
    at.accepted += one.accepted;
    at.duplicates += one.duplicates;
    at.quarantined += one.quarantined;
  }
  return [...found.values()];
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** The instant from which on files are asked for. */
export function sinceOf(today: Date, weeks: number): string {
  return `${dayOf(new Date(today.getTime() - (weeks * 7 - 1) * kDayInMilliseconds))}T00:00:00Z`;
}
