import { describe, expect, it } from "vitest";
import {
  formatCompact,
  formatMoney,
  formatPercent,
  formatQuantity,
  minorDigits,
} from "./number.ts";
import {
  addMonths,
  daysBetween,
  formatDay,
  formatMonth,
  lastDayBefore,
  monthsBetween,
} from "./time.ts";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("money from text", () => {
  it.each([
    ["12345678901234567.89", "USD", "en-US", "$12,345,678,901,234,567.89"],
    ["12345678901234567.89", "EUR", "de-DE", "12.345.678.901.234.567,89 €"],
    ["98765432109876543210.01", "EUR", "de-DE", "98.765.432.109.876.543.210,01 €"],
    ["-98765432109876543210.01", "EUR", "en-US", "−€98,765,432,109,876,543,210.01"],
    ["1234567890123456789", "JPY", "en-US", "¥1,234,567,890,123,456,789"],
    ["1234.5678", "KWD", "en-US", "KWD 1,234.568"],
    ["1234.5678", "CLF", "de-DE", "1.234,5678 CLF"],
    ["0.00", "EUR", "de-DE", "0,00 €"],
    ["-0.50", "EUR", "de-DE", "−0,50 €"],
  ])("%s %s in %s", (amount, currency, locale, said) => {
    expect(plain(formatMoney(amount, currency, locale))).toBe(said);
  });

  it("names the currency where a column has several, and hides no digit where asked", () => {
    expect(plain(formatMoney("10.125", "EUR", "en-US", { currency: "code" }))).toBe("EUR 10.13");
    expect(plain(formatMoney("10.125", "EUR", "en-US", { exact: true }))).toBe("€10.125");
    expect(formatMoney("10.125", "EUR", "de-DE", { currency: "none", exact: true })).toBe("10,125");
  });

  it("knows how many places a currency has", () => {
    expect(["JPY", "EUR", "KWD", "CLF"].map(minorDigits)).toEqual([0, 2, 3, 4]);
  });
});

describe("quantities and percents", () => {
  it("keeps every digit of a quantity, and no zeros at its end", () => {
    expect(formatQuantity("12345678901234567890.123456789012", "en-US")).toBe(
      "12,345,678,901,234,567,890.123456789012",
    );
    expect(formatQuantity("1562.500", "de-DE")).toBe("1.562,5");
    expect(formatQuantity("-3", "en-US")).toBe("−3");
  });
  it("shortens a headline only", () => {
    expect(formatCompact("9876.5", "en-US")).toBe("9,876.5");
    expect(formatCompact("812400", "en-US")).toBe("812.4K");
  });
  it("says percents as the locale does", () => {
    expect(plain(formatPercent("81.0", "de-DE"))).toBe("81,0 %");
    expect(formatPercent("-1.2", "en-US", true)).toBe("−1.2%");
    expect(formatPercent("4.1", "en-US", true)).toBe("+4.1%");
  });
});

describe("days and months", () => {
  it("are the same in every zone", () => {
    expect(formatDay("2026-03-01", "en-US")).toBe("Mar 1, 2026");
    expect(formatDay("2026-03-01", "de-DE")).toBe("1. März 2026");
    expect(formatMonth("2026-10", "en-US")).toBe("Oct 2026");
    expect(formatMonth("2026-10", "de-DE", "long")).toBe("Oktober 2026");
  });
  it("count", () => {
    expect(lastDayBefore("2028-03-01")).toBe("2028-02-29");
    expect(daysBetween("2026-03-28", "2026-04-02")).toBe(5);
    expect(addMonths("2026-01", -1)).toBe("2025-12");
    expect(monthsBetween("2025-11", "2026-02")).toEqual([
      "2025-11",
      "2025-12",
      "2026-01",
      "2026-02",
    ]);
  });
});
