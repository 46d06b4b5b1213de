/**
 * Decimal numbers as the API writes them: text, never a binary fraction. Arithmetic is exact, on
 * integers scaled by a power of ten.
 */
export type Decimal = string;

interface Scaled {
  /** The digits as one integer, with the sign. */
  units: bigint;
  /** How many of them stand behind the point. */
  scale: number;
}

const kDecimal = /^(-?)(\d+)(?:\.(\d+))?$/;

export function isDecimal(text: string): boolean {
  return kDecimal.test(text);
}

function scaled(text: Decimal): Scaled {
  const found = kDecimal.exec(text);
  if (!found) throw new RangeError(`'${text}' is no decimal number`);
  const [, sign, whole, fraction = ""] = found;
  const units = BigInt(`${whole}${fraction}`);
  return { units: sign === "-" ? -units : units, scale: fraction.length };
}

function unitsAt(number: Scaled, scale: number): bigint {
  return number.units * 10n ** BigInt(scale - number.scale);
}

function textOf(units: bigint, scale: number): Decimal {
  const sign = units < 0n ? "-" : "";
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const point = digits.length - scale;
  return sign + digits.slice(0, point) + (scale > 0 ? `.${digits.slice(point)}` : "");
}

interface Separators {
  group: string;
  point: string;
}

function separatorsOf(locale: string): Separators {
  const parts = new Intl.NumberFormat(locale).formatToParts(-1234567.8);
  const of = (type: Intl.NumberFormatPartTypes) => parts.find((one) => one.type === type)?.value;
  return { group: of("group") ?? "", point: of("decimal") ?? "." };
}

/** Any blank and any apostrophe is as good as another: people type those that they have keys for. */
function plainly(text: string): string {
  return text
    .trim()
    .replace(/\s/gu, " ")
    .replaceAll("\u2019", "'")
    .replace(/^\u2212/u, "-");
}

/**
 * What a reader of the locale typed, "1.234,50" in German, as the API writes it; null of what is no
 * number there. Groups are whole or absent, so that "20.00" is not read as two thousand.
 */
export function decimalOf(text: string, locale: string): Decimal | null {
  const { group, point } = separatorsOf(locale);
  const [whole = "", ...rest] = plainly(text).split(point);
  const digits = whole.replace(/^-/, "");
  const groups = group === "" ? [digits] : digits.split(plainly(`0${group}0`).slice(1, -1));
  const [first = "", ...others] = groups;
  const last = others.at(-1);
  const isGrouped =
    last === undefined ||
    (last.length === 3 &&
      first.length >= 1 &&
      first.length <= 3 &&
      others.every((one) => one.length === 3 || one.length === 2));
  const fraction = rest.length === 0 ? "" : `.${rest.join(point)}`;
  const decimal = (whole.startsWith("-") ? "-" : "") + groups.join("") + fraction;
  return isGrouped && isDecimal(decimal) ? decimal : null;
}

/** Negative, zero or positive, as a sort function wants it; 1.5 and 1.50 are the same. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const [left, right] = [scaled(a), scaled(b)];
  const scale = Math.max(left.scale, right.scale);
  const difference = unitsAt(left, scale) - unitsAt(right, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** With as many places as the longest of them; "0" of none. */
export function sumDecimals(all: Iterable<Decimal>): Decimal {
  const numbers = Array.from(all, scaled);
  const scale = Math.max(0, ...numbers.map((one) => one.scale));
  return textOf(
    numbers.reduce((sum, one) => sum + unitsAt(one, scale), 0n),
    scale,
  );
}

export function negate(text: Decimal): Decimal {
  const { units, scale } = scaled(text);
  return textOf(-units, scale);
}

export function signOf(text: Decimal): -1 | 0 | 1 {
  const { units } = scaled(text);
  return units < 0n ? -1 : units > 0n ? 1 : 0;
}

export function scaleOf(text: Decimal): number {
  return scaled(text).scale;
}

/**
 * part / whole, in tenths of a percent as a decimal number of percents: "81.0". Rounded half away
 * from zero; null of a whole of zero.
 */
export function percentOf(part: Decimal, whole: Decimal): Decimal | null {
  const [top, bottom] = [scaled(part), scaled(whole)];
  if (bottom.units === 0n) return null;
  const scale = Math.max(top.scale, bottom.scale);
  const numerator = unitsAt(top, scale) * 1000n;
  const denominator = unitsAt(bottom, scale);
  const isNegative = numerator < 0n !== denominator < 0n;
  const [n, d] = [
    numerator < 0n ? -numerator : numerator,
    denominator < 0n ? -denominator : denominator,
  ];
  const rounded = (2n * n + d) / (2n * d);
  return textOf(isNegative ? -rounded : rounded, 1);
}

/** How far `now` is from `before`, in percents; null where there was nothing before. */
export function percentChange(before: Decimal, now: Decimal): Decimal | null {
  return percentOf(sumDecimals([now, negate(before)]), before);
}

/**
 * For the length of a bar or the height of a point on the screen, and nothing else: the last digits
 * are lost.
 */
export function geometryOf(text: Decimal): number {
  return Number.parseFloat(text);
}
