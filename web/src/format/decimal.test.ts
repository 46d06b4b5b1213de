import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatQuantity } from "./number.ts";
import {
  compareDecimals,
  decimalOf,
  isDecimal,
  negate,
  percentChange,
  percentOf,
  signOf,
  sumDecimals,
} from "./decimal.ts";

/** Up to 20 digits before the point and 12 behind it. */
const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.stringMatching(/^\d{0,12}$/))
  .map(([minus, whole, part]) => `${minus ? "-" : ""}${whole}${part === "" ? "" : `.${part}`}`);

/** In units of the twelfth place, by filling up with zeros. */
function naive(text: string): bigint {
  const [whole = "", part = ""] = text.replace("-", "").split(".");
  const units = BigInt(whole + part.padEnd(12, "0"));
  return text.startsWith("-") ? -units : units;
}

describe("what was typed", () => {
  it.each([
    ["1.234,50", "de-DE", "1234.50"],
    ["1234,50", "de-DE", "1234.50"],
    ["1,234.50", "en-US", "1234.50"],
    ["1,234,567", "en-US", "1234567"],
    ["1\u202f234,5", "fr-FR", "1234.5"],
    ["1 234,5", "fr-FR", "1234.5"],
    ["1'234.50", "de-CH", "1234.50"],
    ["12,34,567.8", "en-IN", "1234567.8"],
    [" 20 ", "de-DE", "20"],
    ["\u22120,5", "de-DE", "-0.5"],
    ["20.00", "de-DE", null],
    ["1.23,4", "de-DE", null],
    ["20,00", "en-US", null],
    [",5", "de-DE", null],
    ["1,", "de-DE", null],
    ["1,2,3", "de-DE", null],
    [".123", "de-DE", null],
    ["1e3", "en-US", null],
    ["", "en-US", null],
    ["twenty", "en-US", null],
  ])("%s in %s is %s", (text, locale, decimal) => {
    expect(decimalOf(text, locale)).toBe(decimal);
  });
  it.each(["de-DE", "en-US", "fr-FR"])("is what was shown in %s", (locale) => {
    fc.assert(
      fc.property(decimal, (text) => {
        const read = decimalOf(formatQuantity(text, locale), locale);
        expect(read === null ? null : compareDecimals(read, text)).toBe(0);
      }),
    );
  });
});

describe("decimals", () => {
  it("compare as numbers, not as text", () => {
    expect(["11110.50", "1234.50", "-2", "0", "0.10", "0.1"].sort(compareDecimals)).toEqual([
      "-2",
      "0",
      "0.10",
      "0.1",
      "1234.50",
      "11110.50",
    ]);
  });
  it("compare and add as whole numbers of the smallest unit do", () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const [left, right] = [naive(a), naive(b)];
        expect(Math.sign(compareDecimals(a, b))).toBe(left < right ? -1 : left > right ? 1 : 0);
        expect(naive(sumDecimals([a, b]))).toBe(left + right);
        expect(naive(negate(a))).toBe(-left);
        expect(signOf(a)).toBe(left < 0n ? -1 : left > 0n ? 1 : 0);
      }),
    );
  });
  it("give shares in percents", () => {
    expect(percentOf("12150", "15000")).toBe("81.0");
    expect(percentOf("1", "0.00")).toBeNull();
    expect(percentOf("-1", "3")).toBe("-33.3");
    expect(percentChange("100.00", "104.05")).toBe("4.1");
    expect(percentChange("100", "98.8")).toBe("-1.2");
  });
  it("are told from other text", () => {
    expect(["1", "-1.50", "", "1e3", "1,5", ".5", "1."].map(isDecimal)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
