import { useAnswer } from "../../api/questions.ts";
import { Problem } from "../../api/problem.ts";
import type { Day as DayText } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Field } from "../../kit/Field.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../kit/states.tsx";
import { Day, Instant } from "../../kit/values.tsx";
import { useAddressValue } from "../../shell/address.ts";
import { endedDay, lastEndedDay } from "./ended_day.ts";
import { asOfTexts } from "./texts.ts";

/** What is asked for is as known then; of now there is no commit to name. */
export type Known = { known_at?: number };

export interface AsOfDay {
  /** Empty: as known now. */
  day: DayText;
  choose: (day: DayText) => void;
  /** Null until the commit of the day is known, and where there is none. */
  known: Known | null;
  commit: { commit: number; recorded_at: string } | null;
  error: Error | null;
  reload: () => void;
}

/** `?as_of=2026-10-31`: as known when that day ended; of a day that has not ended, as known now. */
export function useAsOfDay(): AsOfDay {
  const [asked, ask] = useAddressValue("as_of", "");
  const day = endedDay(asked);
  const choose = (wanted: DayText) => ask(endedDay(wanted));
  const answer = useAnswer(
    "/v1/commits/{day}",
    { params: { path: { day } } },
    { enabled: day !== "" },
  );
  const commit = day === "" ? null : (answer.data?.data ?? null);
  const known = day === "" ? {} : commit && { known_at: commit.commit };
  const error = day === "" ? null : answer.error;
  return { day, choose, known, commit, error, reload: () => void answer.refetch() };
}

export function AsOfField({ asOf: { day, choose } }: { asOf: AsOfDay }) {
  const t = useTexts(asOfTexts);
  return (
    <Field label={t("label")} type="date" max={lastEndedDay()} value={day} onChange={choose} />
  );
}

/** Above what is shown as known then. */
export function AsOfNote({ asOf: { commit, day, choose } }: { asOf: AsOfDay }) {
  const t = useTexts(asOfTexts);
  if (commit === null) return null;
  const parts = {
    day: <Day day={day} />,
    commit: String(commit.commit),
    at: <Instant instant={commit.recorded_at} />,
  };
  return (
    <div className="state late" role="note">
      <h2>{t.rich("then", parts)}</h2>
      <p className="muted">{t.rich("thenText", parts)}</p>
      <div className="row">
        <Button onPress={() => choose("")}>{t("now")}</Button>
      </div>
    </div>
  );
}

/** In the place of the page while the commit of the day is not known. */
export function AsOfMissing({ asOf: { day, choose, error, reload } }: { asOf: AsOfDay }) {
  const t = useTexts(asOfTexts);
  const now = <Button onPress={() => choose("")}>{t("now")}</Button>;
  if (error === null) return <Skeleton lines={8} />;
  if (error instanceof Problem && error.status === 404)
    return (
      <EmptyState title={t("nothing")} action={now}>
        {t.rich("nothingText", { day: <Day day={day} /> })}
      </EmptyState>
    );
  return (
    <>
      <ErrorState error={error} onRetry={reload} />
      <div className="row">{now}</div>
    </>
  );
}
