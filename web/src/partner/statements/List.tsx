import { Link, useLocation } from "wouter";
import { type RowOf, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { LinkButton } from "../../kit/Button.tsx";
import { EmptyState } from "../../kit/states.tsx";
import type { Column } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { Absent, AsOf } from "../../kit/values.tsx";
import { GuideLink } from "../../shell/GuideLink.tsx";
import { Page } from "../../shell/Page.tsx";
import { useMay } from "../../shell/session.tsx";
import { currenciesOf, paidDay } from "../payments/payments.ts";
import { paymentsTexts } from "../payments/texts.ts";
import { useStages } from "../payments/use_payments.ts";
import { downloadPaper } from "./files.ts";
import { statementsTexts } from "./texts.ts";

type Row = RowOf<"/v1/statements">;

function pathOf(id: string): string {
  return `/p/statements/${encodeURIComponent(id)}`;
}

export default function Screen() {
  const t = useTexts(statementsTexts);
  const words = useTexts(paymentsTexts);
  const [, go] = useLocation();
  const list = useList("/v1/statements", {}, { pageSize: 200 });
  const stages = useStages();
  const payments = useList("/v1/payments", {}, { whole: true, enabled: useMay("payouts:read") });
  const currencies = currenciesOf(stages.rows);
  const paidOn = (id: string) =>
    paidDay(
      stages.rows.filter((one) => one.statement_id === id),
      payments.rows,
    );
  const stagesOf = (id: string) => {
    const own = stages.rows.filter((one) => one.statement_id === id);
    return own.map((one) =>
      own.length > 1 ? `${one.currency}: ${words(one.stage)}` : words(one.stage),
    );
  };
  const columns: Column<Row>[] = [
    {
      id: "id",
      title: t("statement"),
      kind: "text",
      value: (row) => row.id,
      field: "id",
      cell: (row) => (
        <Link href={pathOf(row.id)}>
          <code>{row.id}</code>
        </Link>
      ),
    },
    {
      id: "period",
      title: t("period"),
      kind: "month",
      isKey: true,
      value: (row) => row.period,
      field: "period",
    },
    {
      id: "issued",
      title: t("issued"),
      kind: "day",
      isKey: true,
      value: (row) => row.issued_on,
      field: "issued_on",
    },
    {
      id: "stage",
      title: t("state"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => stagesOf(row.id).join(", ") || null,
    },
    ...currencies.map((currency): Column<Row> => ({
      id: `due_${currency}`,
      title: t("dueIn", { currency }),
      kind: "money",
      isKey: true,
      hasTotal: true,
      value: (row) =>
        stages.rows.find((one) => one.statement_id === row.id && one.currency === currency)?.due ??
        null,
      currency: () => currency,
    })),
    { id: "paid", title: t("paidOn"), kind: "day", value: (row) => paidOn(row.id) },
    {
      id: "lines",
      title: t("lines"),
      kind: "count",
      value: (row) => `${row.lines}`,
      field: "lines",
    },
    {
      id: "previous",
      title: t("previous"),
      kind: "id",
      value: (row) => row.previous_id,
      field: "previous_id",
      cell: (row) =>
        row.previous_id ? (
          <Link href={pathOf(row.previous_id)}>
            <code>{row.previous_id}</code>
          </Link>
        ) : (
          <Absent />
        ),
    },
  ];
  return (
    <Page
      title={t("title")}
      lead={
        <>
          {t("lead")} <AsOf commit={list.commit} at={list.at} /> <GuideLink guide="programme" />
        </>
      }
    >
      <DataTable
        key={currencies.join(" ")}
        name="statements"
        caption={t("caption")}
        columns={columns}
        list={list}
        rowId={(row) => row.id}
        rowName={(row) => row.id}
        onOpen={(row) => go(pathOf(row.id))}
        actions={(row) => [
          { id: "pdf", text: t("pdf"), icon: "download", run: () => downloadPaper(row.id, "pdf") },
          { id: "csv", text: t("csv"), icon: "download", run: () => downloadPaper(row.id, "csv") },
        ]}
        whole={{ list: "statements" }}
        empty={
          <EmptyState
            title={t("emptyTitle")}
            action={<LinkButton href="/p/earnings">{t("earnings")}</LinkButton>}
          >
            {t("emptyText")}
          </EmptyState>
        }
      />
    </Page>
  );
}
