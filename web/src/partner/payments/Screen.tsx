import { Link } from "wouter";
import { signOf } from "../../format/decimal.ts";
import { formatMoney } from "../../format/number.ts";
import { formatDay } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Badge } from "../../kit/Badge.tsx";
import { LinkButton } from "../../kit/Button.tsx";
import { Figures } from "../../kit/Figures.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../kit/states.tsx";
import type { Tone } from "../../kit/status.ts";
import type { Column } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { Absent, AsOf } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { GuideLink } from "../../shell/GuideLink.tsx";
import { Page } from "../../shell/Page.tsx";
import { usePaymentRules } from "../../shell/programme.ts";
import { useMay } from "../../shell/session.tsx";
import { Amounts } from "./Amounts.tsx";
import { Funds } from "./Funds.tsx";
import { type Payment, standing, statementsOf, type Sum, underWay } from "./payments.ts";
import { paymentsTexts } from "./texts.ts";
import { useBalances, usePayments } from "./use_payments.ts";

const kTones: Readonly<Record<Payment["state"], Tone>> = {
  created: "info",
  in_payment: "info",
  sent: "ok",
  failed: "error",
  reversed: "error",
  canceled: "neutral",
};

export default function Screen() {
  const t = useTexts(paymentsTexts);
  const list = usePayments();
  const seesBooks = useMay("ledger:read");
  return (
    <Page
      title={t("title")}
      lead={
        <>
          {t("lead")} <AsOf commit={list.commit} at={list.at} /> <GuideLink guide="programme" />
        </>
      }
    >
      {seesBooks && <Standing payments={list.rows} />}
      {seesBooks && <Funds />}
      <DataTable
        name="payments"
        caption={t("caption")}
        columns={useColumns()}
        list={list}
        rowId={(row) => row.id}
        rowName={(row) => row.id}
        whole={{ list: "payments" }}
        empty={
          <EmptyState
            title={t("emptyTitle")}
            action={<LinkButton href="/p/statements">{t("seeStatements")}</LinkButton>}
          >
            {t("emptyText")}
          </EmptyState>
        }
      />
    </Page>
  );
}

/** From which balance on the programme pays, with its currency; null where it does not say. */
function useThreshold(): string | null {
  const locale = useLocale();
  const rules = usePaymentRules();
  if (!rules?.threshold) return null;
  return formatMoney(rules.threshold, rules.currency, locale, { currency: "code" });
}

/** Where all that closed months owe stands now, account by account. */
function Standing({ payments }: { payments: readonly Payment[] }) {
  const t = useTexts(paymentsTexts);
  const locale = useLocale();
  const balances = useBalances();
  const threshold = useThreshold();
  if (balances.error) return <ErrorState error={balances.error} onRetry={balances.reload} />;
  if (balances.isPending) return <Skeleton lines={2} />;
  const of = (account: string) => standing(balances.rows, account);
  const [first] = underWay(payments);
  const carried = of("accrual");
  const isBelowZero = carried.some((one) => signOf(one.amount) < 0);
  const carriedNote = threshold ? t("carriedUntil", { amount: threshold }) : t("carriedNote");
  const accounts: { name: string; sums: Sum[]; note?: string | undefined; isAlways?: true }[] = [
    {
      name: t("onItsWay"),
      sums: of("in_payment"),
      note: first && t("onDay", { day: formatDay(first.execution_day, locale) }),
      isAlways: true,
    },
    { name: t("confirmed"), sums: of("payable"), note: t("confirmedNote"), isAlways: true },
    {
      name: t("belowThreshold"),
      sums: carried,
      note: isBelowZero ? t("carriedBelowZero") : carriedNote,
    },
    { name: t("heldNow"), sums: of("held"), note: t("heldNote") },
    { name: t("owed"), sums: of("receivable") },
    { name: t("paidSoFar"), sums: of("paid"), isAlways: true },
  ];
  return (
    <Figures
      figures={accounts
        .filter((one) => one.isAlways || one.sums.length > 0)
        .map(({ name, note, sums }) => ({
          name,
          value: <Amounts sums={sums} />,
          note: sums.length > 0 ? note : null,
        }))}
    />
  );
}

function useColumns(): Column<Payment>[] {
  const t = useTexts(paymentsTexts);
  return [
    { id: "id", title: t("payment"), kind: "id", value: (row) => row.id, field: "id" },
    {
      id: "state",
      title: t("state"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => row.state,
      field: "state",
      words: (row) => t(row.state),
      cell: (row) => <Badge tone={kTones[row.state]}>{t(row.state)}</Badge>,
    },
    {
      id: "day",
      title: t("day"),
      kind: "day",
      isKey: true,
      value: (row) => row.execution_day,
      field: "execution_day",
    },
    {
      id: "amount",
      title: t("amount"),
      kind: "money",
      isKey: true,
      value: (row) => row.amount,
      field: "amount",
      currency: (row) => row.paid_in,
    },
    {
      id: "account",
      title: t("account"),
      kind: "id",
      value: (row) => row.account,
      field: "account",
    },
    {
      id: "statements",
      title: t("statements"),
      kind: "text",
      value: (row) => row.statement_ids || null,
      cell: (row) => <Statements ids={statementsOf(row)} />,
    },
    {
      id: "payable",
      title: t("payable"),
      kind: "money",
      isExtra: true,
      value: (row) => row.payable,
      field: "payable",
      currency: (row) => row.currency,
      currencyField: "currency",
    },
    {
      id: "rate",
      title: t("rate"),
      kind: "quantity",
      isExtra: true,
      value: (row) => row.rate,
      field: "rate",
    },
    {
      id: "answered",
      title: t("answered"),
      kind: "day",
      value: (row) => row.answered_on,
      field: "answered_on",
    },
    { id: "reason", title: t("reason"), kind: "text", value: (row) => row.reason, field: "reason" },
  ];
}

function Statements({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0) return <Absent />;
  return (
    <span className="row">
      {ids.map((id) => (
        <Link key={id} href={`/p/statements/${encodeURIComponent(id)}`}>
          <code>{id}</code>
        </Link>
      ))}
    </span>
  );
}
