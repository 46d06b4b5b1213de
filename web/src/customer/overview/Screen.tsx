import { useMemo } from "react";
import { useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { AssociationTypeMark } from "../../kit/Badge.tsx";
import { Figures } from "../../kit/Figures.tsx";
import { EmptyState } from "../../kit/states.tsx";
import type { Column } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { Absent, Quantity, Until } from "../../kit/values.tsx";
import { type NameOf, usePartnerNames, useProductNames } from "../../shell/names.ts";
import { Page } from "../../shell/Page.tsx";
import { type Held, held } from "./rows.ts";
import { overviewTexts } from "./texts.ts";

const kWaiting = "INVITED";

export default function Screen() {
  const t = useTexts(overviewTexts);
  const [product, partner] = [useProductNames(), usePartnerNames()];
  const subscriptions = useList("/v1/subscriptions", {}, { pageSize: 1000 });
  const associations = useList("/v1/associations", {}, { pageSize: 1000 });
  const waiting = useList("/v1/requests", { state: kWaiting }, { pageSize: 1000 });
  const rows = useMemo(
    () => held(subscriptions.rows, associations.rows),
    [subscriptions.rows, associations.rows],
  );
  const list = { ...subscriptions, rows, error: subscriptions.error ?? associations.error };
  const withPartner = rows.filter((one) => one.record !== null).length;
  return (
    <Page title={t("title")}>
      <Figures
        figures={[
          { name: t("subscriptions"), value: <Quantity amount={String(rows.length)} /> },
          { name: t("withPartner"), value: <Quantity amount={String(withPartner)} /> },
          { name: t("waiting"), value: <Quantity amount={String(waiting.rows.length)} /> },
        ]}
      />
      <DataTable
        name="subscriptions"
        caption={t("caption")}
        columns={useColumns(product, partner)}
        list={list}
        rowId={(row) => row.id}
        rowName={(row) => `${product(row.product_id)} ${row.id}`}
        whole={{ list: "subscriptions" }}
        empty={<EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>}
      />
    </Page>
  );
}

function useColumns(product: NameOf, partner: NameOf): Column<Held>[] {
  const t = useTexts(overviewTexts);
  return [
    { id: "id", title: t("subscription"), kind: "id", value: (row) => row.id },
    {
      id: "product",
      title: t("product"),
      kind: "text",
      isKey: true,
      filter: "choice",
      value: (row) => row.product_id,
      words: (row) => product(row.product_id),
    },
    {
      id: "record",
      title: t("record"),
      kind: "text",
      isKey: true,
      filter: "choice",
      value: (row) => row.record?.partner_id ?? null,
      words: (row) => (row.record ? partner(row.record.partner_id) : ""),
      cell: (row) =>
        row.record ? <Partner row={row} name={partner(row.record.partner_id)} /> : <Absent />,
    },
    {
      id: "others",
      title: t("others"),
      kind: "text",
      filter: "none",
      value: (row) => row.others.map((one) => one.partner_id).join(" ") || null,
      cell: (row) => <Others row={row} partner={partner} />,
    },
    {
      id: "currency",
      title: t("currency"),
      kind: "text",
      filter: "choice",
      isExtra: true,
      value: (row) => row.currency,
    },
    { id: "since", title: t("since"), kind: "day", value: (row) => row.valid_from },
    {
      id: "until",
      title: t("until"),
      kind: "day",
      isKey: true,
      value: (row) => row.valid_to,
      cell: (row) => <Until day={row.valid_to} />,
    },
  ];
}

function Partner({ row, name }: { row: Held; name: string }) {
  return (
    <span className="row tight">
      <AssociationTypeMark type={row.record?.type ?? ""} isShort />
      {name}
    </span>
  );
}

function Others({ row, partner }: { row: Held; partner: NameOf }) {
  if (row.others.length === 0) return <Absent />;
  return (
    <span className="row tight">
      {row.others.map((one) => (
        <span key={one.id} className="row tight" title={partner(one.partner_id)}>
          <AssociationTypeMark type={one.type} isShort />
          <span className="visually-hidden">{partner(one.partner_id)}</span>
        </span>
      ))}
    </span>
  );
}
