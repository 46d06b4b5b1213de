import { useState } from "react";
import { Link } from "wouter";
import { type RowOf, useAnswer, useChange, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Status } from "../../kit/Badge.tsx";
import { Button, LinkButton } from "../../kit/Button.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { Facts } from "../../kit/Facts.tsx";
import { Field } from "../../kit/Field.tsx";
import { Answered, EmptyState } from "../../kit/states.tsx";
import { type Column, MoneyCell, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { ChangeFault, useBasis } from "../../kit/StaleEdit.tsx";
import { say } from "../../kit/Toast.tsx";
import { AsOf, Day, Month } from "../../kit/values.tsx";
import { useAddress } from "../../shell/address.ts";
import { usePetitionNow } from "../../shell/moved.tsx";
import { Page } from "../../shell/Page.tsx";
import { useMay } from "../../shell/session.tsx";
import { useActorWords } from "../terms/actors.ts";
import { useAccountName, useKindName } from "../../shell/books.ts";
import "./disputes.css";
import { disputesTexts } from "./texts.ts";

type Petition = RowOf<"/v1/petitions">;

const kUndecided = new Set(["open", "in_review"]);

export default function Screen() {
  const t = useTexts(disputesTexts);
  const list = useList("/v1/petitions", {}, { pageSize: 1000 });
  const { values, change } = useAddress();
  const id = values.get("row");
  return (
    <Page
      title={t("title")}
      lead={
        <>
          {t("lead")} <AsOf commit={list.commit} at={list.at} />
        </>
      }
    >
      <DataTable
        name="disputes"
        caption={t("caption")}
        columns={useColumns()}
        list={list}
        rowId={(row) => row.id}
        rowName={(row) => row.id}
        onOpen={(row) => change({ row: row.id }, "push")}
        whole={{ list: "petitions" }}
        empty={
          <EmptyState
            title={t("emptyTitle")}
            action={
              <>
                <LinkButton href="/p/statements">{t("statements")}</LinkButton>
                <LinkButton href="/p/payments">{t("funds")}</LinkButton>
              </>
            }
          >
            {t("emptyText")}
          </EmptyState>
        }
      />
      <Dialog
        title={id ?? ""}
        isOpen={id !== null}
        onClose={() => change({ row: null })}
        place="side"
      >
        {id !== null && <File key={id} id={id} />}
      </Dialog>
    </Page>
  );
}

function useColumns(): Column<Petition>[] {
  const t = useTexts(disputesTexts);
  return [
    { id: "id", title: t("id"), kind: "id", value: (row) => row.id, field: "id" },
    wordColumn("kind", t("kind"), t, { filter: "choice", field: "kind" }),
    {
      id: "state",
      title: t("state"),
      kind: "status",
      isKey: true,
      value: (row) => row.state,
      field: "state",
    },
    {
      id: "asked",
      title: t("asked"),
      kind: "money",
      isKey: true,
      value: (row) => row.asked,
      field: "asked",
      currency: (row) => row.currency,
      currencyField: "currency",
    },
    {
      id: "granted",
      title: t("granted"),
      kind: "money",
      value: (row) => row.granted,
      field: "granted",
      currency: (row) => row.currency,
      currencyField: "currency",
    },
    {
      id: "statement",
      title: t("statement"),
      kind: "id",
      value: (row) => row.statement_id,
      field: "statement_id",
    },
    {
      id: "line",
      title: t("line"),
      kind: "count",
      value: (row) => (row.line === null ? null : String(row.line)),
    },
    {
      id: "subscription",
      title: t("subscription"),
      kind: "id",
      isExtra: true,
      value: (row) => row.subscription_id,
      field: "subscription_id",
    },
    {
      id: "opened_at",
      title: t("openedAt"),
      kind: "instant",
      value: (row) => row.opened_at,
      field: "opened_at",
    },
    {
      id: "age",
      title: t("age"),
      kind: "count",
      value: (row) => String(row.age_days),
      field: "age_days",
    },
    {
      id: "decide_by",
      title: t("decideBy"),
      kind: "day",
      isKey: true,
      value: (row) => row.decide_by?.slice(0, 10) ?? null,
    },
    { id: "reason", title: t("reason"), kind: "text", value: (row) => row.reason, field: "reason" },
  ];
}

function File({ id }: { id: string }) {
  const t = useTexts(disputesTexts);
  const asked = useAnswer("/v1/petitions/{id}", { params: { path: { id } } });
  const actor = useActorWords();
  const [kind, account] = [useKindName(), useAccountName()];
  return (
    <Answered answer={asked}>
      {({ data: { history, attached, entries } }) => {
        const now = history.at(-1);
        return (
          <div className="stack">
            {now && <Now petition={now} />}
            <section className="stack tight">
              <h3>{t("history")}</h3>
              <ol className="stack tight">
                {history.map((one) => (
                  <li key={one.revision} className="row">
                    <Status word={one.state} />
                    <span className="muted">{t("by", { who: actor(one.moved_by) })}</span>
                    {one.reason}
                  </li>
                ))}
              </ol>
            </section>
            <section className="stack tight">
              <h3>{t("entries")}</h3>
              {entries.length === 0 && <p className="muted">{t("noEntries")}</p>}
              <ul>
                {entries.map((one) => (
                  <li key={one.entry}>
                    <MoneyCell amount={one.amount} currency={one.currency} /> {kind(one.kind)}:{" "}
                    {account(one.from)} → {account(one.to)}
                  </li>
                ))}
              </ul>
            </section>
            {attached !== "" && (
              <section className="stack tight">
                <h3>{t("attached")}</h3>
                <pre className="attached" lang="en" tabIndex={0}>
                  {attached}
                </pre>
              </section>
            )}
          </div>
        );
      }}
    </Answered>
  );
}

function Now({ petition }: { petition: Petition }) {
  const t = useTexts(disputesTexts);
  const mayWithdraw = useMay("petitions:write");
  const { asked, granted, currency, decide_by, statement_id, line, fund, evidence } = petition;
  const facts = [
    { name: t("state"), value: <Status word={petition.state} /> },
    { name: t("asked"), value: <MoneyCell amount={asked} currency={currency} /> },
    {
      name: t("granted"),
      value: granted !== null && <MoneyCell amount={granted} currency={currency} />,
    },
    { name: t("decideBy"), value: decide_by && <Day day={decide_by.slice(0, 10)} /> },
    { name: t("fund"), value: fund && <Month month={fund} length="long" /> },
    { name: t("evidence"), value: evidence },
    {
      name: t("statement"),
      value: statement_id && (
        <>
          <Link href={`/p/statements/${encodeURIComponent(statement_id)}`}>{statement_id}</Link>{" "}
          {line !== null && `${t("line")} ${line}`}
        </>
      ),
    },
  ];
  return (
    <>
      <Facts facts={facts} />
      {mayWithdraw && <Withdraw petition={petition} />}
    </>
  );
}

function Withdraw({ petition }: { petition: Petition }) {
  const t = useTexts(disputesTexts);
  const { id, revision } = petition;
  const [reason, setReason] = useState("");
  const move = useChange("post", "/v1/petitions/{id}:move", {
    onDone: () => say(t("withdrawn", { id })),
  });
  const { theirs, now } = usePetitionNow(id, move.error);
  const run = (of: number) =>
    move.run({
      params: { path: { id } },
      body: { event: "withdraw", reason: reason.trim(), if_revision: of },
    });
  const { basis, follow } = useBasis(revision);
  const isOpen = now !== null && kUndecided.has(now.state);
  const stale = {
    theirs,
    yours: [
      { name: t("step"), value: t("withdraw", { id }) },
      { name: t("withdrawWhy"), value: reason.trim() },
    ],
    onAgain: isOpen ? () => run(now.revision) : undefined,
    onReload: () => {
      follow(now?.revision ?? null);
      move.reset();
    },
    isPending: move.isRunning,
  };
  return (
    <>
      <ChangeFault error={move.error} stale={stale} />
      {kUndecided.has(petition.state) && (
        <>
          <Field label={t("withdrawWhy")} value={reason} onChange={setReason} />
          <div className="row">
            <Button
              look="danger"
              onPress={() => run(basis ?? revision)}
              isPending={move.isRunning}
              isDisabled={reason.trim().length < 3}
            >
              {t("withdraw", { id })}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
