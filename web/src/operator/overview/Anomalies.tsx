import { Link } from "wouter";
import { useList } from "../../api/questions.ts";
import { addMonths, formatMonth, type Month } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Card } from "../../kit/Figures.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { Change } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { usePartnerNames } from "../../shell/names.ts";
import { anomaliesOf, isOver } from "./anomalies.ts";
import { overviewTexts } from "./texts.ts";

const kShown = 6;

/** Partners whose month is far from their own months before; of a month that runs: nothing yet. */
export function Anomalies({ month }: { month: Month }) {
  const t = useTexts(overviewTexts);
  const locale = useLocale();
  return (
    <Card title={t("anomalies", { month: formatMonth(month, locale, "long") })}>
      {isOver(month) ? <Found month={month} /> : <p className="muted">{t("notOver")}</p>}
    </Card>
  );
}

function Found({ month }: { month: Month }) {
  const t = useTexts(overviewTexts);
  const name = usePartnerNames();
  const query = {
    from: addMonths(month, -3),
    to: month,
    by: ["partner" as const, "month" as const],
  };
  const list = useList("/v1/reports", query, { whole: true });
  const isWhole = !list.isPending && !list.error;
  const rows = list.rows.map((row) => ({
    partner: row.partner ?? "",
    month: row.month ?? "",
    consumption: row.consumption,
  }));
  const found = anomaliesOf(rows, month);
  return (
    <>
      {list.error && <ErrorState error={list.error} onRetry={list.reload} />}
      {list.isPending && <Skeleton lines={4} />}
      {isWhole && found.length === 0 && <p className="muted">{t("noAnomalies")}</p>}
      <ul className="lines">
        {found.slice(0, kShown).map((one) => (
          <li key={one.partner}>
            <Link href={`/o/partners/${encodeURIComponent(one.partner)}`}>{name(one.partner)}</Link>
            <Change percents={one.percents} />
          </li>
        ))}
      </ul>
      {found.length > 0 && <p className="muted">{t("anomaliesText", { count: found.length })}</p>}
    </>
  );
}
