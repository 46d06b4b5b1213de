import { formatMonth } from "../format/time.ts";
import { catalogue } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { useLocale } from "../preferences/preferences.ts";
import type { Span } from "./span.ts";

const texts = catalogue(
  { quarter: "Quarter {number} of {year}", range: "{first} to {last}" },
  { de: { quarter: "{number}. Quartal {year}", range: "{first} bis {last}" } },
);

/** What a span is called: "Mar 2026", "Quarter 1 of 2026", "Jul 2025 to Jun 2026". */
export function useSpanName(): (span: Span) => string {
  const t = useTexts(texts);
  const locale = useLocale();
  return ({ kind, first, last }) => {
    if (kind === "month") return formatMonth(last, locale);
    if (kind === "quarter")
      return t("quarter", {
        number: String((Number(first.slice(5)) + 2) / 3),
        year: first.slice(0, 4),
      });
    return t("range", { first: formatMonth(first, locale), last: formatMonth(last, locale) });
  };
}
