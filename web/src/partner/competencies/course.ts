/** What a metric was month by month, and between what it will be, as a chart takes it. */
import type { RowOf } from "../../api/questions.ts";
import type { Decimal } from "../../format/decimal.ts";
import type { Month } from "../../format/time.ts";
import type { CompetencyTerms } from "../terms/terms.ts";

export type CourseRow = RowOf<"/v1/competency-courses">;
export type SumWindow = "trailing" | "anniversary";

export interface Course {
  points: { month: Month; value: Decimal | null }[];
  /** Empty: there is none. */
  range: { month: Month; low: Decimal; high: Decimal }[];
  monthsOfData: number;
  /** Of how many months the least and the most are. */
  pace: number;
}

/** Of one metric; months without a row are empty. */
export function courseOf(
  rows: readonly CourseRow[],
  metric: string,
  months: readonly Month[],
): Course {
  const own = rows.filter((one) => one.metric === metric);
  const was = new Map(own.filter((one) => !one.is_forecast).map((one) => [one.month, one.low]));
  return {
    points: months.map((month) => ({ month, value: was.get(month) ?? null })),
    range: own
      .filter((one) => one.is_forecast)
      .map(({ month, low, high }) => ({ month, low, high })),
    monthsOfData: own[0]?.months_of_data ?? 0,
    pace: own[0]?.pace_months ?? 0,
  };
}

const kStaying = new Set(["manual", "distinct_customers", "net_customer_adds"]);
const kLeastMonths = 4;

/** How a range was reckoned, or why there is none. */
export type Method = "carriedOn" | "toAnniversary" | "staying" | "short" | "yearEnded";

export function methodOf(course: Course, kind: string, window: SumWindow): Method {
  if (course.monthsOfData < kLeastMonths) return "short";
  if (course.range.length === 0) return "yearEnded";
  if (kStaying.has(kind)) return "staying";
  return window === "anniversary" && course.range.length < 12 ? "toAnniversary" : "carriedOn";
}

/** What each level asks of a metric; a value that several levels ask for is one line. */
export function thresholdsOf(
  terms: CompetencyTerms,
  metric: string,
): { name: string; value: Decimal }[] {
  const names = new Map<Decimal, string[]>();
  for (const one of terms.thresholds) {
    if (one.metric !== metric) continue;
    const told = names.get(one.atLeast) ?? [];
    if (!told.includes(one.level)) names.set(one.atLeast, [...told, one.level]);
  }
  return [...names].map(([value, levels]) => ({ name: levels.join(", "), value }));
}

/** Whether some metric of it is a sum over months, so that the windows differ. */
export function hasSums(terms: CompetencyTerms): boolean {
  return terms.metrics.some(({ kind }) => kind === "ttm_sum" || kind === "anniversary_sum");
}
