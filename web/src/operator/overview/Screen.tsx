import { useList } from "../../api/questions.ts";
import { formatMonth, type Month as MonthText } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Skeleton } from "../../kit/states.tsx";
import { EmptyState } from "../../kit/states.tsx";
import type { Column } from "../../kit/table/column.tsx";
import type { RowOf } from "../../api/questions.ts";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { AsOf } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { Measures } from "../../shell/measures.tsx";
import { Page } from "../../shell/Page.tsx";
import { PeriodSelect } from "../../shell/PeriodSelect.tsx";
import { usePeriod } from "../../shell/period.ts";
import "../parts/operator.css";
import { Anomalies } from "./Anomalies.tsx";
import { Closing } from "./Closing.tsx";
import { Feeds } from "./Feeds.tsx";
import { MoneyAtStake } from "./MoneyAtStake.tsx";
import { Queues } from "./Queues.tsx";
import { System } from "./System.tsx";
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
      <MoneyAtStake />
      <div className="cards">
        {!period.error && <Closing known={period.known} />}
        <Queues />
        <Feeds />
        <Anomalies month={period.month} />
        <System />
      </div>
      <Measures period={period} />
      <Reconciliation month={period.month} />
    </Page>
  );
}

type Bucket = RowOf<"/v1/reconciliation">;

function Reconciliation({ month }: { month: MonthText }) {
  const t = useTexts(overviewTexts);
  const locale = useLocale();
  const list = useList("/v1/reconciliation", { month }, { whole: true });
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
