import { type Decimal, sumDecimals } from "../../format/decimal.ts";

export interface Sum {
  currency: string;
  amount: Decimal;
}

/** Sums by currency, in the order of the codes; currencies are never added. */
export function sumsOf(rows: readonly Sum[]): Sum[] {
  const amounts = new Map<string, Decimal[]>();
  for (const { currency, amount } of rows)
    amounts.set(currency, [...(amounts.get(currency) ?? []), amount]);
  return [...amounts]
    .map(([currency, all]) => ({ currency, amount: sumDecimals(all) }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
