import { useMemo } from "react";
import { type RowOf, useList } from "../../api/questions.ts";
import { signOf } from "../../format/decimal.ts";
import { formatQuantity } from "../../format/number.ts";
import type { Month } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Badge, Status } from "../../kit/Badge.tsx";
import { Bullet } from "../../kit/chart/charts.tsx";
import { Card } from "../../kit/Figures.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { Money } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { Measures } from "../../shell/measures.tsx";
import { Page } from "../../shell/Page.tsx";
import { PeriodSelect } from "../../shell/PeriodSelect.tsx";
import { usePeriod } from "../../shell/period.ts";
import { useMay } from "../../shell/session.tsx";
import { overviewTexts } from "./texts.ts";

export default function Screen() {
  const t = useTexts(overviewTexts);
  const period = usePeriod();
  const seesLedger = useMay("ledger:read");
  if (period === null)
    return (
      <Page title={t("title")}>
        <Skeleton lines={3} isTall />
      </Page>
    );
  return (
    <Page title={t("title")} actions={<PeriodSelect period={period} />}>
      <Measures period={period} />
      <div className="cards">
        <Competencies month={period.month} />
        {seesLedger && <Payable />}
        <Opportunities month={period.month} />
      </div>
    </Page>
  );
}

type Gap = RowOf<"/v1/competency-gaps">;

function Competencies({ month }: { month: Month }) {
  const t = useTexts(overviewTexts);
  const states = useList("/v1/competencies", { month });
  const gaps = useList("/v1/competency-gaps", { month });
  return (
    <Card title={t("competencies")}>
      {states.error && <ErrorState error={states.error} onRetry={states.reload} />}
      {states.isPending && <Skeleton lines={4} />}
      {!states.isPending && states.rows.length === 0 && (
        <p className="muted">{t("noCompetencies")}</p>
      )}
      {states.rows.map((one) => (
        <div key={`${one.account} ${one.competency}`} className="stack tight">
          <div className="row">
            <h3>{one.competency}</h3>
            <Status word={one.state} />
            <span className="muted">
              {one.level ? t("level", { level: one.level }) : t("noLevel")}
            </span>
            {one.at_risk && <Badge tone="warn">{t("atRisk")}</Badge>}
          </div>
          {gaps.rows
            .filter((gap) => gap.competency === one.competency && gap.account === one.account)
            .map((gap) => (
              <GapBar key={`${gap.level} ${gap.metric}`} gap={gap} />
            ))}
        </div>
      ))}
    </Card>
  );
}

function GapBar({ gap }: { gap: Gap }) {
  const t = useTexts(overviewTexts);
  const locale = useLocale();
  return (
    <Bullet
      name={gap.metric ? t("goal", { level: gap.level, metric: gap.metric }) : gap.level}
      value={gap.value}
      goal={gap.needed}
      goalName={gap.level}
      format={(value) => formatQuantity(value, locale)}
    />
  );
}

function Payable() {
  const t = useTexts(overviewTexts);
  const balances = useList("/v1/balances", {}, { pageSize: 1000 });
  const due = balances.rows.filter((one) => one.account === "payable" && signOf(one.amount) !== 0);
  return (
    <Card title={t("payable")}>
      {balances.error && <ErrorState error={balances.error} onRetry={balances.reload} />}
      {balances.isPending && <Skeleton lines={2} />}
      {!balances.isPending && due.length === 0 && <p className="muted">{t("nothingPayable")}</p>}
      {due.length > 0 && (
        <dl className="amounts">
          {due.map((one) => (
            <div key={`${one.currency} ${one.payout} ${one.fund}`} className="fact">
              <dt className="muted">{one.payout}</dt>
              <dd>
                <Money amount={one.amount} currency={one.currency} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {due.length > 0 && <p className="muted">{t("payableNote")}</p>}
    </Card>
  );
}

function Opportunities({ month }: { month: Month }) {
  const t = useTexts(overviewTexts);
  const all = useList("/v1/opportunities", { month }, { pageSize: 1000 });
  const rules = useMemo(() => {
    const counts = new Map<RowOf<"/v1/opportunities">["rule"], number>();
    for (const one of all.rows) counts.set(one.rule, (counts.get(one.rule) ?? 0) + 1);
    return [...counts].sort(([, a], [, b]) => b - a);
  }, [all.rows]);
  return (
    <Card title={t("opportunities")}>
      {all.error && <ErrorState error={all.error} onRetry={all.reload} />}
      {all.isPending && <Skeleton lines={4} />}
      {!all.isPending && rules.length === 0 && <p className="muted">{t("noOpportunities")}</p>}
      <ul className="stack tight">
        {rules.map(([rule, count]) => (
          <li key={rule}>
            <strong>{t(rule)}</strong>
            <p className="muted">{t("found", { count })}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
