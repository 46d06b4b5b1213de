import { useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { LinkButton } from "../../kit/Button.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { EmptyState, Skeleton } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { AsOf } from "../../kit/values.tsx";
import { useAddress } from "../../shell/address.ts";
import { Page } from "../../shell/Page.tsx";
import { type Period, usePeriod } from "../../shell/period.ts";
import { PeriodSelect } from "../../shell/PeriodSelect.tsx";
import { useMay } from "../../shell/session.tsx";
import { explainAt } from "../explain/use_explain.ts";
import { type Registry, useRegistry } from "../registry.ts";
import type { Opportunity } from "./evidence.ts";
import { useFound } from "./found.ts";
import { opportunitiesTexts } from "./texts.ts";
import { ruleTexts, useEvidence } from "./words.tsx";

export default function Screen() {
  const t = useTexts(opportunitiesTexts);
  const period = usePeriod();
  if (period === null)
    return (
      <Page title={t("title")}>
        <Skeleton lines={8} />
      </Page>
    );
  return <Found period={period} />;
}

function keyOf(one: Opportunity): string {
  return [one.rule, one.customer_id, one.subscription_id ?? "", one.subject].join(" ");
}

function Found({ period }: { period: Period }) {
  const t = useTexts(opportunitiesTexts);
  const { month } = period;
  const list = useList("/v1/opportunities", { month }, { pageSize: 1000, keepsRows: true });
  const registry = useRegistry();
  const { values, change } = useAddress();
  const open = list.rows.find((one) => keyOf(one) === values.get("row"));
  return (
    <Page
      title={t("title")}
      lead={
        <>
          {t("lead")} <AsOf commit={list.commit} at={list.at} />
        </>
      }
      actions={<PeriodSelect period={period} />}
    >
      <DataTable
        name="opportunities"
        caption={t("caption")}
        columns={useColumns(registry)}
        list={list}
        rowId={keyOf}
        rowName={(row) => `${registry.customer(row.customer_id)} ${row.subject}`}
        onOpen={(row) => change({ row: keyOf(row) }, "push")}
        whole={{ list: "opportunities", filters: [{ name: "month", value: month }] }}
        empty={
          <EmptyState
            title={t("emptyTitle")}
            action={<LinkButton href="/p/portfolio">{t("portfolio")}</LinkButton>}
          >
            {t("emptyText")}
          </EmptyState>
        }
      />
      <Drawer
        opportunity={open}
        registry={registry}
        month={month}
        onClose={() => change({ row: null })}
      />
    </Page>
  );
}

function useColumns(registry: Registry): Column<Opportunity>[] {
  const t = useTexts(opportunitiesTexts);
  const rules = useTexts(ruleTexts);
  const found = useFound();
  return [
    {
      id: "customer",
      title: t("customer"),
      kind: "text",
      value: (row) => row.customer_id,
      field: "customer_id",
      words: (row) => registry.customer(row.customer_id),
      named: registry.customer,
    },
    wordColumn("rule", t("rule"), rules, { filter: "choice", isKey: true, field: "rule" }),
    {
      id: "subject",
      title: t("subject"),
      kind: "text",
      filter: "choice",
      value: (row) => row.subject,
      field: "subject",
      words: (row) => registry.product(row.subject),
      named: registry.product,
    },
    {
      id: "evidence",
      title: t("evidence"),
      kind: "text",
      isKey: true,
      value: (row) => row.evidence,
      field: "evidence",
      words: found,
    },
    {
      id: "subscription",
      title: t("subscription"),
      kind: "id",
      value: (row) => row.subscription_id,
      field: "subscription_id",
    },
  ];
}

function Drawer({
  opportunity,
  registry,
  month,
  onClose,
}: {
  opportunity: Opportunity | undefined;
  registry: Registry;
  month: string;
  onClose: () => void;
}) {
  const rules = useTexts(ruleTexts);
  return (
    <Dialog
      title={opportunity ? rules(opportunity.rule) : ""}
      isOpen={opportunity !== undefined}
      onClose={onClose}
      place="side"
    >
      {opportunity && <Detail opportunity={opportunity} registry={registry} month={month} />}
    </Dialog>
  );
}

function Detail({
  opportunity,
  registry,
  month,
}: {
  opportunity: Opportunity;
  registry: Registry;
  month: string;
}) {
  const t = useTexts(opportunitiesTexts);
  const rules = useTexts(ruleTexts);
  const evidence = useEvidence();
  const mayAsk = useMay("requests:write");
  const { rule, customer_id: customer, subscription_id: subscription } = opportunity;
  const isOfRecord =
    rule === "associated_not_partner_of_record" || rule === "association_ends_soon";
  return (
    <div className="stack">
      <dl className="facts">
        <div className="fact">
          <dt>{t("customer")}</dt>
          <dd>{registry.customer(customer)}</dd>
        </div>
        <div className="fact">
          <dt>{t("subject")}</dt>
          <dd>
            {registry.product(opportunity.subject)}{" "}
            {subscription ? <code>{subscription}</code> : t("whole")}
          </dd>
        </div>
        <div className="fact">
          <dt>{t("holds")}</dt>
          <dd>{rules(`${rule}_rule`)}</dd>
        </div>
        {evidence(opportunity.evidence).map(({ name, value }) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd className="number">{value}</dd>
          </div>
        ))}
        <div className="fact">
          <dt>{t("todo")}</dt>
          <dd>{rules(`${rule}_do`)}</dd>
        </div>
      </dl>
      <div className="row">
        {isOfRecord && mayAsk && (
          <LinkButton
            look="primary"
            href={`/p/associations?ask=1&customer=${customer}${subscription ? `&subscription=${subscription}` : ""}`}
          >
            {t("ask")}
          </LinkButton>
        )}
        <LinkButton href={`/p/portfolio?period=${month}&customer=${customer}`}>
          {t("toCustomer")}
        </LinkButton>
        {subscription && (
          <LinkButton href={explainAt("/p/credit", { month, subscription })}>
            {t("explain")}
          </LinkButton>
        )}
      </div>
    </div>
  );
}
