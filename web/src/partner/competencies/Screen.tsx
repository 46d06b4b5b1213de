import { useMemo } from "react";
import { Link, useParams } from "wouter";
import { type RowOf, useList } from "../../api/questions.ts";
import { compareDecimals } from "../../format/decimal.ts";
import type { Month } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button, LinkButton } from "../../kit/Button.tsx";
import { Card } from "../../kit/Figures.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../kit/states.tsx";
import { AsOf } from "../../kit/values.tsx";
import { Page } from "../../shell/Page.tsx";
import { type Period, usePeriod } from "../../shell/period.ts";
import { PeriodSelect } from "../../shell/PeriodSelect.tsx";
import { useHere } from "../../shell/session.tsx";
import { ExplainDrawer } from "../explain/Drawer.tsx";
import { useExplain } from "../explain/use_explain.ts";
import { useRegistry } from "../registry.ts";
import { type CompetencyTerms, isMoney } from "../terms/terms.ts";
import { useTerms } from "../terms/use_terms.ts";
import {
  type AsOfDay,
  AsOfField,
  AsOfMissing,
  AsOfNote,
  type Known,
  useAsOfDay,
} from "./as_of.tsx";
import { Closers } from "./Closers.tsx";
import "./competencies.css";
import { Course } from "./Course.tsx";
import { History } from "./History.tsx";
import { ForecastLine, Gaps, StandingLine, useMetricFormat } from "./parts.tsx";
import { competenciesTexts } from "./texts.ts";

export default function Screen() {
  const { code = "" } = useParams<{ code: string }>();
  const period = usePeriod();
  const asOf = useAsOfDay();
  const { competency, competencyName, isPending, error, reload } = useTerms(asOf.known ?? {});
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
  if (asOf.known === null)
    return (
      <Page title={title} actions={<AsOfField asOf={asOf} />}>
        <AsOfMissing asOf={asOf} />
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
  return <Competency terms={terms} period={period} asOf={asOf} known={asOf.known} />;
}

function Competency({
  terms,
  period,
  asOf,
  known,
}: {
  terms: CompetencyTerms;
  period: Period;
  asOf: AsOfDay;
  known: Known;
}) {
  const t = useTexts(competenciesTexts);
  const { month } = period;
  const { code } = terms;
  const explain = useExplain();
  const states = useList("/v1/competencies", { month, competency: code, ...known });
  const standing = states.rows[0];
  return (
    <Page
      title={terms.name}
      lead={
        standing ? (
          <span className="row">
            <StandingLine standing={standing} />
            <AsOf commit={states.commit} at={states.at} />
          </span>
        ) : (
          !states.isPending && !states.error && t("notStarted")
        )
      }
      actions={
        <>
          <Button
            onPress={() =>
              explain.open({
                month,
                competency: code,
                ...(known.known_at ? { knownAt: String(known.known_at) } : {}),
              })
            }
          >
            {t("explain")}
          </Button>
          <AsOfField asOf={asOf} />
          <PeriodSelect period={period} />
        </>
      }
    >
      <AsOfNote asOf={asOf} />
      {states.error && <ErrorState error={states.error} onRetry={states.reload} />}
      <Requirements code={code} month={month} known={known} />
      <Course terms={terms} month={month} known={known} />
      {asOf.day === "" && <Closers families={terms.families} month={month} />}
      <History code={code} month={month} known={known} />
      <div className="cards">
        <Carriers terms={terms} month={month} known={known} />
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

function Requirements({ code, month, known }: { code: string; month: Month; known: Known }) {
  const t = useTexts(competenciesTexts);
  const { tenant } = useHere();
  const gaps = useList("/v1/competency-gaps", { month, competency: code, ...known });
  const forecasts = useList("/v1/competency-forecasts", {
    month,
    competency: code,
    partner_id: tenant.id,
    ...known,
  });
  return (
    <Card title={t("requirements")} actions={<AsOf commit={gaps.commit} at={gaps.at} />}>
      {gaps.error && <ErrorState error={gaps.error} onRetry={gaps.reload} />}
      {gaps.isPending && <Skeleton lines={3} />}
      {!gaps.isPending && !gaps.error && gaps.rows.length === 0 && (
        <p className="muted">{t("reached")}</p>
      )}
      <Gaps gaps={gaps.rows} />
      {forecasts.rows.map((one) => (
        <ForecastLine key={one.level} forecast={one} />
      ))}
    </Card>
  );
}

const kShown = 8;

/** Customers with what they bring to the first metric, the most first. */
function useCarriers(terms: CompetencyTerms, month: Month, known: Known) {
  const credit = useList(
    "/v1/credit",
    { from: month, to: month, by: ["competency", "customer", "measure"], ...known },
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

function Carriers({ terms, month, known }: { terms: CompetencyTerms; month: Month; known: Known }) {
  const t = useTexts(competenciesTexts);
  const registry = useRegistry();
  const { credit, carriers, metric } = useCarriers(terms, month, known);
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
