import { compareDecimals, type Decimal, negate, signOf, sumDecimals } from "../format/decimal.ts";

/** What of a balance nobody else asks for yet. */
export function freeOf({ amount, asked }: { amount: Decimal; asked: Decimal }): Decimal {
  return sumDecimals([amount, negate(asked)]);
}

const sizeOf = (amount: Decimal) => (signOf(amount) < 0 ? negate(amount) : amount);

/** Whether a part of it may be asked for: no more, and with its sign. */
export function isCovered(free: Decimal, part: Decimal): boolean {
  const sign = signOf(part);
  return sign !== 0 && sign === signOf(free) && compareDecimals(sizeOf(part), sizeOf(free)) <= 0;
}
