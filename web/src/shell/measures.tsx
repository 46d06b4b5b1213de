import { Link } from "wouter";
import { useAnswer } from "../api/questions.ts";
import { percentChange, sumDecimals } from "../format/decimal.ts";
import { formatMoney, formatQuantity } from "../format/number.ts";
import {
  addMonths,
  formatMonthName,
  type Month,
  monthsBetween,
  thisMonth,
} from "../format/time.ts";
import { catalogue } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { SmallMultiples } from "../kit/chart/charts.tsx";
import { Figures } from "../kit/Figures.tsx";
import { ErrorState, Skeleton } from "../kit/states.tsx";
import { Absent, Change, Money, Quantity } from "../kit/values.tsx";
import { useLocale } from "../preferences/preferences.ts";
import type { Period } from "./period.ts";
import { usePaymentRules } from "./programme.ts";
import { shifted } from "./span.ts";
import { useSpanName } from "./span_name.ts";

const texts = catalogue(
  {
    revenue: "Revenue",
    usage: "Usage",
    consumption: "Consumption",
    seats: "Seats",
    active: "Active users",
    indicators: "Performance indicators",
    change: "{change} on {month}",
    changeSpan: "{change} on {month}",
    running: "the month is not complete",
    runningSpan: "the period is not complete",
    noMoney: "Your role does not see money",
  },
  {
    de: {
      revenue: "Umsatz",
      usage: "Nutzung",
      consumption: "Verbrauch",
      seats: "Plätze",
      active: "Aktive Nutzer",
      indicators: "Leistungsindikatoren",
      change: "{change} zu {month}",
      changeSpan: "{change} zu: {month}",
      running: "der Monat ist nicht vollständig",
      runningSpan: "der Zeitraum ist nicht vollständig",
      noMoney: "Ihre Rolle sieht kein Geld",
    },
  },
);

/** Seats and active users of months are not added up: of several, those of the last one are shown. */
function isAdded(measure: Measure): boolean {
  return measure !== "seats" && measure !== "active_users";
}

/** Null where no month has a value. */
function sumOf(months: readonly Month[], of: (month: Month) => string | null): string | null {
  const values = months.flatMap((one) => of(one) ?? []);
  return values.length === 0 ? null : sumDecimals(values);
}

export type Measure =
  "revenue" | "usage" | "consumption" | "seats" | "active_users" | "indicator_amount";

/** Of which customer, product and association type; what is absent are all. */
export interface MeasureFilter {
  customer_id?: string;
  product_id?: string;
  role?: string;
}

/**
 * Revenue, usage, consumption and indicators of the same months, the same customers, beside each
 * other. `linkOf`: the page with the lines that a figure is made of.
 */
export function Measures({
  period,
  filter = {},
  linkOf,
  isProvisional = () => false,
  isRestated = () => false,
}: {
  period: Period;
  filter?: MeasureFilter;
  linkOf?: (measure: Measure) => string | null;
  /** Whether what a month comes to may still change. */
  isProvisional?: (month: Month) => boolean;
  /** Whether what came of it in a month was changed after the month closed. */
  isRestated?: (month: Month, measure: Measure) => boolean;
}) {
  const t = useTexts(texts);
  const locale = useLocale();
  const spanName = useSpanName();
  const rules = usePaymentRules();
  const { month, span } = period;
  const isMonthly = span.kind === "month";
  const own = monthsBetween(span.first, span.last);
  const earlier = own.map((one) => addMonths(one, -own.length));
  const [first = month] = earlier;
  const before = shifted(span, span.kind === "twelve" ? -12 : -1);
  const usual = addMonths(month, -12);
  const query = {
    from: first < usual ? first : usual,
    to: span.last > month ? span.last : month,
    by: ["month" as const],
    limit: 40,
    ...filter,
  };
  const { data, error, refetch } = useAnswer("/v1/reports", { params: { query } });
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data || rules === null) return <Skeleton lines={3} isTall />;
  const rows = new Map(data.data.data.map((row) => [row.month as Month, row]));
  const of = (month: Month, measure: Measure) => rows.get(month)?.[measure] ?? null;
  const money = (value: string) => formatMoney(value, rules.currency, locale);
  const figure = (name: string, measure: Measure, isMoney: boolean) => {
    const valueOf = (months: readonly Month[]) =>
      isAdded(measure)
        ? sumOf(months, (one) => of(one, measure))
        : of(months.findLast((one) => rows.has(one)) ?? month, measure);
    const [now, then] = [valueOf(own), valueOf(earlier)];
    const isRunning = span.last >= thisMonth();
    const isWhole = [...own, ...earlier].every((one) => rows.has(one));
    const isCompared = now !== null && then !== null && !isRunning && (isMonthly || isWhole);
    const change = isCompared ? percentChange(then, now) : null;
    const withoutChange =
      isRunning && now !== null ? t(isMonthly ? "running" : "runningSpan") : null;
    const value =
      now === null ? (
        <Absent />
      ) : isMoney ? (
        <Money amount={now} currency={rules.currency} />
      ) : (
        <Quantity amount={now} compact />
      );
    const isHidden = now === null && rows.has(month) && measure === "revenue";
    // The page with the lines is of one month.
    const link = isMonthly ? (linkOf?.(measure) ?? null) : null;
    return {
      name,
      value: link === null || now === null ? value : <Link href={link}>{value}</Link>,
      note: isHidden
        ? t("noMoney")
        : change === null
          ? withoutChange
          : t.rich(isMonthly ? "change" : "changeSpan", {
              change: <Change percents={change} />,
              month: isMonthly ? formatMonthName(first, locale) : spanName(before),
            }),
    };
  };
  const months = monthsBetween(addMonths(month, -11), month);
  const chart = (name: string, measure: Measure, colour: 1 | 2 | 3 | 4, isMoney: boolean) => ({
    title: name,
    colour,
    format: isMoney ? money : (value: string) => formatQuantity(value, locale),
    series: {
      name,
      points: months.map((month) => ({
        month,
        value: of(month, measure),
        isProvisional: isProvisional(month),
        isRestated: isRestated(month, measure),
      })),
    },
  });
  return (
    <>
      <Figures
        figures={[
          figure(t("revenue"), "revenue", true),
          figure(t("usage"), "usage", false),
          figure(t("consumption"), "consumption", true),
          figure(t("seats"), "seats", false),
          figure(t("active"), "active_users", false),
          figure(t("indicators"), "indicator_amount", true),
        ]}
      />
      <SmallMultiples
        charts={[
          chart(t("revenue"), "revenue", 1, true),
          chart(t("usage"), "usage", 2, false),
          chart(t("consumption"), "consumption", 3, true),
          chart(t("indicators"), "indicator_amount", 4, true),
        ]}
      />
    </>
  );
}
