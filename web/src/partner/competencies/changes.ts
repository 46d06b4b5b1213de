/** When an account came to stand as it did: the months at which something changed. */
import { type Day, lastDayBefore, addMonths, type Month } from "../../format/time.ts";
import type { Standing } from "./metrics.ts";

export interface Change {
  day: Day;
  /** False: the day on which a term began. True: the end of the month that decided. */
  isMonthEnd: boolean;
  /** A word of kit/status. */
  word: string;
  level: string | null;
}

const lastDayOf = (month: Month): Day => lastDayBefore(`${addMonths(month, 1)}-01`);

/** What the month says in one word: a risk is told before what is at risk. */
const wordOf = (one: Standing): string => (one.at_risk ? "at_risk" : one.state.toLowerCase());

/** The level that is held, or else the one that would be. */
const levelOf = (one: Standing): string | null => one.level ?? one.reached;

/**
 * Of months in their order; the latest change comes first. What stands before the first month is
 * only what that one is compared with.
 */
export function changesOf(standings: readonly Standing[], first: Month): Change[] {
  const out: Change[] = [];
  let before: Standing | undefined;
  for (const one of standings) {
    const isSame =
      before !== undefined &&
      wordOf(before) === wordOf(one) &&
      levelOf(before) === levelOf(one) &&
      before.began === one.began;
    if (!isSame && one.month >= first) {
      const beginsTerm = one.began !== null && one.began !== before?.began && !one.at_risk;
      out.unshift({
        day: beginsTerm && one.began !== null ? one.began : lastDayOf(one.month),
        isMonthEnd: !beginsTerm,
        word: wordOf(one),
        level: levelOf(one),
      });
    }
    before = one;
  }
  return out;
}
