import { useMemo } from "react";
import { type RowOf, useList } from "../../api/questions.ts";
import { formatMonth, type Month } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { EmptyState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { AsOf } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { useMeasureNames } from "../../shell/measure_names.ts";
import { bucketTexts, inOrder, isBucketWord } from "./buckets.ts";
import { overviewTexts } from "./texts.ts";

type Bucket = RowOf<"/v1/reconciliation">;

/** All that was ingested for the month, and where each part of it went. */
export default function Reconciliation({ month }: { month: Month }) {
  const t = useTexts(overviewTexts);
  const locale = useLocale();
  const list = useList("/v1/reconciliation", { month }, { whole: true });
  const rows = useMemo(() => inOrder(list.rows), [list.rows]);
  const title = t("reconciliation", { month: formatMonth(month, locale, "long") });
  return (
    <section className="stack">
      <div className="card-head">
        <h2>{title}</h2>
        <AsOf commit={list.commit} at={list.at} />
      </div>
      <p className="muted">{t("reconciliationText")}</p>
      <DataTable
        name="reconciliation"
        caption={title}
        columns={useColumns()}
        list={{ ...list, rows }}
        rowId={(row) => `${row.measure} ${row.currency} ${row.bucket}`}
        rowName={(row) => row.bucket}
        empty={<EmptyState title={t("nothing")}>{t("nothingText")}</EmptyState>}
      />
    </section>
  );
}

function useColumns(): Column<Bucket>[] {
  const t = useTexts(overviewTexts);
  const words = useTexts(bucketTexts);
  const measure = useMeasureNames();
  return [
    wordColumn("measure", t("measure"), measure, { filter: "choice", isKey: true }),
    {
      id: "bucket",
      title: t("bucket"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => row.bucket,
      words: (row) => (isBucketWord(row.bucket) ? words(row.bucket) : row.bucket),
    },
    {
      id: "amount",
      title: t("amount"),
      kind: "money",
      isKey: true,
      value: (row) => row.amount,
      currency: (row) => row.currency ?? "",
    },
    { id: "quantity", title: t("quantity"), kind: "quantity", value: (row) => row.quantity },
  ];
}
