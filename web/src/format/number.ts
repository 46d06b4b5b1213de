import { type Decimal, scaleOf } from "./decimal.ts";

/** Intl takes decimal numbers as text and prints every digit; TypeScript knows of numbers only. */
type Formats = {
  format(value: string): string;
  formatToParts(value: string): Intl.NumberFormatPart[];
};

const made = new Map<string, Formats>();

function formatOf(locale: string, options: Intl.NumberFormatOptions): Formats {
  const key = `${locale} ${JSON.stringify(options)}`;
  let found = made.get(key);
  if (!found) {
    found = new Intl.NumberFormat(locale, options) as unknown as Formats;
    made.set(key, found);
  }
  return found;
}

/** The minus of mathematics: as wide as a figure, and no hyphen. */
function withMinus(text: string): string {
  return text.replace(/^-|(?<=[\s(])-/gu, "\u2212").replace(/^(\p{Sc}|[A-Z]{3}\s)-/u, "$1\u2212");
}

export interface MoneyStyle {
  /** The sign of the currency, its ISO code, or neither, where the column says it. */
  currency?: "symbol" | "code" | "none";
  /** All digits that there are, not only those that the currency has coins for. */
  exact?: boolean;
}

/** An amount with its currency in the words of the locale: "1.234,50 €". */
export function formatMoney(
  amount: Decimal,
  currency: string,
  locale: string,
  style: MoneyStyle = {},
): string {
  const { currency: shown = "symbol", exact = false } = style;
  const digits = minorDigits(currency);
  const most = exact ? Math.max(digits, scaleOf(amount)) : digits;
  const bounds = { minimumFractionDigits: digits, maximumFractionDigits: most };
  if (shown === "none") return withMinus(formatOf(locale, bounds).format(amount));
  const display = shown === "code" ? "code" : "narrowSymbol";
  return withMinus(
    formatOf(locale, { style: "currency", currency, currencyDisplay: display, ...bounds }).format(
      amount,
    ),
  );
}

/** Places behind the point that a currency has: 0 of JPY, 2 of EUR, 3 of KWD, 4 of CLF. */
export function minorDigits(currency: string): number {
  const options = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  return options.maximumFractionDigits ?? 2;
}

/** A quantity with every digit it has, without zeros at its end: "1,562.5". */
export function formatQuantity(quantity: Decimal, locale: string): string {
  const format = formatOf(locale, { maximumFractionDigits: Math.min(100, scaleOf(quantity)) });
  return withMinus(format.format(quantity));
}

/** In a headline: "812 k", "1.2 M". Of whole numbers below 10,000 every digit. */
export function formatCompact(quantity: Decimal, locale: string): string {
  const [whole = ""] = quantity.replace("-", "").split(".");
  if (whole.length < 5) return formatOf(locale, { maximumFractionDigits: 1 }).format(quantity);
  return withMinus(
    formatOf(locale, { notation: "compact", maximumSignificantDigits: 4 }).format(quantity),
  );
}

/** Percents as they are: "81.0" is "81.0 %" in German. */
export function formatPercent(percents: Decimal, locale: string, sign = false): string {
  const options: Intl.NumberFormatOptions = {
    style: "unit",
    unit: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    ...(sign ? { signDisplay: "exceptZero" } : {}),
  };
  return withMinus(formatOf(locale, options).format(percents));
}

export function formatCount(count: number, locale: string): string {
  return formatOf(locale, { maximumFractionDigits: 0 }).format(String(count));
}
