import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api, settle } from "../../api/client.ts";
import { useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Badge, Status } from "../../kit/Badge.tsx";
import { Card, Figures } from "../../kit/Figures.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../kit/states.tsx";
import { isStatusWord, statusTexts } from "../../kit/status.ts";
import type { Column } from "../../kit/table/column.tsx";
import { DataTable, listOf } from "../../kit/table/DataTable.tsx";
import { Absent, AsOf, Instant, Percent, Quantity } from "../../kit/values.tsx";
import { Page } from "../../shell/Page.tsx";
import { useMay } from "../../shell/session.tsx";
import { Facts } from "../../kit/Facts.tsx";
import { kUnderWay } from "../overview/queues.ts";
import { useReadiness } from "../parts/readiness.ts";
import "../parts/operator.css";
import {
  type Operation,
  operationsOf,
  othersOf,
  type Sample,
  samplesOf,
  shareWithin50,
} from "./metrics.ts";
import { healthTexts, isMetricText, metricTexts } from "./texts.ts";

const kAgain = 15_000;

export default function Screen() {
  const t = useTexts(healthTexts);
  const ready = useReadiness();
  const may = useMay("metrics:read");
  return (
    <Page
      title={t("title")}
      actions={<AsOf commit={ready.data?.data.commit ?? null} at={ready.data?.at ?? null} />}
    >
      {ready.error && <ErrorState error={ready.error} onRetry={() => void ready.refetch()} />}
      <div className="cards">
        <Card title={t("status")}>
          {!ready.data && !ready.error && <Skeleton lines={2} />}
          {ready.data && (
            <Facts
              facts={[
                {
                  name: t("status"),
                  value:
                    ready.data.data.status === "ready" ? (
                      <Badge tone="ok">{t("ready")}</Badge>
                    ) : (
                      <Badge tone="error">{t("notReady")}</Badge>
                    ),
                },
                {
                  name: t("commit"),
                  value: <Quantity amount={String(ready.data.data.commit ?? 0)} />,
                },
                {
                  name: t("waiting"),
                  value: <Quantity amount={String(ready.data.data.changes_waiting ?? 0)} />,
                },
              ]}
            />
          )}
        </Card>
        <Jobs />
      </div>
      {may ? <Metrics /> : <p className="muted">{t("noMetrics")}</p>}
    </Page>
  );
}

function Jobs() {
  const t = useTexts(healthTexts);
  const list = useList("/v1/imports", { filter: kUnderWay }, { whole: true });
  return (
    <Card title={t("jobs")}>
      {list.error && <ErrorState error={list.error} onRetry={list.reload} />}
      {list.isPending && <Skeleton lines={2} />}
      {!list.isPending && !list.error && list.rows.length === 0 && (
        <p className="muted">{t("noJobs")}</p>
      )}
      <ul className="lines">
        {list.rows.map((one) => (
          <li key={one.id}>
            <Link href={`/o/imports?row=${encodeURIComponent(one.id)}`}>{one.file}</Link>
            <Status word={one.state} />
            <span className="muted">
              <Instant instant={one.created_at} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Metrics() {
  const t = useTexts(healthTexts);
  const { data, error, refetch } = useQuery({
    queryKey: ["metrics"],
    queryFn: () => settle<string>(api.GET("/metrics", { parseAs: "text" }) as never),
    refetchInterval: kAgain,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  const samples = samplesOf(data.data);
  const operations = operationsOf(samples);
  const sum = (of: (one: Operation) => number) =>
    String(operations.reduce((all, one) => all + of(one), 0));
  const quick = shareWithin50(samples);
  return (
    <>
      <Figures
        figures={[
          { name: t("requests"), value: <Quantity amount={sum((one) => one.answers)} /> },
          { name: t("refused"), value: <Quantity amount={sum((one) => one.refused)} /> },
          { name: t("failed"), value: <Quantity amount={sum((one) => one.failed)} /> },
          { name: t("slow"), value: quick === null ? <Absent /> : <Percent percents={quick} /> },
        ]}
      />
      <Others samples={othersOf(samples)} />
      <section className="stack">
        <h2>{t("operations")}</h2>
        <Operations rows={operations} standing={data} />
      </section>
    </>
  );
}

function Others({ samples }: { samples: readonly Sample[] }) {
  const t = useTexts(healthTexts);
  const metric = useTexts(metricTexts);
  const status = useTexts(statusTexts);
  // What a later release measures beside keeps the name of its metric.
  const said = (word: string) =>
    isMetricText(word) ? metric(word) : isStatusWord(word) ? status(word) : word;
  const nameOf = ({ name, labels }: Sample) =>
    [name, ...Object.values(labels)].map(said).join(": ");
  const shown = (one: Sample) =>
    one.name === "accredit_start_time_seconds" ? (
      <Instant instant={new Date(Number(one.value) * 1000).toISOString()} />
    ) : (
      <Quantity amount={one.value} />
    );
  return (
    <Card title={t("other")}>
      <Facts facts={samples.map((one) => ({ name: nameOf(one), value: shown(one) }))} />
    </Card>
  );
}

function Operations({
  rows,
  standing,
}: {
  rows: readonly Operation[];
  standing: { commit: number | null; at: Date | null };
}) {
  const t = useTexts(healthTexts);
  const columns: Column<Operation>[] = [
    { id: "operation", title: t("operation"), kind: "id", value: (row) => row.operation },
    {
      id: "answers",
      title: t("count"),
      kind: "count",
      isKey: true,
      hasTotal: true,
      value: (row) => String(row.answers),
    },
    {
      id: "refused",
      title: t("refused"),
      kind: "count",
      hasTotal: true,
      value: (row) => String(row.refused),
    },
    {
      id: "failed",
      title: t("failed"),
      kind: "count",
      isKey: true,
      hasTotal: true,
      value: (row) => String(row.failed),
    },
    { id: "mean", title: t("mean"), kind: "quantity", isKey: true, value: (row) => row.mean },
  ];
  return (
    <DataTable
      name="operations"
      caption={t("operations")}
      columns={columns}
      list={listOf(rows, standing)}
      rowId={(row) => row.operation}
      rowName={(row) => row.operation}
      empty={<EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
    />
  );
}
