import { useMemo, useState } from "react";
import { useChange, useList } from "../../api/questions.ts";
import { isDay, today } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Badge } from "../../kit/Badge.tsx";
import { Button, LinkButton } from "../../kit/Button.tsx";
import { Confirm } from "../../kit/Dialog.tsx";
import type { Action } from "../../kit/Menu.tsx";
import { EmptyState, ErrorState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { useIdColumn } from "../../kit/table/id_column.ts";
import { Tabs } from "../../kit/Tabs.tsx";
import { say } from "../../kit/Toast.tsx";
import { Absent, AsOf, Until } from "../../kit/values.tsx";
import { useAddress } from "../../shell/address.ts";
import { GuideLink } from "../../shell/GuideLink.tsx";
import { Page } from "../../shell/Page.tsx";
import { Refused } from "../../shell/Refused.tsx";
import { useMay } from "../../shell/session.tsx";
import { isRecognised } from "../../shell/recognised.ts";
import { type Association, hasEnded, useRegistry } from "../registry.ts";
import { useSourceName } from "../terms/sources.ts";
import { useEndReason } from "../../shell/end_reasons.ts";
import { RequestForm } from "./RequestForm.tsx";
import { Requests } from "./Requests.tsx";
import { associationsTexts } from "./texts.ts";

export default function Screen() {
  const t = useTexts(associationsTexts);
  const { values, change } = useAddress();
  const mayAsk = useMay("requests:write");
  const list = useList("/v1/associations", {}, { whole: true });
  const day = today();
  const active = useMemo(() => list.rows.filter((one) => !hasEnded(one, day)), [list.rows, day]);
  const ended = useMemo(() => list.rows.filter((one) => hasEnded(one, day)), [list.rows, day]);
  const tab = values.get("tab") ?? "active";
  const from = values.get("from") ?? "";
  const ask = () => change({ ask: "1" });
  const askButton = mayAsk ? (
    <Button look="primary" icon="add" onPress={ask}>
      {t("ask")}
    </Button>
  ) : (
    <p className="muted">{t("mayNot")}</p>
  );
  return (
    <Page
      title={t("title")}
      lead={
        <>
          {t("lead")} <AsOf commit={list.commit} at={list.at} /> <GuideLink guide="become" />
        </>
      }
      actions={
        <>
          <LinkButton icon="print" href="/p/one-pager">
            {t("onePager")}
          </LinkButton>
          {mayAsk && askButton}
        </>
      }
    >
      <Tabs
        label={t("tabs")}
        chosen={tab}
        onChoose={(id) =>
          change({ tab: id === "active" ? null : id, sort: null, find: null, row: null })
        }
        tabs={[
          {
            id: "active",
            title: t("active"),
            content: (
              <Held
                list={{ ...list, rows: active }}
                where={`valid_to is null or valid_to gt ${day}`}
                name="associations"
                caption={t("captionActive")}
                empty={
                  <EmptyState title={t("emptyActiveTitle")} action={askButton}>
                    {t("emptyActiveText")}
                  </EmptyState>
                }
              />
            ),
          },
          { id: "requests", title: t("requests"), content: <Requests askButton={askButton} /> },
          {
            id: "history",
            title: t("history"),
            content: (
              <Held
                list={{ ...list, rows: ended }}
                where={`valid_to le ${day}`}
                name="ended-associations"
                caption={t("captionHistory")}
                empty={
                  <EmptyState title={t("emptyHistoryTitle")}>{t("emptyHistoryText")}</EmptyState>
                }
              />
            ),
          },
        ]}
      />
      {!mayAsk && values.get("ask") === "1" && (
        <Refused title={t("ask")} right="requests:write" onClose={() => change({ ask: null })} />
      )}
      {mayAsk && values.get("ask") === "1" && (
        <RequestForm
          customer={values.get("customer") ?? ""}
          subscription={values.get("subscription")}
          from={isDay(from) ? from : null}
          onClose={() => change({ ask: null, customer: null, subscription: null, from: null })}
        />
      )}
    </Page>
  );
}

function Held({
  list,
  where,
  name,
  caption,
  empty,
}: {
  list: ReturnType<typeof useList<"/v1/associations">>;
  /** The same rows, as the service is asked for them. */
  where: string;
  name: string;
  caption: string;
  empty: React.ReactNode;
}) {
  const t = useTexts(associationsTexts);
  const [mayEnd, mayAsk] = [useMay("associations:write"), useMay("requests:write")];
  const { change } = useAddress();
  const isActive = name === "associations";
  const [ending, setEnding] = useState<Association | null>(null);
  const renew = ({ customer_id, subscription_id, valid_to }: Association) =>
    change({ ask: "1", customer: customer_id, subscription: subscription_id, from: valid_to });
  const actions = (row: Association): Action[] => [
    ...(mayAsk && isRenewable(row)
      ? [{ id: "renew", text: t("renew"), icon: "add" as const, run: () => renew(row) }]
      : []),
    ...(mayEnd
      ? [
          {
            id: "end",
            text: t("end"),
            isDangerous: true,
            isDisabled: isRecognised(row),
            ...(isRecognised(row) ? { hint: t("recognised") } : {}),
            run: () => setEnding(row),
          },
        ]
      : []),
  ];
  return (
    <>
      <DataTable
        name={name}
        caption={caption}
        columns={useColumns(isActive)}
        list={list}
        rowId={(row) => row.id}
        rowName={(row) => row.id}
        whole={{ list: "associations", filters: [{ name: "filter", value: where }] }}
        empty={empty}
        {...(isActive && (mayEnd || mayAsk) ? { actions } : {})}
      />
      {ending && <End association={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

function End({ association, onClose }: { association: Association; onClose: () => void }) {
  const t = useTexts(associationsTexts);
  const registry = useRegistry();
  const where = association.subscription_id ?? registry.customer(association.customer_id);
  const end = useChange("post", "/v1/associations/{id}:end", {
    onDone: () => {
      say(t("ended"));
      onClose();
    },
  });
  return (
    <Confirm
      title={t("endTitle")}
      action={t("endNow", { where })}
      isOpen
      isDangerous
      isPending={end.isRunning}
      onClose={onClose}
      onConfirm={() => end.run({ params: { path: { id: association.id } }, body: {} })}
    >
      <p>{t("endText", { where })}</p>
      {end.error && <ErrorState error={end.error} isOneChange />}
    </Confirm>
  );
}

/** A new request can begin where this one ends: an invitation to be of record has a first day. */
function isRenewable(row: Association): boolean {
  return row.type === "dpor" && row.subscription_id !== null && row.valid_to !== null;
}

function useColumns(isActive: boolean): Column<Association>[] {
  const t = useTexts(associationsTexts);
  const [endReason, source] = [useEndReason(), useSourceName()];
  const registry = useRegistry();
  const product = (row: Association) =>
    (row.subscription_id && registry.subscription(row.subscription_id)?.product_id) || null;
  const idColumn = useIdColumn<Association>();
  return [
    {
      id: "customer",
      title: t("customer"),
      kind: "text",
      value: (row) => row.customer_id,
      field: "customer_id",
      words: (row) => registry.customer(row.customer_id),
      named: registry.customer,
      cell: ({ customer_id: id }) =>
        registry.isKnown && !registry.sees(id) ? (
          <>
            <code>{id}</code> <span className="muted">{t("hidden")}</span>
          </>
        ) : (
          registry.customer(id)
        ),
    },
    {
      id: "type",
      title: t("type"),
      kind: "type",
      isKey: true,
      value: (row) => row.type,
      field: "type",
    },
    {
      id: "subscription",
      title: t("subscription"),
      kind: "text",
      isKey: true,
      value: (row) => row.subscription_id,
      field: "subscription_id",
      cell: (row) => (row.subscription_id ? <code>{row.subscription_id}</code> : t("whole")),
    },
    {
      id: "product",
      title: t("product"),
      kind: "text",
      filter: "choice",
      value: product,
      words: (row) => registry.product(product(row) ?? ""),
      cell: (row) => {
        const id = product(row);
        if (id !== null) return registry.product(id);
        const isHidden = registry.isKnown && row.subscription_id !== null;
        return isHidden ? <span className="muted">{t("hidden")}</span> : <Absent />;
      },
    },
    {
      id: "since",
      title: t("since"),
      kind: "day",
      value: (row) => row.valid_from,
      field: "valid_from",
    },
    {
      id: "until",
      title: t("until"),
      kind: "day",
      isKey: true,
      value: (row) => row.valid_to,
      field: "valid_to",
      cell: (row) =>
        isActive && row.valid_to !== null ? (
          <Badge tone="warn">{t.rich("endsOn", { day: <Until day={row.valid_to} /> })}</Badge>
        ) : (
          <Until day={row.valid_to} />
        ),
    },
    wordColumn("end_reason", t("endReason"), endReason, { filter: "choice", field: "end_reason" }),
    wordColumn("source", t("source"), source, { filter: "choice", isExtra: true, field: "source" }),
    idColumn,
  ];
}
