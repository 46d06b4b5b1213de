import type { ReactNode } from "react";
import { Link } from "wouter";
import { useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Card } from "../../kit/Figures.tsx";
import { Day } from "../../kit/values.tsx";
import { useMay } from "../../shell/session.tsx";
import { waitsForOperator } from "../queue/requests.ts";
import { isUndecided, nextDue, oldestDays } from "./queues.ts";
import { overviewTexts } from "./texts.ts";

const kAll = { pageSize: 1000 };

/** What waits for somebody here, with how long the oldest waits or when the first is due. */
export function Queues() {
  const t = useTexts(overviewTexts);
  const quarantine = useList("/v1/quarantine", {}, kAll);
  const petitions = useList("/v1/petitions", {}, { ...kAll, enabled: useMay("petitions:read") });
  const requests = useList("/v1/requests", {}, kAll);
  const payouts = useList("/v1/payouts", {}, { ...kAll, enabled: useMay("payouts:read") });
  const imports = useList("/v1/imports", {}, kAll);
  const disputes = petitions.rows.filter(isUndecided);
  const claims = requests.rows.filter(waitsForOperator);
  const running = imports.rows.filter((one) => /^(running|receiving)$/.test(one.state));
  const proposed = payouts.rows.filter((one) => one.state === "created");
  const rows = quarantine.rows.reduce((sum, one) => sum + one.rows, 0);
  const age = oldestDays(
    running.map((one) => one.created_at),
    new Date(),
  );
  return (
    <Card title={t("queues")}>
      <ul className="lines">
        <Queue href="/o/queue" due={nextDue(disputes.map((one) => one.decide_by))}>
          {t("disputes", { count: disputes.length })}
        </Queue>
        <Queue href="/o/queue?tab=requests" due={nextDue(claims.map((one) => one.next_deadline))}>
          {t("requests", { count: claims.length })}
        </Queue>
        <Queue href="/o/payouts" due={nextDue(proposed.map((one) => one.execution_day))}>
          {t("payouts", { count: proposed.length })}
        </Queue>
        <Queue href="/o/quarantine">{t("quarantine", { count: rows })}</Queue>
        <Queue href="/o/imports" note={age === null ? null : t("oldest", { count: age })}>
          {t("imports", { count: running.length })}
        </Queue>
      </ul>
    </Card>
  );
}

function Queue({
  href,
  due = null,
  note = null,
  children,
}: {
  href: string;
  due?: string | null;
  note?: string | null;
  children: ReactNode;
}) {
  const t = useTexts(overviewTexts);
  return (
    <li>
      <Link href={href}>{children}</Link>
      {due && <span className="muted">{t.rich("firstDue", { day: <Day day={due} /> })}</span>}
      {note && <span className="muted">{note}</span>}
    </li>
  );
}
