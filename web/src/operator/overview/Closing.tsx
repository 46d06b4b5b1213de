import { Link } from "wouter";
import { useAnswer, useList } from "../../api/questions.ts";
import type { Month as MonthText } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Status } from "../../kit/Badge.tsx";
import { LinkButton } from "../../kit/Button.tsx";
import { Card } from "../../kit/Figures.tsx";
import { Progress } from "../../kit/Progress.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { Month } from "../../kit/values.tsx";
import { isMet, monthToClose } from "../periods/checklist.ts";
import { useItemName } from "../periods/items.ts";
import { overviewTexts } from "./texts.ts";

/** How far the oldest month is that is not closed. */
export function Closing({ known }: { known: readonly MonthText[] }) {
  const t = useTexts(overviewTexts);
  const periods = useList("/v1/periods", {}, { whole: true });
  const month = monthToClose(periods.rows, known);
  const isKnown = !periods.isPending && !periods.error;
  return (
    <Card title={t("closing")} actions={<Link href="/o/periods">{t("allPeriods")}</Link>}>
      {periods.error && <ErrorState error={periods.error} onRetry={periods.reload} />}
      {periods.isPending && <Skeleton lines={3} />}
      {isKnown && month === null && <p className="muted">{t("allClosed")}</p>}
      {isKnown && month !== null && <Run month={month} />}
    </Card>
  );
}

function Run({ month }: { month: MonthText }) {
  const t = useTexts(overviewTexts);
  const name = useItemName();
  const { data, error, refetch } = useAnswer("/v1/periods/{month}", {
    params: { path: { month } },
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={3} />;
  const { checklist, state } = data.data;
  const waiting = checklist.filter((one) => !isMet(one));
  return (
    <div className="stack">
      <div className="row">
        <strong>
          <Month month={month} length="long" />
        </strong>
        <Status word={state} />
      </div>
      <Progress
        label={t("checked")}
        done={checklist.length - waiting.length}
        all={checklist.length}
      />
      <ul className="lines">
        {waiting.map((one) => (
          <li key={one.item}>
            <span>{name(one.item)}</span>
            <span className="muted">{one.detail}</span>
          </li>
        ))}
      </ul>
      <div className="row">
        <LinkButton href={`/o/periods/${month}`} small>
          {t("continueClosing")}
        </LinkButton>
      </div>
    </div>
  );
}
