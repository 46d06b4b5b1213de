import type { RowOf } from "../../api/questions.ts";
import { type Day, daysBetween } from "../../format/time.ts";
import { isUndecided } from "../overview/queues.ts";
import { type Step, stepsOf, waitsForOperator } from "./requests.ts";

export type Petition = RowOf<"/v1/petitions">;
export type Request = RowOf<"/v1/requests">;

/** Something that waits for a decision: of the books, or of who stands where. */
export type Entry =
  | { of: "petition"; id: string; due: string | null; steps: readonly Step[]; is: Petition }
  | { of: "request"; id: string; due: string | null; steps: readonly Step[]; is: Request };

const decide: readonly Step[] = [
  { event: "accept", key: "a", isRefusal: false },
  { event: "reject", key: "r", isRefusal: true },
];
const review: Step = { event: "review", key: "n", isRefusal: false };

export function petitionEntry(is: Petition): Entry {
  const steps = !isUndecided(is) ? [] : is.state === "open" ? [...decide, review] : decide;
  return { of: "petition", id: is.id, due: is.decide_by, steps, is };
}

export function requestEntry(is: Request): Entry {
  return {
    of: "request",
    id: is.id,
    due: is.waits_until ?? is.next_deadline,
    steps: stepsOf(is),
    is,
  };
}

/**
 * What of the rights that a step takes somebody has not. The word that ends a petition takes one
 * more than looking into it. A request that somebody may not move has no steps at all.
 */
export function missingFor(
  entry: Entry,
  key: Step["key"],
  has: (right: string) => boolean,
): readonly string[] {
  const taken =
    entry.of === "request"
      ? ["requests:write"]
      : key === "n"
        ? ["petitions:write"]
        : ["petitions:write", "petitions:approve"];
  return taken.filter((one) => !has(one));
}

/** The same of all that could be done with an entry that waits for a decision. */
export function missingOf(entry: Entry, has: (right: string) => boolean): readonly string[] {
  return waits(entry) ? missingFor(entry, "a", has) : [];
}

/** Days until the day of a clock, below zero when it is over; null: it has none. */
export function daysLeft(due: string | null, today: Day): number | null {
  return due === null ? null : daysBetween(today, due.slice(0, 10));
}

/** What is due first comes first; what has no day comes last, in the order of its coming. */
export function inOrder(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((a, b) => {
    if (a.due === null || b.due === null) return Number(a.due === null) - Number(b.due === null);
    return a.due < b.due ? -1 : a.due > b.due ? 1 : 0;
  });
}

export function waits(entry: Entry): boolean {
  return entry.of === "petition" ? isUndecided(entry.is) : waitsForOperator(entry.is);
}

/** The one that is looked at: by id, and when it has left the list, the one that took its place. */
export function chosenOf(entries: readonly Entry[], id: string, place: number): Entry | null {
  return (
    entries.find((one) => one.id === id) ?? entries[Math.min(place, entries.length - 1)] ?? null
  );
}

/**
 * An entry that somebody is at, as it is now: also when it has left the list or was moved meanwhile
 * by somebody else.
 */
export function asItIs(all: readonly Entry[], entry: Entry): Entry {
  return all.find((one) => one.id === entry.id) ?? entry;
}

/** The next one or the one before, without going round. */
export function neighbour(entries: readonly Entry[], id: string, by: 1 | -1): Entry | null {
  const place = entries.findIndex((one) => one.id === id);
  return entries[Math.max(0, Math.min(entries.length - 1, place + by))] ?? null;
}
