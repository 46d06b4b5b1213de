import { type ReactNode, useState } from "react";
import { type RowOf, useAnswer, useChange, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Status } from "../../kit/Badge.tsx";
import { Button } from "../../kit/Button.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { Field } from "../../kit/Field.tsx";
import { Answered, EmptyState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { ChangeFault, useBasis } from "../../kit/StaleEdit.tsx";
import { say } from "../../kit/Toast.tsx";
import { Day } from "../../kit/values.tsx";
import { useRequestNow } from "../../shell/moved.tsx";
import { useAddress } from "../../shell/address.ts";
import { useHere } from "../../shell/session.tsx";
import { useRegistry } from "../registry.ts";
import { useActorWords } from "../terms/actors.ts";
import { type Move, movesOf } from "../../shell/next.ts";
import { ownerFor } from "./flows.ts";
import { associationsTexts } from "./texts.ts";

type Request = RowOf<"/v1/requests">;

export function Requests({ askButton }: { askButton: ReactNode }) {
  const t = useTexts(associationsTexts);
  const list = useList("/v1/requests", {}, { pageSize: 1000 });
  const { values, change } = useAddress();
  const id = values.get("row");
  return (
    <>
      <DataTable
        name="requests"
        caption={t("captionRequests")}
        columns={useColumns()}
        list={list}
        rowId={(row) => row.id}
        rowName={(row) => row.id}
        onOpen={(row) => change({ row: row.id }, "push")}
        whole={{ list: "requests" }}
        empty={
          <EmptyState title={t("emptyRequestsTitle")} action={askButton}>
            {t("emptyRequestsText")}
          </EmptyState>
        }
      />
      <Dialog
        title={`${t("request")} ${id ?? ""}`}
        isOpen={id !== null}
        onClose={() => change({ row: null })}
        place="side"
      >
        {id !== null && <Timeline key={id} id={id} />}
      </Dialog>
    </>
  );
}

function useColumns(): Column<Request>[] {
  const t = useTexts(associationsTexts);
  const registry = useRegistry();
  const { tenant } = useHere();
  return [
    { id: "id", title: t("request"), kind: "id", value: (row) => row.id, field: "id" },
    wordColumn("kind", t("kind"), t, { filter: "choice", field: "kind" }),
    {
      id: "customer",
      title: t("customer"),
      kind: "text",
      value: (row) => row.customer_id,
      field: "customer_id",
      words: (row) => (row.customer_id ? registry.customer(row.customer_id) : ""),
      named: registry.customer,
    },
    {
      id: "subscription",
      title: t("subscription"),
      kind: "id",
      isKey: true,
      value: (row) => row.subscription_id,
      field: "subscription_id",
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
      id: "owner",
      title: t("owner"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => ownerFor(row, tenant.id),
      words: (row) => t(ownerFor(row, tenant.id)),
    },
    {
      id: "due",
      title: t("due"),
      kind: "day",
      value: (row) => row.waits_until ?? row.next_deadline,
    },
  ];
}

function Timeline({ id }: { id: string }) {
  const t = useTexts(associationsTexts);
  const { tenant } = useHere();
  const actor = useActorWords();
  const asked = useAnswer("/v1/requests/{id}", { params: { path: { id } } });
  return (
    <Answered answer={asked}>
      {({ data: { history } }) => {
        const now = history.at(-1);
        if (!now) return null;
        const owner = ownerFor(now, tenant.id);
        const due = now.waits_until ?? now.next_deadline;
        return (
          <div className="stack">
            <h3>{t(now.kind)}</h3>
            <ol className="stack tight">
              {history.map((one) => (
                <li key={one.revision} className="row">
                  <Status word={one.state} />
                  <span className="muted">{t("by", { who: actor(one.moved_by) })}</span>
                  {one.reason}
                </li>
              ))}
            </ol>
            <p>
              {owner === "nobody" ? t("isOver") : t("nextStep", { owner: t(owner) })}{" "}
              {due && (
                <>
                  {t("due")} <Day day={due} />
                </>
              )}
            </p>
            <Steps request={now} />
          </div>
        );
      }}
    </Answered>
  );
}

function Steps({ request }: { request: Request }) {
  const t = useTexts(associationsTexts);
  const [text, setText] = useState("");
  const { id } = request;
  const move = useChange("post", "/v1/requests/{id}:move", {
    onDone: ({ data }) => {
      follow(data.revision);
      say(t("moved", { id, state: data.state }));
    },
  });
  const steps = movesOf(request);
  const needs = steps.find((one) => one.needs !== "nothing")?.needs;
  const name = (event: string) => t((event === "send" ? "sendStep" : event) as "accept");
  const [asked, setAsked] = useState<Move | null>(null);
  const { basis, follow } = useBasis(request.revision);
  const { theirs, now } = useRequestNow(id, move.error);
  const run = (wish: Move, of: number) => {
    const { event, needs: what } = wish;
    setAsked(wish);
    move.run({
      params: { path: { id } },
      body: { event, if_revision: of, ...(what === "nothing" ? {} : { [what]: text.trim() }) },
    });
  };
  const again = now && asked && movesOf(now).find((one) => one.event === asked.event);
  const stale = {
    theirs,
    yours: [
      { name: t("step"), value: asked && name(asked.event) },
      { name: t("text"), value: text.trim() },
    ],
    onAgain: again ? () => run(again, now.revision) : undefined,
    onReload: () => {
      follow(now?.revision ?? null);
      move.reset();
    },
    isPending: move.isRunning,
  };
  return (
    <>
      <ChangeFault error={move.error} stale={stale} />
      {needs !== undefined && needs !== "nothing" && (
        <Field label={t(needs)} value={text} onChange={setText} />
      )}
      <div className="row">
        {steps.map((one) => (
          <Button
            key={one.event}
            look={one.isRefusal ? "danger" : "primary"}
            isPending={move.isRunning}
            isDisabled={one.needs !== "nothing" && text.trim().length < 3}
            onPress={() => run(one, basis ?? request.revision)}
          >
            {name(one.event)}
          </Button>
        ))}
      </div>
    </>
  );
}
