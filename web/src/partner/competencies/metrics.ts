import type { RowOf } from "../../api/questions.ts";
import { compareDecimals, type Decimal, isDecimal } from "../../format/decimal.ts";
import type { CompetencyTerms } from "../terms/terms.ts";

export type Standing = RowOf<"/v1/competencies">;
export type Gap = RowOf<"/v1/competency-gaps">;
export type Forecast = RowOf<"/v1/competency-forecasts">;

/**
 * The level that the numbers reach and that is not held, for its fee is not paid; null: there is none. A
 * level at risk is held, and its numbers reach less.
 */
export function awaitedLevel({ level, reached, at_risk }: Standing): string | null {
  return at_risk || reached === level ? null : reached;
}

/** "consumption=52499.89; customers=114", as it stood at the end of a month. */
export function metricsOf(text: string): Map<string, Decimal> {
  const pairs = text.split(";").flatMap((one) => {
    const [name = "", value = ""] = one.split("=").map((part) => part.trim());
    return name !== "" && isDecimal(value) ? [[name, value] as const] : [];
  });
  return new Map(pairs);
}

/** What a forecast goes on with: a measure between two paces, or a metric that stays. */
export interface Basis {
  name: string;
  least: Decimal;
  /** Null: it stays at `least`. */
  most: Decimal | null;
}

/** "consumption=4538.5..5360.63; customers=114" */
export function basisOf(text: string): Basis[] {
  return text.split(";").flatMap((one) => {
    const [name = "", value = ""] = one.split("=").map((part) => part.trim());
    const [least = "", most = null] = value.split("..");
    const isSound = isDecimal(least) && (most === null || isDecimal(most));
    return name !== "" && isSound ? [{ name, least, most }] : [];
  });
}

/** The thresholds of a metric in other levels than `but`, the least first. */
export function otherLevels(
  terms: CompetencyTerms | undefined,
  metric: string,
  but: string,
): { name: string; value: Decimal }[] {
  return (terms?.thresholds ?? [])
    .filter((one) => one.metric === metric && one.level !== but)
    .map((one) => ({ name: one.level, value: one.atLeast }))
    .sort((a, b) => compareDecimals(a.value, b.value));
}

export type Outlook = "between" | "from" | "not" | "short";
const kLeastMonths = 4;

/** What may be said of a forecast: never a day, and nothing of less than four months. */
export function outlookOf(forecast: Forecast): Outlook {
  if (forecast.months_of_data < kLeastMonths) return "short";
  if (forecast.earliest === null) return "not";
  return forecast.latest === null ? "from" : "between";
}
