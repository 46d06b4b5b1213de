import { type RowOf, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { LinkButton } from "../../kit/Button.tsx";
import { Select } from "../../kit/Select.tsx";
import { EmptyState, Skeleton } from "../../kit/states.tsx";
import type { Column } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { AsOf } from "../../kit/values.tsx";
import { useAddress, useAddressValue } from "../../shell/address.ts";
import { Page } from "../../shell/Page.tsx";
import { type Period, usePeriod } from "../../shell/period.ts";
import { PeriodSelect } from "../../shell/PeriodSelect.tsx";
import { type Registry, useRegistry } from "../registry.ts";
import { useTerms } from "../terms/use_terms.ts";
import { CustomerDrawer } from "./CustomerDrawer.tsx";
import { portfolioTexts } from "./texts.ts";

type Row = RowOf<"/v1/reports">;
const kGroups = ["customer", "customer_product", "product", "role", "subscription"] as const;
type Group = (typeof kGroups)[number];
type Key = "customer" | "product" | "role" | "subscription";

const kKeys: Record<Group, Key[]> = {
  customer: ["customer"],
  customer_product: ["customer", "product"],
  product: ["product"],
  role: ["role"],
  subscription: ["subscription", "customer", "product"],
};

function groupOf(text: string): Group {
  return kGroups.find((one) => one === text) ?? "customer";
}

export default function Screen() {
  const t = useTexts(portfolioTexts);
  const period = usePeriod();
  if (period === null)
    return (
      <Page title={t("title")}>
        <Skeleton lines={8} />
      </Page>
    );
  return <Portfolio period={period} />;
}

function Portfolio({ period }: { period: Period }) {
  const t = useTexts(portfolioTexts);
  const { month } = period;
  const [by, chooseBy] = useAddressValue("by", "customer");
  const group = groupOf(by);
  const keys = kKeys[group];
  const list = useList("/v1/reports", { from: month, to: month, by: keys }, { pageSize: 1000 });
  const registry = useRegistry();
  const { values, change } = useAddress();
  const open = (row: Row) => row.customer && change({ customer: row.customer }, "push");
  const canOpen = keys.includes("customer");
  return (
    <Page
      title={t("title")}
      lead={
        <>
          {t("lead")} {group === "role" && t("twice")} <AsOf commit={list.commit} at={list.at} />
        </>
      }
      actions={
        <>
          <Select
            label={t("by")}
            isLabelHidden
            options={kGroups.map((one) => ({ id: one, text: t(one) }))}
            value={group}
            onChange={chooseBy}
          />
          <PeriodSelect period={period} />
        </>
      }
    >
      <DataTable
        key={group}
        name="portfolio"
        caption={t("caption")}
        columns={useColumns(keys, registry)}
        list={list}
        rowId={(row) => keys.map((key) => row[key]).join(" ")}
        rowName={(row) =>
          row.customer ? registry.customer(row.customer) : keys.map((key) => row[key]).join(" ")
        }
        {...(canOpen ? { onOpen: open } : {})}
        empty={
          <EmptyState
            title={t("emptyTitle")}
            action={<LinkButton href="/p/associations?ask=1">{t("request")}</LinkButton>}
          >
            {t("emptyText")}
          </EmptyState>
        }
      />
      <CustomerDrawer
        customer={values.get("customer")}
        period={period}
        registry={registry}
        onClose={() => change({ customer: null })}
      />
    </Page>
  );
}

const kMeasures = ["revenue", "consumption", "usage", "seats", "active_users"] as const;

function useColumns(keys: readonly Key[], registry: Registry): Column<Row>[] {
  const t = useTexts(portfolioTexts);
  const { currency, typeName } = useTerms();
  const say: Record<Key, (id: string) => string> = {
    customer: registry.customer,
    product: registry.product,
    role: typeName,
    subscription: (id) => id,
  };
  const key = (id: Key): Column<Row> => ({
    id,
    title: t(id),
    kind: id === "subscription" ? "id" : "text",
    ...(id === "product" || id === "role" ? { filter: "choice" as const } : {}),
    value: (row) => row[id] || null,
    words: (row) => say[id](row[id] ?? ""),
  });
  const measure = (id: (typeof kMeasures)[number] | "indicator_amount"): Column<Row> => ({
    id,
    title: t(id),
    kind: id === "usage" || id === "seats" || id === "active_users" ? "quantity" : "money",
    hasTotal: true,
    isKey: id === "revenue" || id === "consumption" || id === "seats",
    isExtra: id === "indicator_amount",
    value: (row) => row[id] ?? null,
    ...(currency !== null && !["usage", "seats", "active_users"].includes(id)
      ? { currency: () => currency }
      : {}),
  });
  return [...keys.map(key), ...kMeasures.map(measure), measure("indicator_amount")];
}
