import { useState } from "react";
import { useParams } from "wouter";
import { type DataOf, useAnswer, useChange, useList } from "../../api/questions.ts";
import type { Known } from "../../api/client.ts";
import { formatMonth, isMonth, type Month } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Badge, Status } from "../../kit/Badge.tsx";
import { Button, LinkButton } from "../../kit/Button.tsx";
import { Confirm } from "../../kit/Dialog.tsx";
import { Card } from "../../kit/Figures.tsx";
import { Progress } from "../../kit/Progress.tsx";
import { Tabs } from "../../kit/Tabs.tsx";
import { Answered, ErrorState } from "../../kit/states.tsx";
import { say } from "../../kit/Toast.tsx";
import { AsOf, Quantity } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { NotFound, Page } from "../../shell/Page.tsx";
import { useMay } from "../../shell/session.tsx";
import { useActorName, useIsMe } from "../../shell/actor.ts";
import { useTab } from "../../shell/tab.ts";
import { Facts } from "../../kit/Facts.tsx";
import "../parts/operator.css";
import { Changes } from "./Changes.tsx";
import { Checklist } from "./Checklist.tsx";
import { isMet, obstacles } from "./checklist.ts";
import { RunNow, Totals } from "./RunNow.tsx";
import { periodTexts } from "./texts.ts";

type Run = DataOf<"/v1/periods/{month}">;

export default function PeriodScreen() {
  const { month = "" } = useParams();
  return isMonth(month) ? <OfMonth month={month} /> : <NotFound home="/o" />;
}

function OfMonth({ month }: { month: Month }) {
  const t = useTexts(periodTexts);
  const locale = useLocale();
  const answer = useAnswer("/v1/periods/{month}", { params: { path: { month } } });
  const title = t("titleOf", { month: formatMonth(month, locale, "long") });
  return (
    <Page
      title={title}
      actions={
        <>
          {answer.data && <Status word={answer.data.data.state} />}
          {answer.data && (
            <AsOf
              commit={answer.data.data.cutoff_commit ?? answer.data.commit}
              at={answer.data.at}
              state={answer.data.data.state === "closed" ? "closed" : "current"}
            />
          )}
        </>
      }
    >
      <Answered answer={answer}>{(run) => <PeriodRun run={run} />}</Answered>
    </Page>
  );
}

function PeriodRun({ run }: { run: Known<Run> }) {
  const t = useTexts(periodTexts);
  const [tab, choose] = useTab("close");
  const { month, state } = run.data;
  return (
    <div className="stack">
      <Steps run={run} />
      <Tabs
        label={t("title")}
        chosen={tab === "changes" ? tab : "close"}
        onChoose={choose}
        tabs={[
          { id: "close", title: t("tabClose"), content: <Closing run={run} /> },
          {
            id: "changes",
            title: state === "closed" ? t("tabPosted") : t("tabChanges"),
            content: <Changes month={month} state={state} />,
          },
        ]}
      />
    </div>
  );
}

function Closing({ run }: { run: Known<Run> }) {
  const t = useTexts(periodTexts);
  const { checklist, state } = run.data;
  const met = checklist.filter(isMet).length;
  return (
    <div className="stack">
      {state === "closed" && <Closed run={run.data} />}
      <div className="cards">
        {checklist.length > 0 && (
          <Card title={t("checklist")}>
            <Progress label={t("met")} done={met} all={checklist.length} />
            <Checklist run={run} />
          </Card>
        )}
        <Posts run={run.data} />
      </div>
    </div>
  );
}

/** What is next: freeze, look, sign off by somebody else. */
function Steps({ run }: { run: Known<Run> }) {
  const t = useTexts(periodTexts);
  const { month, state, checklist } = run.data;
  const isMe = useIsMe();
  const who = useActorName();
  const may = useMay("periods:close");
  const periods = useList("/v1/periods", {}, { whole: true });
  const frozenBy = periods.rows.find((one) => one.month === month)?.frozen_by ?? null;
  const freeze = useChange("post", "/v1/periods/{month}:freeze", {
    onDone: () => say(t("frozen")),
  });
  const left = obstacles(checklist);
  const isOver = checklist.every((one) => one.item !== "month_over" || isMet(one));
  const isFrozen = state === "soft_closed";
  const path = { params: { path: { month } } };
  return (
    <section className="stack" aria-label={t("next")} hidden={state === "closed"}>
      {freeze.error && <ErrorState error={freeze.error} isOneChange />}
      {periods.error && <ErrorState error={periods.error} onRetry={periods.reload} />}
      {!may && <p className="muted">{t("mayNot")}</p>}
      <div className="row">
        <Button
          look={isFrozen ? "plain" : "primary"}
          icon="lock"
          onPress={() => freeze.run(path)}
          isPending={freeze.isRunning}
          isDisabled={!may || !isOver}
        >
          {isFrozen ? t("freezeAgain") : t("freeze")}
        </Button>
        <SignOff
          run={run}
          isDisabled={!isFrozen || !may || left.length > 0 || frozenBy === null || isMe(frozenBy)}
        />
      </div>
      <p className="muted" role="status">
        {isFrozen && isMe(frozenBy)
          ? t("secondPerson")
          : left.length > 0
            ? t("left", { count: left.length })
            : frozenBy !== null && t("ready", { who: who(frozenBy) })}
      </p>
    </section>
  );
}

function SignOff({ run, isDisabled }: { run: Known<Run>; isDisabled: boolean }) {
  const t = useTexts(periodTexts);
  const locale = useLocale();
  // As it was when it was asked: what is posted is what was looked at.
  const [asked, setAsked] = useState<Known<Run> | null>(null);
  const { month } = run.data;
  const { entries } = (asked ?? run).data;
  const change = useChange("post", "/v1/periods/{month}:sign-off", {
    onDone: (answer) => {
      setAsked(null);
      say(t("signedOff", { count: answer.data.statements }));
    },
  });
  const name = formatMonth(month, locale, "long");
  const sign = (of: Known<Run> | null) => {
    const etag = of?.etag ?? null;
    if (etag === null) return;
    setAsked(of);
    change.run({ params: { path: { month }, header: { "If-Match": etag } } });
  };
  return (
    <>
      <Button
        look={isDisabled ? "plain" : "primary"}
        icon="check"
        onPress={() => {
          change.reset();
          setAsked(run);
        }}
        isDisabled={isDisabled || run.etag === null}
      >
        {t("signOff")}
      </Button>
      <Confirm
        title={t("signOffTitle", { month: name })}
        action={t("signOffAction", { count: entries })}
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        onConfirm={() => sign(asked)}
        isPending={change.isRunning}
        error={change.error}
        stale={{
          theirs: <RunNow run={run.data} />,
          yours: [
            { name: t("step"), value: t("signOffAction", { count: entries }) },
            { name: t("wouldPost"), value: asked && <Totals run={asked.data} /> },
          ],
          onAgain: isDisabled ? undefined : () => sign(run),
          onReload: () => setAsked(null),
          isPending: change.isRunning,
        }}
      >
        <p>{t("signOffText")}</p>
        <Totals run={(asked ?? run).data} />
      </Confirm>
    </>
  );
}

function Posts({ run }: { run: Run }) {
  const t = useTexts(periodTexts);
  const isClosed = run.state === "closed";
  return (
    <Card title={isClosed ? t("posted") : t("wouldPost")}>
      <p className="muted">
        {t.rich("entries", { count: <Quantity amount={String(run.entries)} /> })}
      </p>
      <Totals run={run} />
      <div className="row">
        <LinkButton href={`/o/periods/${run.month}?tab=changes`} small>
          {t("seeChanges")}
        </LinkButton>
        {isClosed && (
          <LinkButton href={`/o/ledger?period=${run.month}`} small>
            {t("seeEntries")}
          </LinkButton>
        )}
      </div>
    </Card>
  );
}

function Closed({ run }: { run: Run }) {
  const t = useTexts(periodTexts);
  const who = useActorName();
  const periods = useList("/v1/periods", {}, { whole: true });
  const may = useMay("statements:read");
  const statements = useList(
    "/v1/statements",
    { period: run.month },
    { whole: true, enabled: may },
  );
  const isCounted = may && !statements.isPending && !statements.error;
  const one = periods.rows.find((period) => period.month === run.month);
  return (
    <Card
      title={t("closedTitle")}
      actions={
        <LinkButton href={`/o/statements?period=${run.month}`} small>
          {isCounted ? t("seeStatements", { count: statements.rows.length }) : t("toStatements")}
        </LinkButton>
      }
    >
      <Facts
        facts={[
          { name: t("frozenBy"), value: one && who(one.frozen_by) },
          { name: t("signedBy"), value: one && who(one.signed_by) },
          ...(one?.left_out
            ? [{ name: t("leftOut"), value: <Badge tone="warn">{one.left_out}</Badge> }]
            : []),
        ]}
      />
      {one?.left_out && <p>{t("leftOutText")}</p>}
      <p className="muted">{t("closedText")}</p>
    </Card>
  );
}
