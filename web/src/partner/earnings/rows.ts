import type { RowOf } from "../../api/questions.ts";
import { signOf } from "../../format/decimal.ts";

export type EarningLine = RowOf<"/v1/earnings">;

/** A line that pays nothing, or for a reason not all of it. */
export function isLost(line: EarningLine): boolean {
  return line.reason_code !== null;
}
export function isEarned(line: EarningLine): boolean {
  return line.reason_code === null && signOf(line.amount) !== 0;
}

export interface Loss {
  reason: string;
  lines: number;
  subscriptions: readonly string[];
}

/** Why lines of the month pay nothing, the most frequent reason first. */
export function lossesOf(lines: readonly EarningLine[]): Loss[] {
  const found = new Map<string, EarningLine[]>();
  for (const one of lines) {
    if (one.reason_code === null) continue;
    found.set(one.reason_code, [...(found.get(one.reason_code) ?? []), one]);
  }
  return [...found]
    .map(([reason, all]) => ({
      reason,
      lines: all.length,
      subscriptions: [...new Set(all.map((one) => one.subscription_id))],
    }))
    .sort((a, b) => b.lines - a.lines || (a.reason < b.reason ? -1 : 1));
}
