import { type RowOf, useList } from "../../api/questions.ts";
import { formatMonth, type Month as MonthText } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Status } from "../../kit/Badge.tsx";
import { Card } from "../../kit/Figures.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../kit/states.tsx";
import type { Column } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { AsOf, Month } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { Measures } from "../../shell/measures.tsx";
import { Page } from "../../shell/Page.tsx";
import { PeriodSelect } from "../../shell/PeriodSelect.tsx";
import { usePeriod } from "../../shell/period.ts";
import { overviewTexts } from "./texts.ts";

export default function Screen() {
  const t = useTexts(overviewTexts);
  const period = usePeriod();
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
        <Queues />
        <Periods />
      </div>
      <Reconciliation month={period.month} />
    </Page>
  );
}

function Queues() {
  const t = useTexts(overviewTexts);
  const quarantine = useList("/v1/quarantine", {}, { pageSize: 1000 });
  const petitions = useList("/v1/petitions", { state: "open" }, { pageSize: 1000 });
  const imports = useList("/v1/imports", {}, { pageSize: 1000 });
  const running = imports.rows.filter(
    (one) => one.state === "running" || one.state === "receiving",
  );
  return (
    <Card title={t("queues")}>
      <ul className="stack tight">
        <li>{t("quarantine", { count: quarantine.rows.length })}</li>
        <li>{t("disputes", { count: petitions.rows.length })}</li>
        <li>{t("imports", { count: running.length })}</li>
      </ul>
    </Card>
  );
}

const kLatest = 6;

function Periods() {
  const t = useTexts(overviewTexts);
  const periods = useList("/v1/periods", {}, { pageSize: 1000 });
  return (
    <Card title={t("periods")}>
      {periods.error && <ErrorState error={periods.error} onRetry={periods.reload} />}
      {periods.isPending && <Skeleton lines={3} />}
      {!periods.isPending && periods.rows.length === 0 && <p className="muted">{t("noPeriods")}</p>}
      <ul className="stack tight">
        {periods.rows
          .slice(-kLatest)
          .reverse()
          .map((one) => (
            <li key={one.month} className="row">
              <strong>
                <Month month={one.month} />
              </strong>
              <Status word={one.state} />
              <span className="muted">{signature(one, t)}</span>
            </li>
          ))}
      </ul>
    </Card>
  );
}

function signature(
  one: RowOf<"/v1/periods">,
  t: ReturnType<typeof useTexts<typeof overviewTexts.en>>,
): string {
  if (one.signed_by) return t("signedBy", { who: one.signed_by });
  return one.frozen_by ? t("frozenBy", { who: one.frozen_by }) : "";
}

type Bucket = RowOf<"/v1/reconciliation">;

function Reconciliation({ month }: { month: MonthText }) {
  const t = useTexts(overviewTexts);
  const locale = useLocale();
  const list = useList("/v1/reconciliation", { month }, { pageSize: 1000 });
  const columns: Column<Bucket>[] = [
    { id: "bucket", title: t("bucket"), kind: "id", filter: "choice", value: (row) => row.bucket },
    {
      id: "measure",
      title: t("measure"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => row.measure,
    },
    {
      id: "amount",
      title: t("amount"),
      kind: "money",
      isKey: true,
      value: (row) => row.amount,
      currency: (row) => row.currency ?? "",
    },
    {
      id: "quantity",
      title: t("quantity"),
      kind: "quantity",
      isKey: true,
      value: (row) => row.quantity,
    },
  ];
  return (
    <section className="stack">
      <div className="card-head">
        <h2>{t("reconciliation", { month: formatMonth(month, locale, "long") })}</h2>
        <AsOf commit={list.commit} at={list.at} />
      </div>
      <p className="muted">{t("reconciliationText")}</p>
      <DataTable
        name="reconciliation"
        caption={t("reconciliation", { month: formatMonth(month, locale, "long") })}
        columns={columns}
        list={list}
        rowId={(row) => `${row.measure} ${row.currency} ${row.bucket}`}
        rowName={(row) => row.bucket}
        empty={<EmptyState title={t("nothing")}>{t("nothingText")}</EmptyState>}
      />
    </section>
  );
}
