import { Link } from "wouter";
import { type RowOf, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { useTypeName } from "../../kit/Badge.tsx";
import { EmptyState } from "../../kit/states.tsx";
import type { Column } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { Until } from "../../kit/values.tsx";
import { useCustomerNames, usePartnerNames } from "../../shell/names.ts";
import { useAddress } from "../../shell/address.ts";
import { HistoryDrawer } from "./HistoryDrawer.tsx";
import { registryTexts } from "./texts.ts";

type Association = RowOf<"/v1/associations">;

/** Associations, of one partner, customer or subscription or of all; a row opens its history. */
export function AssociationTable({
  partner: partnerId,
  customer: customerId,
  subscription: subscriptionId,
}: {
  partner?: string;
  customer?: string;
  subscription?: string;
}) {
  const t = useTexts(registryTexts);
  const partner = usePartnerNames();
  const customer = useCustomerNames();
  const typeName = useTypeName();
  const { values, change } = useAddress();
  const query = {
    ...(partnerId ? { partner_id: partnerId } : {}),
    ...(customerId ? { customer_id: customerId } : {}),
    ...(subscriptionId ? { subscription_id: subscriptionId } : {}),
  };
  const list = useList("/v1/associations", query, { pageSize: 1000 });
  const columns: Column<Association>[] = [
    {
      id: "id",
      title: t("id"),
      kind: "id",
      value: (row) => row.id,
      field: "id",
    },
    {
      id: "type",
      title: t("type"),
      kind: "type",
      isKey: true,
      value: (row) => row.type,
      field: "type",
      words: (row) => typeName(row.type),
    },
    {
      id: "partner_id",
      title: t("partner"),
      kind: "text",
      isKey: true,
      isExtra: partnerId !== undefined,
      value: (row) => row.partner_id,
      field: "partner_id",
      words: (row) => partner(row.partner_id),
      named: partner,
      cell: (row) => (
        <Link href={`/o/partners/${encodeURIComponent(row.partner_id)}`}>
          {partner(row.partner_id)}
        </Link>
      ),
    },
    {
      id: "customer_id",
      title: t("customer"),
      kind: "text",
      isKey: true,
      isExtra: customerId !== undefined,
      value: (row) => row.customer_id,
      field: "customer_id",
      words: (row) => customer(row.customer_id),
      named: customer,
      cell: (row) => (
        <Link href={`/o/customers/${encodeURIComponent(row.customer_id)}`}>
          {customer(row.customer_id)}
        </Link>
      ),
    },
    {
      id: "subscription_id",
      title: t("subscription"),
      kind: "id",
      value: (row) => row.subscription_id,
      field: "subscription_id",
    },
    {
      id: "workload",
      title: t("workload"),
      kind: "id",
      isExtra: true,
      value: (row) => row.workload,
      field: "workload",
    },
    {
      id: "valid_from",
      title: t("from"),
      kind: "day",
      value: (row) => row.valid_from,
      field: "valid_from",
    },
    {
      id: "valid_to",
      title: t("until"),
      kind: "day",
      value: (row) => row.valid_to,
      field: "valid_to",
      cell: (row) => <Until day={row.valid_to} />,
    },
    {
      id: "end_reason",
      title: t("endReason"),
      kind: "id",
      filter: "choice",
      isExtra: true,
      value: (row) => row.end_reason,
      field: "end_reason",
    },
    {
      id: "source",
      title: t("source"),
      kind: "id",
      filter: "choice",
      isExtra: true,
      value: (row) => row.source,
      field: "source",
    },
  ];
  const open = values.get("row");
  return (
    <>
      <DataTable
        name="associations"
        caption={t("associations")}
        columns={columns}
        list={list}
        rowId={(row) => row.id}
        rowName={(row) => row.id}
        onOpen={(row) => change({ row: row.id })}
        whole={{
          list: "associations",
          filters: Object.entries(query).map(([name, value]) => ({ name, value })),
        }}
        empty={<EmptyState title={t("noAssociations")}>{t("noAssociationsText")}</EmptyState>}
      />
      {open && <HistoryDrawer id={open} onClose={() => change({ row: null })} />}
    </>
  );
}
