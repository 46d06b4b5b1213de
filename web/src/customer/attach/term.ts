import { addMonths, type Day, isDay } from "../../format/time.ts";

/** From when on, as it is chosen. */
export type Begin = "now" | "month" | "day";
/** How long. */
export type Finish = "open" | "day";

export interface Term {
  begin: Begin;
  beginDay: Day;
  finish: Finish;
  /** The last day that is meant. */
  lastDay: Day;
}

export function nextMonthBegins(today: Day): Day {
  return `${addMonths(today.slice(0, 7), 1)}-01`;
}

export function dayAfter(day: Day): Day {
  return new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

export function termAtFirst(today: Day): Term {
  const lastDay = `${Number(today.slice(0, 4)) + 1}-12-31`;
  return { begin: "now", beginDay: nextMonthBegins(today), finish: "open", lastDay };
}

/** As the API has it: the first day, null for today; the first day that is no longer meant. */
export function daysOf(term: Term, today: Day): { from: Day | null; until: Day | null } | null {
  const from =
    term.begin === "now" ? null : term.begin === "month" ? nextMonthBegins(today) : term.beginDay;
  if (from !== null && (!isDay(from) || from < today)) return null;
  if (term.finish === "open") return { from, until: null };
  const first = from ?? today;
  if (!isDay(term.lastDay) || term.lastDay < first) return null;
  return { from, until: dayAfter(term.lastDay) };
}
