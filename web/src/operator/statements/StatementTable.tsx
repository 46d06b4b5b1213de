import { Link } from "wouter";
import { type RowOf, useList } from "../../api/questions.ts";
import { download } from "../../api/client.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { EmptyState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { sayFault } from "../../kit/Toast.tsx";
import { usePartnerNames } from "../../shell/names.ts";
import { statementTexts } from "./texts.ts";

type Statement = RowOf<"/v1/statements">;

/** Statements of a period or a partner, or all. */
export function StatementTable({ partner, period }: { partner?: string; period?: string }) {
  const t = useTexts(statementTexts);
  const name = usePartnerNames();
  const query = {
    ...(partner ? { partner_id: partner } : {}),
    ...(period ? { period } : {}),
  };
  const list = useList("/v1/statements", query, { pageSize: 1000, keepsRows: true });
  const columns: Column<Statement>[] = [
    {
      id: "id",
      title: t("id"),
      kind: "id",
      value: (row) => row.id,
      field: "id",
      cell: (row) => <Link href={`/o/statements/${encodeURIComponent(row.id)}`}>{row.id}</Link>,
    },
    wordColumn("partner_id", t("partner"), name, {
      isKey: true,
      isExtra: partner !== undefined,
      field: "partner_id",
      named: name,
    }),
    {
      id: "period",
      title: t("period"),
      kind: "month",
      isKey: true,
      value: (row) => row.period,
      field: "period",
    },
    {
      id: "issued_on",
      title: t("issuedOn"),
      kind: "day",
      value: (row) => row.issued_on,
      field: "issued_on",
    },
    {
      id: "lines",
      title: t("lines"),
      kind: "count",
      isKey: true,
      hasTotal: true,
      value: (row) => String(row.lines),
      field: "lines",
    },
    {
      id: "previous_id",
      title: t("previous"),
      kind: "id",
      value: (row) => row.previous_id,
      field: "previous_id",
    },
    {
      id: "key",
      title: t("key"),
      kind: "id",
      isExtra: true,
      value: (row) => row.key,
      field: "key",
    },
  ];
  const file = (id: string, kind: "pdf" | "csv") => ({
    id: kind,
    text: t(kind),
    icon: "download" as const,
    run: () =>
      void download(`/v1/statements/${encodeURIComponent(id)}/${kind}`, `${id}.${kind}`).catch(
        sayFault,
      ),
  });
  return (
    <DataTable
      name="statements"
      caption={t("title")}
      columns={columns}
      list={list}
      rowId={(row) => row.id}
      rowName={(row) => row.id}
      actions={(row) => [file(row.id, "pdf"), file(row.id, "csv")]}
      whole={{
        list: "statements",
        filters: Object.entries(query).map(([key, value]) => ({ name: key, value })),
      }}
      empty={<EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
    />
  );
}
