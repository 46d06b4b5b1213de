import { useState } from "react";
import { type RowOf, useAnswer, useChange, useList } from "../../api/questions.ts";
import type { Known } from "../../api/client.ts";
import type { DataOf } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Badge, Status } from "../../kit/Badge.tsx";
import { Button } from "../../kit/Button.tsx";
import { Confirm, Dialog } from "../../kit/Dialog.tsx";
import { Answered, EmptyState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { Facts } from "../../kit/Facts.tsx";
import { ChangeFault, type Sides } from "../../kit/StaleEdit.tsx";
import { say } from "../../kit/Toast.tsx";
import { Instant } from "../../kit/values.tsx";
import { useAddress } from "../../shell/address.ts";
import { useMay } from "../../shell/session.tsx";
import { useActorName, useIsMe } from "../../shell/actor.ts";
import { DraftSimulation } from "./DraftSimulation.tsx";
import { hunksOf } from "./hunks.ts";
import { programmeTexts } from "./texts.ts";

type Row = RowOf<"/v1/programme-drafts">;
type DraftFile = DataOf<"/v1/programme-drafts/{id}">;

export function Drafts() {
  const t = useTexts(programmeTexts);
  const who = useActorName();
  const { values, change } = useAddress();
  const list = useList("/v1/programme-drafts", { sort: "-submitted_at" }, { pageSize: 1000 });
  const columns: Column<Row>[] = [
    { id: "id", title: t("id"), kind: "id", value: (row) => row.id },
    { id: "state", title: t("state"), kind: "status", isKey: true, value: (row) => row.state },
    { id: "version", title: t("version"), kind: "text", isKey: true, value: (row) => row.version },
    wordColumn("submitted_by", t("submittedBy"), who, { isKey: true }),
    {
      id: "submitted_at",
      title: t("submittedAt"),
      kind: "instant",
      value: (row) => row.submitted_at,
    },
  ];
  const open = values.get("row");
  return (
    <>
      <DataTable
        name="programme-drafts"
        caption={t("drafts")}
        columns={columns}
        list={list}
        rowId={(row) => row.id}
        rowName={(row) => row.id}
        onOpen={(row) => change({ row: row.id })}
        empty={<EmptyState title={t("noDrafts")}>{t("noDraftsText")}</EmptyState>}
      />
      {open && <DraftDrawer id={open} onClose={() => change({ row: null })} />}
    </>
  );
}

function DraftDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTexts(programmeTexts);
  const answer = useAnswer("/v1/programme-drafts/{id}", { params: { path: { id } } });
  return (
    <Dialog title={t("draftOf", { id })} isOpen onClose={onClose} place="side">
      <Answered answer={answer}>{(draft) => <Content draft={draft} />}</Answered>
    </Dialog>
  );
}

function Content({ draft }: { draft: Known<DraftFile> }) {
  const t = useTexts(programmeTexts);
  const who = useActorName();
  const { state, version, code, decisions, difference } = draft.data;
  return (
    <>
      <div className="row">
        <Status word={state} />
        <strong>{t("versionOf", { code, version })}</strong>
      </div>
      <Decide draft={draft} />
      <DraftSimulation draft={draft.data} />
      <section className="stack">
        <h3>{t("decisions")}</h3>
        <ul className="lines">
          {decisions.map((one) => (
            <li key={`${one.state} ${one.at}`}>
              <span className="row">
                <Status word={one.state} />
                {who(one.by)}
              </span>
              <span className="muted">
                <Instant instant={one.at} />
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className="stack">
        <h3>{t("difference")}</h3>
        {!difference?.text && <p className="muted">{t("noDifference")}</p>}
        {difference?.text && (
          <>
            <div className="row">
              {difference.changes_everything && (
                <Badge tone="error">{t("changesEverything")}</Badge>
              )}
              {difference.changes_credit && <Badge tone="warn">{t("changesCredit")}</Badge>}
              {difference.levers.length > 0 && (
                <span>{t("paysOtherwise", { levers: difference.levers.join(", ") })}</span>
              )}
            </div>
            <pre className="source" tabIndex={0}>
              {hunksOf(difference.text).map((one, place) => (
                <span key={place} className={`hunk ${one.look}`}>
                  {one.text}
                </span>
              ))}
            </pre>
          </>
        )}
      </section>
    </>
  );
}

function initOf({ data, etag }: Known<DraftFile>) {
  const path = { id: data.id };
  return { params: { path, ...(etag ? { header: { "If-Match": etag } } : {}) } };
}

function Decide({ draft }: { draft: Known<DraftFile> }) {
  const t = useTexts(programmeTexts);
  const who = useActorName();
  const isMe = useIsMe();
  const may = useMay("programme:publish");
  const [asked, setAsked] = useState<Known<DraftFile> | null>(null);
  const { state, decisions, version } = draft.data;
  const isOwn = isMe(decisions[0]?.by ?? null);
  const approve = useChange("post", "/v1/programme-drafts/{id}:approve", {
    onDone: () => say(t("approved")),
  });
  const reject = useChange("post", "/v1/programme-drafts/{id}:reject", {
    onDone: () => say(t("rejected")),
  });
  const publish = useChange("post", "/v1/programme-drafts/{id}:publish", {
    onDone: () => {
      setAsked(null);
      say(t("published"));
    },
  });
  const init = initOf(draft);
  const staleOf = (
    change: typeof approve | typeof reject | typeof publish,
    step: string,
    isPossible: boolean,
  ): Sides => ({
    theirs: (
      <Facts
        facts={[
          { name: t("state"), value: <Status word={state} /> },
          { name: t("decidedBy"), value: who(decisions.at(-1)?.by ?? null) },
        ]}
      />
    ),
    yours: [{ name: t("step"), value: step }],
    onAgain: isPossible ? () => change.run(init) : undefined,
    onReload: () => {
      change.reset();
      setAsked(null);
    },
    isPending: change.isRunning,
  });
  const isUndecided = state === "submitted";
  return (
    <>
      <ChangeFault error={approve.error} stale={staleOf(approve, t("approve"), isUndecided)} />
      <ChangeFault error={reject.error} stale={staleOf(reject, t("reject"), isUndecided)} />
      {state === "submitted" && isOwn && (
        <div className="state late" role="note">
          <p>{t("secondPerson")}</p>
        </div>
      )}
      {state === "submitted" && (
        <div className="row">
          <Button
            look="primary"
            onPress={() => {
              reject.reset();
              approve.run(init);
            }}
            isPending={approve.isRunning}
            isDisabled={!may || isOwn}
          >
            {t("approve")}
          </Button>
          <Button
            look="danger"
            onPress={() => {
              approve.reset();
              reject.run(init);
            }}
            isPending={reject.isRunning}
            isDisabled={!may || isOwn}
          >
            {t("reject")}
          </Button>
        </div>
      )}
      {state === "approved" && (
        <div className="row">
          <Button
            look="primary"
            onPress={() => {
              publish.reset();
              setAsked(draft);
            }}
            isDisabled={!may}
          >
            {t("publish")}
          </Button>
        </div>
      )}
      <Confirm
        title={t("publishTitle", { version })}
        action={t("publishAction")}
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        onConfirm={() => asked && publish.run(initOf(asked))}
        isPending={publish.isRunning}
        error={publish.error}
        stale={staleOf(publish, t("publishAction"), state === "approved")}
        isDangerous
        typed={version}
      >
        <p>{t("publishText")}</p>
      </Confirm>
    </>
  );
}
