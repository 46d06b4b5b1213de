import { Link } from "wouter";
import { type RowOf, useList } from "../api/questions.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { EmptyState } from "../kit/states.tsx";
import type { Column } from "../kit/table/column.tsx";
import { DataTable } from "../kit/table/DataTable.tsx";
import { supportTexts } from "./texts.ts";

type Word = RowOf<"/v1/feedback">;

/** What people said of pages: to an operator of all portals, to others what they said themselves. */
export function Said() {
  const t = useTexts(supportTexts);
  const list = useList("/v1/feedback", {});
  const columns: Column<Word>[] = [
    {
      id: "at",
      title: t("at"),
      kind: "instant",
      value: (row) => row.at,
      field: "at",
    },
    {
      id: "page",
      title: t("page"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => row.page,
      field: "page",
      cell: (row) =>
        row.page.startsWith("/o") ? (
          <Link href={row.page}>{row.page}</Link>
        ) : (
          <code>{row.page}</code>
        ),
    },
    { id: "by", title: t("by"), kind: "text", isKey: true, value: (row) => row.by, field: "by" },
    {
      id: "text",
      title: t("word"),
      kind: "text",
      isKey: true,
      value: (row) => row.text,
      field: "text",
    },
  ];
  return (
    <section className="stack" aria-label={t("said")}>
      <h2>{t("said")}</h2>
      <DataTable
        name="feedback"
        caption={t("said")}
        columns={columns}
        list={list}
        rowId={(row) => row.id}
        rowName={(row) => row.id}
        whole={{ list: "feedback" }}
        empty={<EmptyState title={t("saidNone")}>{t("saidNoneText")}</EmptyState>}
      />
    </section>
  );
}
