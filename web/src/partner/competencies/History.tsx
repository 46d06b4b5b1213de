import { useList } from "../../api/questions.ts";
import { addMonths, type Month } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Status } from "../../kit/Badge.tsx";
import { Card } from "../../kit/Figures.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { AsOf, Day } from "../../kit/values.tsx";
import type { Known } from "./as_of.tsx";
import { changesOf } from "./changes.ts";
import { historyTexts } from "./texts.ts";

const kMonths = 36;

/** When the account came to stand as it does, and as it did before. */
export function History({ code, month, known }: { code: string; month: Month; known: Known }) {
  const t = useTexts(historyTexts);
  const first = addMonths(month, 1 - kMonths);
  const standings = useList(
    "/v1/competencies",
    { month, from: addMonths(first, -1), competency: code, ...known },
    { whole: true },
  );
  const changes = changesOf(standings.rows, first);
  return (
    <Card title={t("title")} actions={<AsOf commit={standings.commit} at={standings.at} />}>
      {standings.error && <ErrorState error={standings.error} onRetry={standings.reload} />}
      {standings.isPending && <Skeleton lines={3} />}
      {!standings.isPending && !standings.error && changes.length === 0 && (
        <p className="muted">
          {standings.rows.length === 0 ? t("none") : t("unchanged", { months: kMonths })}
        </p>
      )}
      <ol className="changes" aria-label={t("title")}>
        {changes.map(({ day, isMonthEnd, word, level }) => (
          <li key={`${day} ${word}`}>
            <span>{t.rich(isMonthEnd ? "atTheEndOf" : "since", { day: <Day day={day} /> })}</span>
            <Status word={word} />
            <span className="muted">{level ? t("level", { level }) : t("noLevel")}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
