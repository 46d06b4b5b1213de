import { useList } from "../../api/questions.ts";
import type { Month } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { EmptyState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { AsOf } from "../../kit/values.tsx";
import { useAddress } from "../../shell/address.ts";
import { useAccountName, useCauseName, useKindName } from "../../shell/books.ts";
import { usePartnerNames } from "../../shell/names.ts";
import { ChangeDrawer } from "./ChangeDrawer.tsx";
import { type Change, changeId } from "./changes.ts";
import { periodTexts } from "./texts.ts";

/** What the sign-off posts, or did: beside what was posted before, with the causes. */
export function Changes({ month, state }: { month: Month; state: string }) {
  const t = useTexts(periodTexts);
  const list = useList(
    "/v1/periods/{month}/changes",
    {},
    { path: { month }, pageSize: 1000, keepsRows: true },
  );
  const isClosed = state === "closed";
  const columns = useColumns(isClosed);
  const partner = usePartnerNames();
  const kind = useKindName();
  const { values, change } = useAddress();
  const wanted = values.get("row");
  const opened = list.rows.find((row) => changeId(row) === wanted);
  return (
    <div className="stack">
      <div className="row">
        <p className="muted">{t(isClosed ? "postedLead" : "changesLead")}</p>
        <AsOf commit={list.commit} at={list.at} state={isClosed ? "closed" : "current"} />
      </div>
      <DataTable
        name={`${month}-changes`}
        caption={isClosed ? t("tabPosted") : t("tabChanges")}
        columns={columns}
        list={list}
        rowId={changeId}
        rowName={(row) => `${partner(row.partner_id)}: ${kind(row.kind)}`}
        onOpen={(row) => change({ row: changeId(row) }, "push")}
        empty={
          <EmptyState title={t(isClosed ? "nonePosted" : "noChanges")}>
            {t(isClosed ? "nonePostedText" : "noChangesText")}
          </EmptyState>
        }
      />
      {opened && (
        <ChangeDrawer
          key={wanted}
          month={month}
          change={opened}
          isClosed={isClosed}
          commit={list.commit}
          onClose={() => change({ row: null })}
        />
      )}
    </div>
  );
}

function useColumns(isClosed: boolean): Column<Change>[] {
  const t = useTexts(periodTexts);
  const partner = usePartnerNames();
  const account = useAccountName();
  const kind = useKindName();
  const cause = useCauseName();
  const currency = (row: Change) => row.currency;
  return [
    wordColumn("partner_id", t("partner"), partner, { isKey: true }),
    wordColumn("kind", t("kind"), kind, { filter: "choice", isKey: true }),
    wordColumn("account", t("account"), account, { filter: "choice" }),
    {
      id: "earning_month",
      title: t("earningMonth"),
      kind: "month",
      value: (row) => row.earning_month,
    },
    { id: "posted", title: t("postedBefore"), kind: "money", value: (row) => row.posted, currency },
    {
      id: "computed",
      title: t(isClosed ? "computedThen" : "computed"),
      kind: "money",
      value: (row) => row.computed,
      currency,
    },
    {
      id: "amount",
      title: t("difference"),
      kind: "money",
      isKey: true,
      value: (row) => row.amount,
      currency,
    },
    {
      id: "reason_codes",
      title: t("cause"),
      kind: "text",
      filter: "choice",
      value: (row) => row.reason_codes || null,
      words: (row) => (row.reason_codes ? cause(row.reason_codes) : ""),
    },
    {
      id: "outside_window",
      title: t("tooLate"),
      kind: "money",
      isExtra: true,
      value: (row) => row.outside_window,
      currency,
    },
    {
      id: "entries",
      title: t("changeEntries"),
      kind: "count",
      isExtra: true,
      value: (row) => String(row.entries),
    },
  ];
}
