import { useMemo } from "react";
import { Link, useParams } from "wouter";
import { type RowOf, useList } from "../../api/questions.ts";
import { compareDecimals } from "../../format/decimal.ts";
import type { Month } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button, LinkButton } from "../../kit/Button.tsx";
import { LineChart } from "../../kit/chart/charts.tsx";
import { Status } from "../../kit/Badge.tsx";
import { Card } from "../../kit/Figures.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../kit/states.tsx";
import { AsOf, Month as MonthText } from "../../kit/values.tsx";
import { Page } from "../../shell/Page.tsx";
import { type Period, usePeriod } from "../../shell/period.ts";
import { PeriodSelect } from "../../shell/PeriodSelect.tsx";
import { useHere } from "../../shell/session.tsx";
import { ExplainDrawer } from "../explain/Drawer.tsx";
import { useExplain } from "../explain/use_explain.ts";
import { useRegistry } from "../registry.ts";
import { type CompetencyTerms, isMoney } from "../terms/terms.ts";
import { useTerms } from "../terms/use_terms.ts";
import { Closers } from "./Closers.tsx";
import "./competencies.css";
import { metricsOf } from "./metrics.ts";
import {
  ForecastLine,
  GapBar,
  type Standing,
  StandingLine,
  useMetricFormat,
  useMetricName,
} from "./parts.tsx";
import { competenciesTexts } from "./texts.ts";

export default function Screen() {
  const { code = "" } = useParams<{ code: string }>();
  const period = usePeriod();
  const { competency, competencyName, isPending, error, reload } = useTerms();
  const t = useTexts(competenciesTexts);
  const title = competencyName(code);
  const terms = competency(code);
  if (error)
    return (
      <Page title={title}>
        <ErrorState error={error} onRetry={reload} />
      </Page>
    );
  if (period === null || isPending)
    return (
      <Page title={title}>
        <Skeleton lines={8} />
      </Page>
    );
  if (!terms)
    return (
      <Page title={title}>
        <EmptyState
          title={t("unknown")}
          action={<LinkButton href="/p/competencies">{t("title")}</LinkButton>}
        >
          {t("lead")}
        </EmptyState>
      </Page>
    );
  return <Competency terms={terms} period={period} />;
}

function Competency({ terms, period }: { terms: CompetencyTerms; period: Period }) {
  const t = useTexts(competenciesTexts);
  const { month } = period;
  const { code } = terms;
  const explain = useExplain();
  const states = useList("/v1/competencies", { month, competency: code });
  const standing = states.rows[0];
  return (
    <Page
      title={terms.name}
      lead={
        standing ? (
          <span className="row">
            <StandingLine standing={standing} />
            {t("account", { account: standing.account })}
            <AsOf commit={states.commit} at={states.at} />
          </span>
        ) : (
          !states.isPending && !states.error && t("notStarted")
        )
      }
      actions={
        <>
          <Button onPress={() => explain.open({ month, competency: code })}>{t("explain")}</Button>
          <PeriodSelect period={period} />
        </>
      }
    >
      {states.error && <ErrorState error={states.error} onRetry={states.reload} />}
      <Requirements code={code} month={month} />
      <History terms={terms} months={period.months} />
      <Closers families={terms.families} month={month} />
      <div className="cards">
        <Carriers terms={terms} month={month} />
        <Card title={t("terms")}>
          <p className="muted">{t("termsLead")}</p>
          <pre className="terms" tabIndex={0}>
            {terms.source}
          </pre>
        </Card>
      </div>
      <ExplainDrawer question={explain.question} onClose={explain.close} />
    </Page>
  );
}

function Requirements({ code, month }: { code: string; month: Month }) {
  const t = useTexts(competenciesTexts);
  const { tenant } = useHere();
  const gaps = useList("/v1/competency-gaps", { month, competency: code });
  const forecasts = useList("/v1/competency-forecasts", {
    month,
    competency: code,
    partner_id: tenant.id,
  });
  return (
    <Card title={t("requirements")} actions={<AsOf commit={gaps.commit} at={gaps.at} />}>
      {gaps.error && <ErrorState error={gaps.error} onRetry={gaps.reload} />}
      {gaps.isPending && <Skeleton lines={3} />}
      {!gaps.isPending && !gaps.error && gaps.rows.length === 0 && (
        <p className="muted">{t("reached")}</p>
      )}
      {gaps.rows.map((gap) => (
        <GapBar key={`${gap.level} ${gap.metric}`} gap={gap} />
      ))}
      {forecasts.rows.map((one) => (
        <ForecastLine key={one.level} forecast={one} />
      ))}
    </Card>
  );
}

/** How the account stood at the end of each of the twelve months: always as many questions. */
function useStandings(code: string, months: readonly Month[]) {
  const at = (place: number) => months[place] ?? months.at(-1) ?? "";
  const ask = (place: number) => ({ month: at(place), competency: code });
  const lists = [
    useList("/v1/competencies", ask(0)),
    useList("/v1/competencies", ask(1)),
    useList("/v1/competencies", ask(2)),
    useList("/v1/competencies", ask(3)),
    useList("/v1/competencies", ask(4)),
    useList("/v1/competencies", ask(5)),
    useList("/v1/competencies", ask(6)),
    useList("/v1/competencies", ask(7)),
    useList("/v1/competencies", ask(8)),
    useList("/v1/competencies", ask(9)),
    useList("/v1/competencies", ask(10)),
    useList("/v1/competencies", ask(11)),
  ];
  return {
    isPending: lists.some((one) => one.isPending),
    failed: lists.find((one) => one.error !== null),
    standings: lists.map((one, place): [Month, Standing | undefined] => [at(place), one.rows[0]]),
  };
}

function History({ terms, months }: { terms: CompetencyTerms; months: readonly Month[] }) {
  const t = useTexts(competenciesTexts);
  const { isPending, failed, standings } = useStandings(terms.code, months);
  if (failed?.error) return <ErrorState error={failed.error} onRetry={failed.reload} />;
  if (isPending) return <Skeleton lines={4} isTall />;
  const isEmpty = standings.every(([, one]) => one === undefined);
  if (isEmpty) return <p className="muted">{t("noTrend")}</p>;
  return (
    <>
      <div className="multiples">
        {terms.metrics.map(({ code }) => (
          <Trend key={code} terms={terms} metric={code} standings={standings} />
        ))}
      </div>
      <Card title={t("states")}>
        <ol className="row">
          {standings.map(([month, one]) => (
            <li key={month} className="stack tight">
              <MonthText month={month} />
              {one ? <Status word={one.state} /> : <span className="muted">{t("noneLevel")}</span>}
              <span className="muted">{one?.level ?? t("noneLevel")}</span>
            </li>
          ))}
        </ol>
      </Card>
    </>
  );
}

function Trend({
  terms,
  metric,
  standings,
}: {
  terms: CompetencyTerms;
  metric: string;
  standings: readonly [Month, Standing | undefined][];
}) {
  const t = useTexts(competenciesTexts);
  const format = useMetricFormat(terms.code, metric);
  const name = useMetricName(terms.code)(metric);
  const goal = terms.thresholds.findLast((one) => one.metric === metric);
  const points = standings.map(([month, one]) => ({
    month,
    value: (one && metricsOf(one.metrics).get(metric)) ?? null,
  }));
  return (
    <LineChart
      title={t("trend", { metric: name })}
      series={[{ name, points }]}
      format={format}
      {...(goal ? { threshold: { name: goal.level, value: goal.atLeast } } : {})}
    />
  );
}

const kShown = 8;

/** Customers with what they bring to the first metric, the most first. */
function useCarriers(terms: CompetencyTerms, month: Month) {
  const credit = useList(
    "/v1/credit",
    { from: month, to: month, by: ["competency", "customer", "measure"] },
    { whole: true },
  );
  const metric = terms.metrics[0];
  const carriers = useMemo(() => {
    const value = (row: RowOf<"/v1/credit">) =>
      (isMoney(metric) ? row.amount : row.quantity) ?? "0";
    return credit.rows
      .filter((row) => row.competency === terms.code)
      .filter((row) => metric === undefined || row.measure === metric.measure)
      .map((row) => ({ customer: row.customer ?? "", value: value(row) }))
      .filter((one) => one.customer !== "")
      .sort((a, b) => compareDecimals(b.value, a.value));
  }, [credit.rows, terms, metric]);
  return { credit, carriers, metric: metric?.code ?? "" };
}

function Carriers({ terms, month }: { terms: CompetencyTerms; month: Month }) {
  const t = useTexts(competenciesTexts);
  const registry = useRegistry();
  const { credit, carriers, metric } = useCarriers(terms, month);
  const format = useMetricFormat(terms.code, metric);
  const lines = `/p/credit?period=${month}&competency=${encodeURIComponent(terms.code)}`;
  return (
    <Card title={t("customers")} actions={<Link href={lines}>{t("lines")}</Link>}>
      <p className="muted">{t("customersLead")}</p>
      {credit.error && <ErrorState error={credit.error} onRetry={credit.reload} />}
      {credit.isPending && <Skeleton lines={4} />}
      {!credit.isPending && !credit.error && carriers.length === 0 && <p>{t("notStarted")}</p>}
      <dl className="amounts">
        {carriers.slice(0, kShown).map(({ customer, value }) => (
          <div key={customer} className="fact">
            <dt>
              <Link href={`${lines}&find=${encodeURIComponent(registry.customer(customer))}`}>
                {registry.customer(customer)}
              </Link>
            </dt>
            <dd>{format(value)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
