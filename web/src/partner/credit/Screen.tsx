import { useMemo } from "react";
import { useList } from "../../api/questions.ts";
import type { Month } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { AssociationTypeMark, Badge, useTypeName } from "../../kit/Badge.tsx";
import { LinkButton } from "../../kit/Button.tsx";
import { Select } from "../../kit/Select.tsx";
import { Figures } from "../../kit/Figures.tsx";
import { EmptyState, Skeleton } from "../../kit/states.tsx";
import { type Column, MoneyCell } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { Absent, Quantity } from "../../kit/values.tsx";
import { GuideLink } from "../../shell/GuideLink.tsx";
import { useAddress, useAddressValue } from "../../shell/address.ts";
import { useMeasureNames } from "../../shell/measure_names.ts";
import { Page } from "../../shell/Page.tsx";
import { type Period, usePeriod } from "../../shell/period.ts";
import { PeriodSelect } from "../../shell/PeriodSelect.tsx";
import { useMay } from "../../shell/session.tsx";
import { ExplainDrawer } from "../explain/Drawer.tsx";
import { useExplain } from "../explain/use_explain.ts";
import { type Registry, useRegistry } from "../registry.ts";
import { creditKey } from "../restated/marks.ts";
import { RestatedNote } from "../restated/Note.tsx";
import { useRestated, useRestatedColumns } from "../restated/parts.tsx";
import { MonthStanding, useIsClosed } from "../../shell/standing.tsx";
import { useReasons } from "../../shell/reason_codes.ts";
import { useTerms } from "../terms/use_terms.ts";
import {
  counted,
  type CreditLine,
  keysFor,
  reasonsOf,
  typesOf,
  uncounted,
  wholeOf,
} from "./rows.ts";
import { creditTexts } from "./texts.ts";

export default function Screen() {
  const t = useTexts(creditTexts);
  const period = usePeriod();
  if (period === null)
    return (
      <Page title={t("title")}>
        <Skeleton lines={8} />
      </Page>
    );
  return <Ledger period={period} />;
}

function useLines(month: Month, competency: string, registry: Registry) {
  const by = keysFor(competency);
  const credit = useList("/v1/credit", { from: month, to: month, by }, { whole: true });
  const held = useList("/v1/associations", {}, { whole: true });
  const rows = useMemo(() => {
    const lines = counted(credit.rows, competency);
    if (competency !== "") return lines;
    const product = (id: string) => registry.subscription(id)?.product_id ?? null;
    return [...lines, ...uncounted(lines, held.rows, month, product)];
  }, [credit.rows, held.rows, competency, month, registry]);
  const isPending = credit.isPending || held.isPending;
  return { ...credit, rows: isPending ? [] : rows, isPending, error: credit.error ?? held.error };
}

const keyOf = ({ subscription, measure, currency }: CreditLine) =>
  creditKey(subscription, measure ?? "", currency);

function Ledger({ period }: { period: Period }) {
  const t = useTexts(creditTexts);
  const { month } = period;
  const [competency, choose] = useAddressValue("competency", "");
  const registry = useRegistry();
  const explain = useExplain();
  const list = useLines(month, competency, registry);
  const restated = useRestated(month, "credit");
  const restatedColumns = useRestatedColumns<CreditLine>(
    restated,
    keyOf,
    (row) => (row.currency === "" ? row.quantity : row.amount),
    ({ subscription }, knownAt) => explain.open({ month, subscription, knownAt }),
  );
  // Consumption and what was billed for it are not added up.
  const asked = useAddress().values.get("f.measure");
  const isOneMeasure = asked !== null && !asked.includes(",");
  const columns = useColumns({ registry, month, isOneMeasure });
  const nothing = list.rows.filter((one) => !one.isCounted).length;
  const open = (row: CreditLine) =>
    explain.open({
      month,
      subscription: row.subscription,
      ...(competency ? { competency } : {}),
      ...(row.measure ? { measure: row.measure } : {}),
    });
  return (
    <Page
      title={t("title")}
      lead={
        <>
          <MonthStanding month={month} list={list} /> <GuideLink guide="programme" />
        </>
      }
      actions={
        <>
          <CompetencySelect value={competency} onChange={choose} />
          <PeriodSelect period={period} />
        </>
      }
    >
      {!list.isPending && !list.error && (
        <Figures
          figures={[
            { name: t("lines"), value: <Quantity amount={String(list.rows.length - nothing)} /> },
            { name: t("uncounted"), value: <Quantity amount={String(nothing)} /> },
          ]}
        />
      )}
      {competency === "" && (
        <RestatedNote
          restated={restated}
          shown={list.isPending || list.error ? null : list.rows.map(keyOf)}
          open={({ subscription }, knownAt) => explain.open({ month, subscription, knownAt })}
        />
      )}
      <DataTable
        name="credit"
        caption={t("caption")}
        columns={columns.toSpliced(6, 0, ...(competency === "" ? restatedColumns : []))}
        list={list}
        rowId={(row) => row.id}
        rowName={(row) => `${row.subscription} ${row.measure ?? ""}`}
        onOpen={open}
        whole={wholeOf(month, competency)}
        empty={
          <EmptyState
            title={t("emptyTitle")}
            action={<LinkButton href="/p/associations?ask=1">{t("request")}</LinkButton>}
          >
            {t("emptyText")}
          </EmptyState>
        }
      />
      <ExplainDrawer question={explain.question} onClose={explain.close} />
    </Page>
  );
}

function CompetencySelect({
  value,
  onChange,
}: {
  value: string;
  onChange: (competency: string) => void;
}) {
  const t = useTexts(creditTexts);
  const { competencies } = useTerms();
  return (
    <Select
      label={t("competency")}
      isLabelHidden
      options={[
        { id: "", text: t("allLines") },
        ...competencies.map(({ code, name }) => ({ id: code, text: name })),
      ]}
      value={value}
      onChange={onChange}
    />
  );
}

interface Told {
  registry: Registry;
  month: Month;
  isOneMeasure: boolean;
}

function useColumns({ registry, month, isOneMeasure }: Told): Column<CreditLine>[] {
  const t = useTexts(creditTexts);
  const reasons = useReasons();
  const state = useIsClosed(month);
  const isProvisional = state !== null && state !== "closed";
  const earnings = useList(
    "/v1/earnings",
    { month },
    { whole: true, enabled: useMay("earnings:read") },
  );
  const why = useMemo(() => reasonsOf(earnings.rows), [earnings.rows]);
  const reasonsFor = (row: CreditLine) => why.get(row.subscription) ?? [];
  const measure = useMeasureNames();
  const typeName = useTypeName();
  return [
    { id: "subscription", title: t("subscription"), kind: "id", value: (row) => row.subscription },
    {
      id: "customer",
      title: t("customer"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => row.customer,
      words: (row) => (row.customer ? registry.customer(row.customer) : t("hidden")),
    },
    {
      id: "status",
      title: t("status"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => (row.isCounted ? "counted" : "not_counted"),
      words: (row) => t(row.isCounted ? "counted" : "notCounted"),
      cell: (row) => (
        <span className="row tight">
          <Badge tone={row.isCounted ? "ok" : "warn"}>
            {t(row.isCounted ? "counted" : "notCounted")}
          </Badge>
          {row.isCounted && isProvisional && <Badge>{t("provisional")}</Badge>}
        </span>
      ),
    },
    {
      id: "product",
      title: t("product"),
      kind: "text",
      filter: "choice",
      value: (row) => row.product,
      words: (row) =>
        row.product ? registry.product(row.product) : registry.isKnown ? t("hidden") : "",
    },
    {
      id: "measure",
      title: t("measure"),
      kind: "text",
      filter: "choice",
      value: (row) => row.measure,
      words: (row) => (row.measure === null ? "" : measure(row.measure)),
    },
    {
      id: "amount",
      title: t("amount"),
      kind: "money",
      isKey: true,
      hasTotal: isOneMeasure,
      value: (row) => row.amount,
      currency: (row) => row.currency,
      cell: (row) =>
        row.amount === null ? (
          <Absent />
        ) : (
          <MoneyCell amount={row.amount} currency={row.currency} />
        ),
    },
    { id: "quantity", title: t("quantity"), kind: "quantity", value: (row) => row.quantity },
    {
      id: "association",
      title: t("association"),
      kind: "text",
      filter: "choice",
      value: (row) => row.associations,
      parts: { of: typesOf, words: typeName },
      cell: (row) => <Marks types={typesOf(row)} />,
    },
    {
      id: "reason",
      title: t("reason"),
      kind: "text",
      filter: "choice",
      value: (row) => reasonsFor(row).join("+") || (row.isCounted ? null : t("whyNot")),
      words: (row) =>
        reasonsFor(row).map(reasons.words).join("; ") || (row.isCounted ? "" : t("whyNot")),
      parts: { of: reasonsFor, words: reasons.words },
      cell: (row) => <Why codes={reasonsFor(row)} isCounted={row.isCounted} />,
    },
  ];
}

/** Why a line earns nothing, and what would mend it. */
function Why({ codes, isCounted }: { codes: readonly string[]; isCounted: boolean }) {
  const t = useTexts(creditTexts);
  const reasons = useReasons();
  if (codes.length === 0) return isCounted ? <Absent /> : <>{t("whyNot")}</>;
  return codes.map((code) => (
    <span key={code}>
      {reasons.words(code)}. <span className="muted">{reasons.remedy(code)}.</span>{" "}
    </span>
  ));
}

function Marks({ types }: { types: readonly string[] }) {
  if (types.length === 0) return <Absent />;
  return (
    <span className="row tight">
      {types.map((one) => (
        <AssociationTypeMark key={one} type={one} isShort />
      ))}
    </span>
  );
}
