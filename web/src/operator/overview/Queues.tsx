import type { ReactNode } from "react";
import { Link } from "wouter";
import { type List, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Card } from "../../kit/Figures.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { Day } from "../../kit/values.tsx";
import { useMay } from "../../shell/session.tsx";
import { waitingFilter } from "../queue/requests.ts";
import { kUndecided, kUnderWay, mostDays, nextDue, oldestDays } from "./queues.ts";
import { overviewTexts } from "./texts.ts";

/** What waits for somebody here, with how long the oldest waits or when the first is due. */
export function Queues() {
  const t = useTexts(overviewTexts);
  const shown = [
    useMay("petitions:read") && <Petitions key="petitions" />,
    useMay("requests:read") && <Requests key="requests" />,
    useMay("payouts:read") && <Payouts key="payouts" />,
    useMay("quarantine:read") && <Quarantine key="quarantine" />,
    useMay("imports:read") && <Imports key="imports" />,
  ].filter(Boolean);
  return (
    <Card title={t("queues")}>
      <ul className="lines">{shown}</ul>
      {shown.length === 0 && <p className="muted">{t("noQueues")}</p>}
    </Card>
  );
}

function Petitions() {
  const t = useTexts(overviewTexts);
  const list = useList("/v1/petitions", { filter: kUndecided }, { whole: true });
  const due = nextDue(list.rows.map((one) => one.decide_by));
  const age = mostDays(list.rows);
  return (
    <Queue
      list={list}
      href="/o/queue"
      due={due}
      note={age === null ? null : t("oldest", { count: age })}
    >
      {t("disputes", { count: list.rows.length })}
    </Queue>
  );
}

function Requests() {
  const t = useTexts(overviewTexts);
  const list = useList("/v1/requests", { filter: waitingFilter }, { whole: true });
  const due = nextDue(list.rows.map((one) => one.waits_until));
  return (
    <Queue list={list} href="/o/queue?tab=requests" due={due}>
      {t("requests", { count: list.rows.length })}
    </Queue>
  );
}

function Payouts() {
  const t = useTexts(overviewTexts);
  const list = useList("/v1/payouts", { filter: "state eq created" }, { whole: true });
  const due = nextDue(list.rows.map((one) => one.execution_day));
  return (
    <Queue list={list} href="/o/payouts" due={due}>
      {t("payouts", { count: list.rows.length })}
    </Queue>
  );
}

function Quarantine() {
  const t = useTexts(overviewTexts);
  const list = useList("/v1/quarantine", {}, { whole: true });
  const count = list.rows.reduce((sum, one) => sum + one.rows, 0);
  return (
    <Queue list={list} href="/o/quarantine">
      {t("quarantine", { count })}
    </Queue>
  );
}

function Imports() {
  const t = useTexts(overviewTexts);
  const list = useList("/v1/imports", { filter: kUnderWay }, { whole: true });
  const begun = list.rows.map((one) => one.created_at);
  const age = oldestDays(begun, list.at ?? new Date());
  return (
    <Queue list={list} href="/o/imports" note={age === null ? null : t("oldest", { count: age })}>
      {t("imports", { count: list.rows.length })}
    </Queue>
  );
}

/** A line: nothing is counted before all is there, nor when it could not be asked. */
function Queue<Row>({
  list,
  href,
  due = null,
  note = null,
  children,
}: {
  list: List<Row>;
  href: string;
  due?: string | null;
  note?: string | null;
  children: ReactNode;
}) {
  const t = useTexts(overviewTexts);
  if (list.error)
    return (
      <li>
        <ErrorState error={list.error} onRetry={list.reload} />
      </li>
    );
  if (list.isPending)
    return (
      <li>
        <Skeleton lines={1} />
      </li>
    );
  return (
    <li>
      <Link href={href}>{children}</Link>
      {due && <span className="muted">{t.rich("firstDue", { day: <Day day={due} /> })}</span>}
      {note && <span className="muted">{note}</span>}
    </li>
  );
}
