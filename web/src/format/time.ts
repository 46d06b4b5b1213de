/**
 * Days are programme days and months programme months: text, and the same wherever the reader is.
 * Instants are points in time, shown in the reader's zone, which is named.
 */
export type Day = string;
export type Month = string;
export type Instant = string;

const kDayInMilliseconds = 86_400_000;

function noonOf(day: Day): Date {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!found) throw new RangeError(`'${day}' is no day`);
  return new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]), 12));
}

function dayOf(date: Date): Day {
  return date.toISOString().slice(0, 10);
}

export function formatDay(day: Day, locale: string): string {
  const options = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(locale, options).format(noonOf(day));
}

export function formatMonth(
  month: Month,
  locale: string,
  length: "short" | "long" = "short",
): string {
  const options = { month: length, year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(locale, options).format(noonOf(`${month}-15`));
}

/** Under a chart: the month's name alone, "Oct". */
export function formatMonthName(month: Month, locale: string): string {
  const options = { month: "short", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(locale, options).format(noonOf(`${month}-15`));
}

export function formatInstant(instant: Instant, locale: string): string {
  const options: Intl.DateTimeFormatOptions = {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  };
  return new Intl.DateTimeFormat(locale, options).format(new Date(instant));
}

export function formatClock(instant: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }).format(instant);
}

/** The API's `valid_to` is the first day that is no longer meant; people say the last that is. */
export function lastDayBefore(day: Day): Day {
  return dayOf(new Date(noonOf(day).getTime() - kDayInMilliseconds));
}

/** The first instant of a day by the reader's clock, or of a day so many later. Of no day: "". */
export function beginOfDay(day: Day, later = 0): Instant {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const begin = new Date(year, month - 1, date + later);
  return Number.isNaN(begin.getTime()) ? "" : begin.toISOString().replace(/\.\d+Z$/, "Z");
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((noonOf(to).getTime() - noonOf(from).getTime()) / kDayInMilliseconds);
}

export function addMonths(month: Month, count: number): Month {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const date = new Date(Date.UTC(year, number - 1 + count, 15));
  return date.toISOString().slice(0, 7);
}

/** From the first to the last, both included. */
export function monthsBetween(first: Month, last: Month): Month[] {
  const all: Month[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) all.push(month);
  return all;
}

/** Of the reader's clock: only what to ask for first, never what is counted. */
export function thisMonth(now: Date = new Date()): Month {
  return now.toISOString().slice(0, 7);
}

/** The same: a day may have begun or ended already where the programme is. */
export function today(now: Date = new Date()): Day {
  return dayOf(now);
}

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = noonOf(text);
  return !Number.isNaN(date.getTime()) && dayOf(date) === text;
}
export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}
