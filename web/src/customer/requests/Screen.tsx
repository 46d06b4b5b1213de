import { useCallback, useState } from "react";
import { useTexts } from "../../i18n/use_texts.ts";
import type { Action } from "../../kit/Menu.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../kit/states.tsx";
import type { Column } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { say, sayFault } from "../../kit/Toast.tsx";
import { AsOf } from "../../kit/values.tsx";
import { usePartnerNames } from "../../shell/names.ts";
import { GuideLink } from "../../shell/GuideLink.tsx";
import { Page } from "../../shell/Page.tsx";
import { useMay } from "../../shell/session.tsx";
import { useAct } from "../../api/act.ts";
import { move } from "../attach/acts.ts";
import { useBook } from "../use_book.ts";
import { useWho } from "../use_who.ts";
import { cancelOf, waits } from "./answers.ts";
import { requestTexts } from "./texts.ts";
import { type Request, useRequests } from "./use_requests.ts";
import { Waiting } from "./Waiting.tsx";

export default function Screen() {
  const t = useTexts(requestTexts);
  const book = useBook();
  const list = useRequests();
  const { late, onLate } = useLate();
  const waiting = list.rows.filter((one) => waits(one) || late.has(one.id));
  return (
    <Page
      title={t("title")}
      lead={
        <>
          {t("lead")} <AsOf commit={list.commit} at={list.at} /> <GuideLink guide="control" />
        </>
      }
    >
      {book.error && <ErrorState error={book.error} onRetry={book.subscriptions.reload} />}
      {list.isPending || book.isPending ? (
        <Skeleton isTall />
      ) : waiting.length === 0 ? (
        <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
      ) : (
        waiting.map((one) => <Waiting key={one.id} request={one} book={book} onLate={onLate} />)
      )}
      <section className="stack">
        <h2>{t("all")}</h2>
        <AllRequests />
      </section>
    </Page>
  );
}

/** Requests that somebody else answered first: they stay until whoever was slower has seen that. */
function useLate() {
  const [late, setLate] = useState<ReadonlySet<string>>(new Set());
  const onLate = useCallback(
    (id: string, isLate: boolean) =>
      setLate((before) => {
        if (before.has(id) === isLate) return before;
        const after = new Set(before);
        if (isLate) after.add(id);
        else after.delete(id);
        return after;
      }),
    [],
  );
  return { late, onLate };
}

function AllRequests() {
  const t = useTexts(requestTexts);
  const list = useRequests();
  const partner = usePartnerNames();
  const who = useWho();
  const mayAct = useMay("requests:write");
  const { run } = useAct({ onFault: sayFault });
  const takeBack = async (request: Request, event: string) => {
    const done = await run(() => move(request, event));
    if (done !== null) say(t("cancelled"));
  };
  const columns: Column<Request>[] = [
    { id: "id", title: t("id"), kind: "id", value: (row) => row.id, field: "id" },
    {
      id: "kind",
      title: t("kind"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => row.kind,
      field: "kind",
      words: (row) => t(`kind_${row.kind}`),
    },
    {
      id: "partner",
      title: t("partner"),
      kind: "text",
      isKey: true,
      value: (row) => row.partner_id,
      field: "partner_id",
      words: (row) => (row.partner_id ? partner(row.partner_id) : ""),
      named: partner,
    },
    {
      id: "state",
      title: t("state"),
      kind: "status",
      isKey: true,
      value: (row) => row.state,
      field: "state",
    },
    {
      id: "subscription",
      title: t("subscription"),
      kind: "id",
      value: (row) => row.subscription_id,
      field: "subscription_id",
    },
    {
      id: "next",
      title: t("next"),
      kind: "day",
      value: (row) => row.next_deadline?.slice(0, 10) ?? null,
    },
    {
      id: "opened",
      title: t("openedBy"),
      kind: "text",
      value: (row) => row.opened_by,
      field: "opened_by",
      words: (row) => who(row.opened_by),
    },
    {
      id: "moved",
      title: t("movedBy"),
      kind: "text",
      isExtra: true,
      value: (row) => row.moved_by,
      field: "moved_by",
      words: (row) => who(row.moved_by),
    },
  ];
  const actions = (row: Request): Action[] => {
    const event = cancelOf(row);
    return [
      {
        id: "cancel",
        text: t("cancel"),
        icon: "undo",
        isDisabled: event === null || !mayAct,
        run: () => void (event && takeBack(row, event)),
      },
    ];
  };
  return (
    <DataTable
      name="requests"
      caption={t("caption")}
      columns={columns}
      list={list}
      rowId={(row) => row.id}
      rowName={(row) => row.id}
      actions={actions}
      whole={{ list: "requests" }}
      empty={<EmptyState title={t("allEmpty")}>{t("allEmptyText")}</EmptyState>}
    />
  );
}
