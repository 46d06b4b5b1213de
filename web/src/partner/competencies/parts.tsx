import type { RowOf } from "../../api/questions.ts";
import { formatMoney, formatQuantity } from "../../format/number.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Badge, Status } from "../../kit/Badge.tsx";
import { Bullet } from "../../kit/chart/charts.tsx";
import { Day, Month } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { isMoney } from "../terms/terms.ts";
import { useTerms } from "../terms/use_terms.ts";
import { type Forecast, type Gap, otherLevels, outlookOf } from "./metrics.ts";
import { partTexts } from "./texts.ts";

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
  const metric = gap.metric || t("points");
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
  const { level, earliest, latest, months_of_data: months, method } = forecast;
  const month = (value: string | null) => (value === null ? "" : <Month month={value} />);
  const said = {
    between: t.rich("between", { level, from: month(earliest), to: month(latest) }),
    from: t.rich("from", { level, from: month(earliest) }),
    not: t("not", { level }),
    short: t("short", { level, months }),
  }[outlookOf(forecast)];
  return (
    <p>
      {said} <span className="muted">{t("method", { method })}</span>
    </p>
  );
}
