import { formatMoney, formatQuantity } from "../../format/number.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Badge, Status } from "../../kit/Badge.tsx";
import { Bullet } from "../../kit/chart/charts.tsx";
import { Day, Month } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { useMeasureNames } from "../../shell/measure_names.ts";
import { useHere } from "../../shell/session.tsx";
import { isMoney } from "../terms/terms.ts";
import { useTerms } from "../terms/use_terms.ts";
import {
  awaitedLevel,
  basisOf,
  type Forecast,
  type Gap,
  otherLevels,
  outlookOf,
  type Standing,
} from "./metrics.ts";
import type { SumWindow } from "./course.ts";
import { isMetricKind, type MetricKind, metricTexts, partTexts } from "./texts.ts";

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
  const { tenant } = useHere();
  const { account, level, at_risk: isAtRisk } = standing;
  const awaited = awaitedLevel(standing);
  return (
    <span className="row">
      <Status word={standing.state} />
      {(level || !awaited) && (
        <span className="muted">{level ? t("level", { level }) : t("noLevel")}</span>
      )}
      {awaited && <span>{t("awaited", { level: awaited })}</span>}
      {account !== tenant.id && <span className="muted">{t("account", { account })}</span>}
      {isAtRisk && <Badge tone="warn">{t("atRisk")}</Badge>}
      {standing.anniversary && (
        <span className="muted">
          {t.rich("anniversary", { day: <Day day={standing.anniversary} /> })}
        </span>
      )}
    </span>
  );
}

/** What a level asks: its points first, where it counts them, then the targets that bring them. */
export function Gaps({ gaps }: { gaps: readonly Gap[] }) {
  const byPoints = new Set(gaps.filter((one) => one.metric === "").map((one) => one.level));
  const isTarget = (one: Gap) => one.metric !== "" && byPoints.has(one.level);
  const [first, then] = [gaps.filter((one) => !isTarget(one)), gaps.filter(isTarget)];
  return [...first, ...then].map((gap) => (
    <GapBar key={`${gap.level} ${gap.metric}`} gap={gap} isTarget={isTarget(gap)} />
  ));
}

/** How far a requirement is, with the thresholds of other levels as marks. */
function GapBar({ gap, isTarget }: { gap: Gap; isTarget: boolean }) {
  const t = useTexts(partTexts);
  const terms = useTerms();
  const format = useMetricFormat(gap.competency, gap.metric);
  const metric = useMetricName(gap.competency)(gap.metric);
  return (
    <Bullet
      name={t(isTarget ? "target" : "goal", { level: gap.level, metric })}
      value={gap.value}
      goal={gap.needed}
      goalName={isTarget ? t("fullPoints") : gap.level}
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
