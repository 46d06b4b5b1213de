import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { formatCount } from "../format/number.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { useLocale } from "../preferences/preferences.ts";
import { Button } from "./Button.tsx";
import { ErrorState, Skeleton } from "./states.tsx";
import { kitTexts } from "./texts.ts";

/** A bar with what it is of; spoken at every tenth only. `done` and `all` in whatever is counted. */
export function Progress({
  label,
  done,
  all,
}: {
  label: string;
  done: number;
  all: number | null;
}) {
  const t = useTexts(kitTexts);
  const locale = useLocale();
  const share = all === null || all === 0 ? 0 : Math.min(1, done / all);
  const figures =
    all === null
      ? formatCount(done, locale)
      : t("progressOf", { done: formatCount(done, locale), all: formatCount(all, locale) });
  return (
    <div className="progress">
      <div className="row">
        <span>{label}</span>
        <span className="muted">{figures}</span>
      </div>
      <svg
        className="progress-track"
        width="100%"
        height="6"
        role="img"
        aria-label={`${label} ${figures}`}
      >
        <rect className="progress-bar" width={`${share * 100}%`} height="6" />
      </svg>
      <span className="visually-hidden" role="status">{`${Math.floor(share * 10) * 10} %`}</span>
    </div>
  );
}

const kAgain = 700;
const kOver = new Set(["done", "failed", "cancelled"]);
const kJob = "job";

/** What a job says of itself: an import, an export, a simulation. */
export interface Job {
  state: string;
  /** Counted in whatever the job counts; 0 of all: nobody knows how many. */
  done: number;
  total: number;
  why?: string | null;
}

/**
 * A job of the service until it ends; the page may be left and come back to. `ask` tells how it
 * stands, `result` is shown when it is done, `onCancel` offered until then. When it ends, what was
 * read while it ran is read again.
 */
export function ProgressOfOperation<Told extends Job>({
  id,
  label,
  ask,
  onCancel,
  result,
}: {
  id: string;
  label: string;
  ask: (id: string) => Promise<Told>;
  onCancel?: () => void;
  result?: (told: Told) => ReactNode;
}) {
  const t = useTexts(kitTexts);
  const asked = useQuery({
    queryKey: [kJob, id],
    queryFn: () => ask(id),
    refetchInterval: (query) =>
      query.state.data && kOver.has(query.state.data.state) ? false : kAgain,
  });
  const isOver = asked.data !== undefined && kOver.has(asked.data.state);
  useReadAgain(isOver);
  if (asked.error) return <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />;
  if (!asked.data) return <Skeleton lines={2} />;
  const { state, done, total, why } = asked.data;
  if (state === "failed") return <Failed why={why ?? null} />;
  if (state === "cancelled") return <p role="status">{t("progressCancelled")}</p>;
  if (isOver)
    return (
      <p role="status">
        {t("progressDone")} {result?.(asked.data)}
      </p>
    );
  return (
    <div className="stack">
      <Progress label={label} done={done} all={total === 0 ? null : total} />
      {onCancel && (
        <div className="row">
          <Button small onPress={onCancel}>
            {t("progressCancel")}
          </Button>
        </div>
      )}
    </div>
  );
}

function Failed({ why }: { why: string | null }) {
  const t = useTexts(kitTexts);
  return (
    <div className="state bad" role="alert">
      <h2>{t("progressFailed")}</h2>
      {why && <p>{why}</p>}
    </div>
  );
}

function useReadAgain(isOver: boolean) {
  const queries = useQueryClient();
  useEffect(() => {
    if (isOver) void queries.invalidateQueries({ predicate: (one) => one.queryKey[0] !== kJob });
  }, [isOver, queries]);
}
