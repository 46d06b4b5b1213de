import { Link } from "wouter";
import { type RowOf, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { EmptyState } from "../../kit/states.tsx";
import type { Column } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { AsOf } from "../../kit/values.tsx";
import { Page } from "../../shell/Page.tsx";
import "../parts/operator.css";
import { registryTexts } from "./texts.ts";

type Partner = RowOf<"/v1/partners">;

export default function Partners() {
  const t = useTexts(registryTexts);
  const list = useList("/v1/partners", {}, { pageSize: 1000 });
  const columns: Column<Partner>[] = [
    {
      id: "name",
      title: t("name"),
      kind: "text",
      value: (row) => row.name,
      field: "name",
      cell: (row) => <Link href={`/o/partners/${encodeURIComponent(row.id)}`}>{row.name}</Link>,
    },
    { id: "id", title: t("id"), kind: "id", isKey: true, value: (row) => row.id, field: "id" },
    {
      id: "status",
      title: t("status"),
      kind: "status",
      isKey: true,
      value: (row) => row.status,
      field: "status",
    },
    {
      id: "country",
      title: t("country"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => row.country,
      field: "country",
    },
    {
      id: "group_id",
      title: t("group"),
      kind: "id",
      filter: "choice",
      value: (row) => row.group_id,
      field: "group_id",
    },
  ];
  return (
    <Page title={t("partners")} actions={<AsOf commit={list.commit} at={list.at} />}>
      <DataTable
        name="partners"
        caption={t("partners")}
        columns={columns}
        list={list}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        whole={{ list: "partners" }}
        empty={<EmptyState title={t("noPartners")}>{t("noPartnersText")}</EmptyState>}
      />
    </Page>
  );
}
