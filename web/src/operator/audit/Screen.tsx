import { type RowOf, useAnswer, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { EmptyState, ErrorState } from "../../kit/states.tsx";
import { plainView, type View } from "../../kit/table/arrange.ts";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { inService } from "../../kit/table/service_filter.ts";
import { viewOf } from "../../kit/table/view_address.ts";
import { formatCount } from "../../format/number.ts";
import { AsOf } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { Page } from "../../shell/Page.tsx";
import { useAddress } from "../../shell/address.ts";
import { useActorName } from "../../shell/actor.ts";
import "../parts/operator.css";
import { useState } from "react";
import { objectOf } from "./detail.ts";
import { EventDrawer } from "./EventDrawer.tsx";
import { auditTexts } from "./texts.ts";

type Event = RowOf<"/v1/audit-events">;

export default function Screen() {
  const t = useTexts(auditTexts);
  const who = useActorName();
  const { values, change } = useAddress();
  const at: Column<Event> = {
    id: "at",
    title: t("at"),
    kind: "instant",
    isKey: true,
    value: (row) => row.recorded_at,
    field: "recorded_at",
  };
  const filter = filterOf(at, viewOf(values));
  const query = { sort: "-number", ...(filter === null ? {} : { filter }) };
  const list = useList("/v1/audit-events", query, { pageSize: 1000, keepsRows: true });
  const row = values.get("row") ?? "";
  const isNumber = /^\d{1,15}$/.test(row);
  // An address that was copied may name an event of a page that is not here.
  const named = useList(
    "/v1/audit-events",
    { filter: `number eq ${isNumber ? row : 0}` },
    { enabled: isNumber },
  );
  const open = list.rows.find((one) => String(one.number) === row) ?? named.rows[0];
  const columns: Column<Event>[] = [
    {
      id: "number",
      title: t("number"),
      kind: "count",
      value: (row) => String(row.number),
      field: "number",
    },
    at,
    wordColumn("actor", t("actor"), who, { filter: "choice", isKey: true, field: "actor" }),
    {
      id: "action",
      title: t("action"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => row.action,
      field: "action",
    },
    { id: "object", title: t("object"), kind: "id", value: (row) => objectOf(row.detail) },
    { id: "reason", title: t("reason"), kind: "text", value: (row) => row.reason, field: "reason" },
    {
      id: "commit",
      title: t("commit"),
      kind: "count",
      filter: "range",
      value: (row) => String(row.commit),
      field: "commit",
    },
    {
      id: "hash",
      title: t("hash"),
      kind: "id",
      isExtra: true,
      value: (row) => row.hash,
      field: "hash",
    },
  ];
  return (
    <Page title={t("title")} lead={t("lead")} actions={<AsOf commit={list.commit} at={list.at} />}>
      <Check />
      <DataTable
        name="audit-events"
        caption={t("title")}
        columns={columns}
        list={list}
        rowId={(one) => String(one.number)}
        rowName={(one) => String(one.number)}
        onOpen={(one) => change({ row: String(one.number) })}
        whole={{ list: "audit-events" }}
        empty={
          filter === null ? (
            <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
          ) : (
            <EmptyState
              title={t("noneThen")}
              action={<Button onPress={() => change({ "f.at": null })}>{t("anyTime")}</Button>}
            >
              {t("noneThenText")}
            </EmptyState>
          )
        }
      />
      {open && <EventDrawer key={open.number} event={open} onClose={() => change({ row: null })} />}
    </Page>
  );
}

/** The days that are asked for: the chain is longer than what a table holds. Null: all of it. */
function filterOf(at: Column<Event>, { filters }: View): string | null {
  const days = filters[at.id];
  if (!days) return null;
  const said = inService([at], { ...plainView, filters: { [at.id]: days } });
  return (said.is === "said" && said.parameters[0]?.value) || null;
}

/** Whether nobody has changed the past: asked when it is wanted, for it reads all of it. */
function Check() {
  const t = useTexts(auditTexts);
  const locale = useLocale();
  const [isAsked, setAsked] = useState(false);
  const { data, error, isFetching, refetch } = useAnswer(
    "/v1/audit-events:verify",
    {},
    { enabled: isAsked },
  );
  const ask = () => (isAsked ? void refetch() : setAsked(true));
  return (
    <div className="stack">
      <div className="row">
        <Button icon="shield" onPress={ask} isPending={isFetching}>
          {data ? t("checkAgain") : t("check")}
        </Button>
        {data?.data.holds && (
          <span role="status">
            <strong>{t("holds")}</strong>{" "}
            <span className="muted">
              {t("holdsText", { count: formatCount(data.data.events, locale) })}
            </span>
          </span>
        )}
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && !data.data.holds && (
        <div className="state bad" role="alert">
          <h2>{t("broken")}</h2>
          <ul className="lines">
            {data.data.findings.map((one) => (
              <li key={`${one.subject} ${one.message}`}>
                <code>{one.subject}</code>
                <span>{one.message}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
