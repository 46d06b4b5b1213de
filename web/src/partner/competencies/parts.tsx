import type { RowOf } from "../../api/questions.ts";
import { formatMoney, formatQuantity } from "../../format/number.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Badge, Status } from "../../kit/Badge.tsx";
import { Bullet } from "../../kit/chart/charts.tsx";
import { Day, Month } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { useMeasureNames } from "../../shell/measure_names.ts";
import { isMoney } from "../terms/terms.ts";
import { useTerms } from "../terms/use_terms.ts";
import { basisOf, type Forecast, type Gap, otherLevels, outlookOf } from "./metrics.ts";
import type { SumWindow } from "./course.ts";
import { isMetricKind, type MetricKind, metricTexts, partTexts } from "./texts.ts";

export type Standing = RowOf<"/v1/competencies">;

/** How numbers of a metric are said: amounts with the currency of the programme. */
export function useMetricFormat(competency: string, metric: string): (value: string) => string {
  const locale = useLocale();
  const terms = useTerms();
  const found = terms.competency(competency)?.metrics.find((one) => one.code === metric);
  const { currency } = terms;
  return (value) =>
    currency !== null && isMoney(found)
      ? formatMoney(value, currency, locale)
      : formatQuantity(value, locale);
}

const kSums = new Map<string, MetricKind>([
  ["trailing", "ttm_sum"],
  ["anniversary", "anniversary_sum"],
]);

/**
 * What a metric counts, in words; the programme's code where its kind says nothing. `window`: a sum
 * over months is looked at through it, whatever its kind.
 */
export function useMetricName(competency: string): (metric: string, window?: SumWindow) => string {
  const t = useTexts(metricTexts);
  const terms = useTerms();
  const measureName = useMeasureNames();
  return (code, window) => {
    const found = terms.competency(competency)?.metrics.find((one) => one.code === code);
    if (code === "") return t("points");
    if (found === undefined || !isMetricKind(found.kind)) return measureName(code);
    const isSum = found.kind === "ttm_sum" || found.kind === "anniversary_sum";
    const kind = (isSum && window !== undefined && kSums.get(window)) || found.kind;
    return t(kind, { measure: measureName(found.measure), code: measureName(code) });
  };
}

export function StandingLine({ standing }: { standing: Standing }) {
  const t = useTexts(partTexts);
  return (
    <span className="row">
      <Status word={standing.state} />
      <span className="muted">
        {standing.level ? t("level", { level: standing.level }) : t("noLevel")}
      </span>
      {standing.at_risk && <Badge tone="warn">{t("atRisk")}</Badge>}
      {standing.anniversary && (
        <span className="muted">
          {t.rich("anniversary", { day: <Day day={standing.anniversary} /> })}
        </span>
      )}
    </span>
  );
}

/** How far a requirement is, with the thresholds of other levels as marks. */
export function GapBar({ gap }: { gap: Gap }) {
  const t = useTexts(partTexts);
  const terms = useTerms();
  const format = useMetricFormat(gap.competency, gap.metric);
  const metric = useMetricName(gap.competency)(gap.metric);
  return (
    <Bullet
      name={t("goal", { level: gap.level, metric })}
      value={gap.value}
      goal={gap.needed}
      goalName={gap.level}
      ticks={otherLevels(terms.competency(gap.competency), gap.metric, gap.level)}
      format={format}
    />
  );
}

export function ForecastLine({ forecast }: { forecast: Forecast }) {
  const t = useTexts(partTexts);
  const { level, earliest, latest, months_of_data: months } = forecast;
  const month = (value: string | null) => (value === null ? "" : <Month month={value} />);
  const said = {
    between: t.rich("between", { level, from: month(earliest), to: month(latest) }),
    from: t.rich("from", { level, from: month(earliest) }),
    not: t("not", { level }),
    short: t("short", { level, months }),
  }[outlookOf(forecast)];
  return (
    <p>
      {said} <span className="muted">{useMethod(forecast)}</span>
    </p>
  );
}

const kAmounts = new Set(["consumption", "revenue"]);
const kStocks = new Set(["seats", "active_users"]);

/** How it was reckoned, in a sentence. */
function useMethod({ competency, basis, pace_months: months }: Forecast): string {
  const t = useTexts(partTexts);
  const locale = useLocale();
  const { currency } = useTerms();
  const measureName = useMeasureNames();
  const metricName = useMetricName(competency);
  const parts = basisOf(basis).map(({ name, least, most }) => {
    if (most === null)
      return t("stays", { name: metricName(name), value: formatQuantity(least, locale) });
    const say = (value: string) =>
      currency !== null && kAmounts.has(name)
        ? formatMoney(value, currency, locale)
        : formatQuantity(value, locale);
    const range = { name: measureName(name), least: say(least), most: say(most) };
    return kStocks.has(name) ? t("adds", range) : t("brings", range);
  });
  return t("method", { months, parts: parts.join("; ") });
}
