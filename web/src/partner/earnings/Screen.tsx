import { useMemo } from "react";
import { useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Badge } from "../../kit/Badge.tsx";
import { LinkButton } from "../../kit/Button.tsx";
import { Figures } from "../../kit/Figures.tsx";
import { EmptyState, Skeleton } from "../../kit/states.tsx";
import { totals } from "../../kit/table/arrange.ts";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { Absent, Money, Quantity } from "../../kit/values.tsx";
import { GuideLink } from "../../shell/GuideLink.tsx";
import { Page } from "../../shell/Page.tsx";
import { type Period, usePeriod } from "../../shell/period.ts";
import { PeriodSelect } from "../../shell/PeriodSelect.tsx";
import { ExplainDrawer } from "../explain/Drawer.tsx";
import { useExplain } from "../explain/use_explain.ts";
import { type Registry, useRegistry } from "../registry.ts";
import { earningKey } from "../restated/marks.ts";
import { RestatedNote } from "../restated/Note.tsx";
import { useRestated, useRestatedColumns } from "../restated/parts.tsx";
import { MonthStanding } from "../../shell/standing.tsx";
import { useReasons } from "../../shell/reason_codes.ts";
import { useTerms } from "../terms/use_terms.ts";
import { type EarningLine, isLost } from "./rows.ts";
import { earningsTexts } from "./texts.ts";

export default function Screen() {
  const t = useTexts(earningsTexts);
  const period = usePeriod();
  if (period === null)
    return (
      <Page title={t("title")}>
        <Skeleton lines={8} />
      </Page>
    );
  return <Lines period={period} />;
}

function Lines({ period }: { period: Period }) {
  const t = useTexts(earningsTexts);
  const { month } = period;
  const list = useList("/v1/earnings", { month }, { whole: true });
  const registry = useRegistry();
  const explain = useExplain();
  const restated = useRestated(month, "earnings");
  const restatedColumns = useRestatedColumns<EarningLine>(
    restated,
    earningKey,
    (row) => row.amount,
    ({ subscription_id: subscription, lever }, knownAt) =>
      explain.open({ month, subscription, lever, knownAt }),
  );
  const columns = useColumns(registry);
  const sums = useMemo(() => {
    const amount = columns.find((one) => one.id === "amount");
    return amount ? totals(list.rows, amount) : [];
  }, [list.rows, columns]);
  const lost = list.rows.filter(isLost).length;
  return (
    <Page
      title={t("title")}
      lead={
        <>
          <MonthStanding month={month} list={list} /> <GuideLink guide="programme" />
        </>
      }
      actions={<PeriodSelect period={period} />}
    >
      {list.rows.length > 0 && (
        <Figures
          figures={[
            ...sums.map(({ currency, amount }) => ({
              name: t("earnedIn", { currency }),
              value: <Money amount={amount} currency={currency} shown="none" />,
            })),
            { name: t("lost"), value: <Quantity amount={String(lost)} /> },
          ]}
        />
      )}
      <RestatedNote
        restated={restated}
        shown={list.isPending || list.error ? null : list.rows.map(earningKey)}
        open={({ subscription, item }, knownAt) =>
          explain.open({ month, subscription, lever: item, knownAt })
        }
      />
      <DataTable
        name="earnings"
        caption={t("caption")}
        columns={columns.toSpliced(4, 0, ...restatedColumns)}
        list={list}
        rowId={earningKey}
        rowName={(row) => `${row.subscription_id} ${row.lever}`}
        onOpen={(row) =>
          explain.open({ month, subscription: row.subscription_id, lever: row.lever })
        }
        whole={{ list: "earnings", filters: [{ name: "month", value: month }] }}
        empty={
          <EmptyState
            title={t("emptyTitle")}
            action={<LinkButton href="/p/competencies">{t("competencies")}</LinkButton>}
          >
            {t("emptyText")}
          </EmptyState>
        }
      />
      <ExplainDrawer question={explain.question} onClose={explain.close} />
    </Page>
  );
}

function useColumns(registry: Registry): Column<EarningLine>[] {
  const t = useTexts(earningsTexts);
  const { leverName } = useTerms();
  const reasons = useReasons();
  return useMemo(
    () => [
      {
        id: "subscription",
        title: t("subscription"),
        kind: "id",
        value: (row) => row.subscription_id,
        field: "subscription_id",
      },
      {
        id: "customer",
        title: t("customer"),
        kind: "text",
        isKey: true,
        value: (row) => registry.customerOf(row.subscription_id) ?? null,
        words: (row) => {
          const id = registry.customerOf(row.subscription_id);
          if (id === undefined) return "";
          return id === null ? t("hidden") : registry.customer(id);
        },
      },
      {
        id: "status",
        title: t("status"),
        kind: "text",
        filter: "choice",
        value: (row) => (isLost(row) ? "not_earned" : "earned"),
        words: (row) => t(isLost(row) ? "notEarned" : "earned"),
        cell: (row) => (
          <Badge tone={isLost(row) ? "warn" : "ok"}>
            {t(isLost(row) ? "notEarned" : "earned")}
          </Badge>
        ),
      },
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
      {
        id: "reason",
        title: t("reason"),
        kind: "text",
        filter: "choice",
        isKey: true,
        value: (row) => row.reason_code,
        field: "reason_code",
        words: (row) => (row.reason_code ? reasons.words(row.reason_code) : ""),
        cell: (row) =>
          row.reason_code ? (
            <span title={row.reason_code}>{reasons.words(row.reason_code)}</span>
          ) : (
            <Absent />
          ),
      },
      {
        id: "remedy",
        title: t("remedy"),
        kind: "text",
        filter: "none",
        value: (row) => (row.reason_code ? reasons.remedy(row.reason_code) : null),
      },
      wordColumn("lever", t("lever"), leverName, { filter: "choice", field: "lever" }),
      { id: "base", title: t("base"), kind: "quantity", value: (row) => row.base, field: "base" },
      {
        id: "rate",
        title: t("rate"),
        kind: "text",
        filter: "none",
        value: (row) => row.rates,
        field: "rates",
      },
      wordColumn("kind", t("kind"), t, { filter: "choice", field: "kind" }),
    ],
    [t, registry, leverName, reasons],
  );
}
