import {
  compareDecimals,
  type Decimal,
  percentChange,
  signOf,
  sumDecimals,
} from "../../format/decimal.ts";
import { addMonths, type Month, thisMonth } from "../../format/time.ts";

export interface PartnerMonth {
  partner: string;
  month: Month;
  consumption: Decimal;
}

export interface Anomaly {
  partner: string;
  now: Decimal;
  percents: Decimal;
}

/** A month that still runs is compared with nothing: half of it is no fall. */
export function isOver(month: Month, now: Month = thisMonth()): boolean {
  return month < now;
}

const kBefore = 3;
const kUnusual = "25";

/**
 * Partners whose consumption of the month is more than a quarter away from the mean of the three
 * months before, the farthest first. Who has less than three months before has no history yet.
 */
export function anomaliesOf(rows: readonly PartnerMonth[], month: Month): Anomaly[] {
  const months = Array.from({ length: kBefore }, (_, place) => addMonths(month, -1 - place));
  const partners = new Map<string, Map<Month, Decimal>>();
  for (const row of rows) {
    const known = partners.get(row.partner) ?? new Map<Month, Decimal>();
    partners.set(row.partner, known.set(row.month, row.consumption));
  }
  const found: Anomaly[] = [];
  for (const [partner, known] of partners) {
    const before = months.flatMap((one) => known.get(one) ?? []);
    if (before.length < kBefore) continue;
    const now = known.get(month) ?? "0";
    const percents = percentChange(sumDecimals(before), sumDecimals(Array(kBefore).fill(now)));
    if (percents === null || compareDecimals(absolute(percents), kUnusual) <= 0) continue;
    found.push({ partner, now, percents });
  }
  return found.sort((a, b) => compareDecimals(absolute(b.percents), absolute(a.percents)));
}

function absolute(value: Decimal): Decimal {
  return signOf(value) < 0 ? value.slice(1) : value;
}
