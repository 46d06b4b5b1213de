import { useParams } from "wouter";
import { type RowOf, useAnswer, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Answered, EmptyState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { Tabs } from "../../kit/Tabs.tsx";
import { AsOf, Id, Until } from "../../kit/values.tsx";
import { usePartnerNames, useProductNames } from "../../shell/names.ts";
import { Page } from "../../shell/Page.tsx";
import { useTab } from "../../shell/tab.ts";
import "../parts/operator.css";
import { AssociationTable } from "./AssociationTable.tsx";
import { registryTexts } from "./texts.ts";

export default function CustomerScreen() {
  const { id = "" } = useParams();
  const t = useTexts(registryTexts);
  const answer = useAnswer("/v1/customers/{id}", { params: { path: { id } } });
  const [tab, choose] = useTab("subscriptions");
  return (
    <Page title={answer.data?.data.name ?? id}>
      <Answered answer={answer}>
        {({ data, commit, at }) => (
          <div className="stack">
            <div className="row">
              <Id id={data.id} />
              <span className="muted">{data.country}</span>
              <AsOf commit={commit} at={at} />
            </div>
            <Tabs
              label={data.name}
              chosen={tab}
              onChoose={choose}
              tabs={[
                {
                  id: "subscriptions",
                  title: t("subscriptions"),
                  content: <Subscriptions customer={id} />,
                },
                {
                  id: "associations",
                  title: t("associations"),
                  content: <AssociationTable customer={id} />,
                },
                { id: "access", title: t("access"), content: <Access customer={id} /> },
              ]}
            />
          </div>
        )}
      </Answered>
    </Page>
  );
}

type Subscription = RowOf<"/v1/subscriptions">;

function Subscriptions({ customer }: { customer: string }) {
  const t = useTexts(registryTexts);
  const product = useProductNames();
  const list = useList("/v1/subscriptions", { customer_id: customer }, { pageSize: 1000 });
  const columns: Column<Subscription>[] = [
    { id: "id", title: t("id"), kind: "id", value: (row) => row.id },
    wordColumn("product_id", t("product"), product, { filter: "choice", isKey: true }),
    {
      id: "currency",
      title: t("currency"),
      kind: "text",
      filter: "choice",
      value: (row) => row.currency,
    },
    {
      id: "valid_from",
      title: t("from"),
      kind: "day",
      isKey: true,
      value: (row) => row.valid_from,
    },
    {
      id: "valid_to",
      title: t("until"),
      kind: "day",
      isKey: true,
      value: (row) => row.valid_to,
      cell: (row) => <Until day={row.valid_to} />,
    },
  ];
  return (
    <DataTable
      name="subscriptions"
      caption={t("subscriptions")}
      columns={columns}
      list={list}
      rowId={(row) => row.id}
      rowName={(row) => row.id}
      empty={<EmptyState title={t("noSubscriptions")}>{t("noSubscriptionsText")}</EmptyState>}
    />
  );
}

type Access = RowOf<"/v1/access-log">;

function Access({ customer }: { customer: string }) {
  const t = useTexts(registryTexts);
  const list = useList("/v1/access-log", { customer_id: customer, sort: "-number" });
  const partner = usePartnerNames();
  const columns: Column<Access>[] = [
    { id: "at", title: t("at"), kind: "instant", value: (row) => row.at },
    wordColumn("partner_id", t("partner"), partner, { isKey: true }),
    { id: "who", title: t("by"), kind: "text", isKey: true, value: (row) => row.who },
    {
      id: "action",
      title: t("action"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => row.action,
      words: (row) => t(`look_${row.action}`),
    },
    { id: "object", title: t("object"), kind: "id", value: (row) => row.object },
    { id: "rows", title: t("rows"), kind: "count", value: (row) => String(row.rows) },
    { id: "times", title: t("times"), kind: "count", value: (row) => String(row.times) },
    {
      id: "purpose",
      title: t("purpose"),
      kind: "text",
      isExtra: true,
      value: (row) => row.purpose,
    },
    { id: "address", title: t("address"), kind: "id", isExtra: true, value: (row) => row.address },
  ];
  return (
    <DataTable
      name="access-log"
      caption={t("access")}
      columns={columns}
      list={list}
      rowId={(row) => String(row.number)}
      rowName={(row) => row.who}
      empty={<EmptyState title={t("noAccess")}>{t("noAccessText")}</EmptyState>}
    />
  );
}
