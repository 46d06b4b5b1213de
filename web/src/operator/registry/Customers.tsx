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

type Customer = RowOf<"/v1/customers">;

export default function Customers() {
  const t = useTexts(registryTexts);
  const list = useList("/v1/customers", {}, { pageSize: 1000 });
  const columns: Column<Customer>[] = [
    {
      id: "name",
      title: t("name"),
      kind: "text",
      value: (row) => row.name,
      field: "name",
      cell: (row) => <Link href={`/o/customers/${encodeURIComponent(row.id)}`}>{row.name}</Link>,
    },
    { id: "id", title: t("id"), kind: "id", isKey: true, value: (row) => row.id, field: "id" },
    {
      id: "country",
      title: t("country"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => row.country,
      field: "country",
    },
  ];
  return (
    <Page title={t("customers")} actions={<AsOf commit={list.commit} at={list.at} />}>
      <DataTable
        name="customers"
        caption={t("customers")}
        columns={columns}
        list={list}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        whole={{ list: "customers" }}
        empty={<EmptyState title={t("noCustomers")}>{t("noCustomersText")}</EmptyState>}
      />
    </Page>
  );
}
