import { useAnswer } from "../api/questions.ts";
import { addMonths, isMonth, type Month, monthsBetween, thisMonth } from "../format/time.ts";
import { useAddressValue } from "./address.ts";

const kLookBack = 36;
const kUsual = 12;

export interface Period {
  /** The month that is looked at: `?period=2026-10`, or the latest with usage. */
  month: Month;
  choose: (month: Month) => void;
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
  const [asked, choose] = useAddressValue("period", "");
  if (!data && !error) return null;
  const known = (data?.data.data ?? []).flatMap((row) => (row.month ? [row.month] : []));
  const month = isMonth(asked) ? asked : (known.at(-1) ?? now);
  const months = monthsBetween(addMonths(month, 1 - kUsual), month);
  const reload = () => void refetch();
  const standing = { commit: data?.commit ?? null, at: data?.at ?? null };
  return { month, choose, months, known, standing, error: data ? null : error, reload };
}
