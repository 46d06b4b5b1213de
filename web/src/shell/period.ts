import { useAnswer } from "../api/questions.ts";
import { addMonths, type Month, monthsBetween, thisMonth } from "../format/time.ts";
import { useAddressValue } from "./address.ts";
import { useYearStart } from "./programme.ts";
import { type Span, spanOf, spanWith, textOf } from "./span.ts";

const kLookBack = 36;
const kUsual = 12;

export interface Period {
  /** The month that is looked at: `?period=2026-10`, or the latest with usage. Of a longer span the
   * last one with usage. */
  month: Month;
  /** What is looked at where a page can answer for several months: `?period=2026-Q1`. */
  span: Span;
  choose: (span: Span) => void;
  /** What the address asks for and is no period; empty where it is one, or asks for none. */
  unread: string;
  /** The month, from 1, with which years of the programme begin. */
  yearStart: number;
  /** The twelve months that end with it. */
  months: readonly Month[];
  /** All with usage, the first one first. */
  known: readonly Month[];
  /** When, and as known at which commit, that was answered. */
  standing: { commit: number | null; at: Date | null };
  /** Why it could not be asked which months there are; then none is known. */
  error: Error | null;
  reload: () => void;
}

/** Null until it is known which months there are. */
export function usePeriod(): Period | null {
  const now = thisMonth();
  const query = { from: addMonths(now, -kLookBack), to: now, by: ["month" as const], limit: 100 };
  const { data, error, refetch } = useAnswer("/v1/reports", { params: { query } });
  const [asked, ask] = useAddressValue("period", "");
  const yearStart = useYearStart();
  if (!data && !error) return null;
  const known = (data?.data.data ?? []).flatMap((row) => (row.month ? [row.month] : []));
  const span = spanOf(asked, yearStart) ?? spanWith("month", known.at(-1) ?? now, yearStart);
  const month = lastKnown(span, known);
  const months = monthsBetween(addMonths(month, 1 - kUsual), month);
  const reload = () => void refetch();
  const standing = { commit: data?.commit ?? null, at: data?.at ?? null };
  const failed = data ? null : error;
  const choose = (one: Span) => ask(textOf(one));
  const unread = spanOf(asked, yearStart) ? "" : asked;
  return { month, span, unread, choose, yearStart, months, known, standing, error: failed, reload };
}

function lastKnown({ kind, first, last }: Span, known: readonly Month[]): Month {
  if (kind === "month") return last;
  return known.filter((one) => one >= first && one <= last).at(-1) ?? last;
}
