import { Link } from "wouter";
import { type RowOf, useList } from "../../api/questions.ts";
import { isMonth } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { EmptyState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { Tabs } from "../../kit/Tabs.tsx";
import { AsOf, Month } from "../../kit/values.tsx";
import { usePartnerNames } from "../../shell/names.ts";
import { Page } from "../../shell/Page.tsx";
import { useAddressValue } from "../../shell/address.ts";
import { useTab } from "../../shell/tab.ts";
import "../parts/operator.css";
import { ReasonCode } from "../../shell/ReasonCode.tsx";
import { useReasons } from "../../shell/reason_codes.ts";
import { useAccountName, useKindName } from "../../shell/books.ts";
import { useLeverNames } from "../parts/levers.ts";
import { Balances } from "./Balances.tsx";
import { ledgerTexts } from "./texts.ts";

export default function Screen() {
  const t = useTexts(ledgerTexts);
  const [tab, choose] = useTab("entries");
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Tabs
        label={t("title")}
        chosen={tab === "balances" ? tab : "entries"}
        onChoose={choose}
        tabs={[
          { id: "entries", title: t("entries"), content: <Entries /> },
          { id: "balances", title: t("balances"), content: <Balances /> },
        ]}
      />
    </Page>
  );
}

type Entry = RowOf<"/v1/ledger-entries">;

function Entries() {
  const t = useTexts(ledgerTexts);
  const partner = usePartnerNames();
  const kind = useKindName();
  const account = useAccountName();
  const lever = useLeverNames();
  const reasons = useReasons();
  const [period, setPeriod] = useAddressValue("period", "");
  const query = isMonth(period) ? { period } : {};
  const list = useList("/v1/ledger-entries", query, { pageSize: 1000, keepsRows: true });
  const columns: Column<Entry>[] = [
    {
      id: "entry",
      title: t("entry"),
      kind: "count",
      value: (row) => String(row.entry),
      field: "entry",
    },
    {
      id: "period",
      title: t("period"),
      kind: "month",
      value: (row) => row.period,
      field: "period",
    },
    wordColumn("kind", t("kind"), kind, { filter: "choice", isKey: true, field: "kind" }),
    {
      id: "partner_id",
      title: t("partner"),
      kind: "text",
      isKey: true,
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
    wordColumn("from", t("from"), account, { filter: "choice", field: "from" }),
    wordColumn("to", t("to"), account, { filter: "choice", field: "to" }),
    {
      id: "amount",
      title: t("amount"),
      kind: "money",
      isKey: true,
      hasTotal: true,
      value: (row) => row.amount,
      field: "amount",
      currency: (row) => row.currency,
      currencyField: "currency",
    },
    wordColumn("lever", t("lever"), lever, { filter: "choice", field: "lever" }),
    {
      id: "subscription_id",
      title: t("subscription"),
      kind: "id",
      isExtra: true,
      value: (row) => row.subscription_id,
      field: "subscription_id",
    },
    {
      id: "earning_month",
      title: t("earningMonth"),
      kind: "month",
      isExtra: true,
      value: (row) => row.earning_month,
      field: "earning_month",
    },
    {
      id: "base",
      title: t("base"),
      kind: "quantity",
      isExtra: true,
      value: (row) => row.base,
      field: "base",
    },
    {
      id: "rates",
      title: t("rates"),
      kind: "text",
      isExtra: true,
      value: (row) => row.rates,
      field: "rates",
    },
    {
      id: "reason_code",
      title: t("reason"),
      kind: "text",
      filter: "choice",
      value: (row) => row.reason_code,
      words: (row) => reasons.words(row.reason_code ?? ""),
      field: "reason_code",
      cell: (row) => <ReasonCode code={row.reason_code} />,
    },
    {
      id: "fund",
      title: t("fund"),
      kind: "month",
      isExtra: true,
      value: (row) => row.fund,
      field: "fund",
    },
    {
      id: "cause",
      title: t("cause"),
      kind: "text",
      isExtra: true,
      value: (row) => row.cause,
      field: "cause",
    },
    {
      id: "commit",
      title: t("commit"),
      kind: "count",
      isExtra: true,
      value: (row) => String(row.commit),
      field: "commit",
    },
  ];
  return (
    <div className="stack">
      <div className="row">
        {isMonth(period) && (
          <>
            <span>{t.rich("onlyOf", { month: <Month month={period} length="long" /> })}</span>
            <Button small onPress={() => setPeriod("")}>
              {t("all")}
            </Button>
          </>
        )}
        <AsOf commit={list.commit} at={list.at} />
      </div>
      <DataTable
        name="ledger-entries"
        caption={t("entries")}
        columns={columns}
        list={list}
        rowId={(row) => String(row.entry)}
        rowName={(row) => String(row.entry)}
        whole={{
          list: "ledger-entries",
          filters: isMonth(period) ? [{ name: "period", value: period }] : [],
        }}
        empty={<EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
      />
    </div>
  );
}
