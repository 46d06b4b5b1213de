import type { ReactNode } from "react";
import { isForbidden, Problem, Unreachable } from "../api/problem.ts";
import { type Speaker, useTexts } from "../i18n/use_texts.ts";
import { Button } from "./Button.tsx";
import { useIsReachable } from "./reachable.ts";
import { keysOf, mayPass, problemTexts } from "./problem_texts.ts";
import { kitTexts } from "./texts.ts";
import { Id } from "./values.tsx";

type KitSpeaker = Speaker<typeof kitTexts.en>;

/** Nothing there yet: what will appear, why there is none, and what to do first. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="state">
      <h2>{title}</h2>
      <p className="muted">{children}</p>
      {action && <div className="row">{action}</div>}
    </div>
  );
}

/** `right`: the missing one, as the matrix names it, such as "statements:read". */
export function Forbidden({ right }: { right?: string | undefined }) {
  const t = useTexts(kitTexts);
  return (
    <div className="state late">
      <h2>{t("forbiddenTitle")}</h2>
      <p className="muted">{right ? t("forbiddenText", { right }) : t("forbiddenGeneral")}</p>
    </div>
  );
}

interface FaultProps {
  error: Error;
  onRetry?: () => void;
  /**
   * The error is of one single change, so a refusal has changed nothing; not of an act of several
   * steps, of which some may have been done.
   */
  isOneChange?: boolean;
}

/** What happened, what it means for what was there, what to do, and the id to ask about. */
export function ErrorState({ error, onRetry, isOneChange = false }: FaultProps) {
  const t = useTexts(kitTexts);
  const words = useTexts(problemTexts);
  if (isForbidden(error)) return <Forbidden right={rightOf(error)} />;
  const told = error instanceof Problem ? error.body : null;
  const isRefused = told !== null && told.status < 500;
  const meaning = isOneChange ? t(isRefused ? "nothingChanged" : "changeUnknown") : "";
  const text = textOf(error, t, isOneChange);
  const mayChange = told === null || mayPass(told.code, told.status);
  const keys = told && keysOf(told.code, told.status);
  const advice = [keys?.advice && words(keys.advice), meaning].filter(Boolean).join(" ");
  return (
    <div className="state bad" role="alert">
      <h2>{keys ? words(keys.title) : titleOf(error, t)}</h2>
      {text && <Said text={text} />}
      {advice && <p className="muted">{advice}</p>}
      {told?.request_id && (
        <p className="muted">{t.rich("requestId", { id: <Id id={told.request_id} /> })}</p>
      )}
      {onRetry && mayChange && (
        <div className="row">
          <Button onPress={onRetry}>{t("retry")}</Button>
        </div>
      )}
    </div>
  );
}

function titleOf(error: Error, t: KitSpeaker): string {
  return t(error instanceof Unreachable ? "unreachableTitle" : "errorTitle");
}

/** In lines of its own where it points at a place below a line. */
function Said({ text }: { text: string }) {
  return text.includes("\n") ? (
    <pre className="source">{text}</pre>
  ) : (
    <p className="sentence">{text}</p>
  );
}

function textOf(error: Error, t: KitSpeaker, isOneChange: boolean): string {
  if (error instanceof Unreachable) return isOneChange ? "" : t("unreachableText");
  return error instanceof Problem ? error.body.detail : error.message;
}

function rightOf(error: Error): string | undefined {
  const detail = error instanceof Problem ? error.body.detail : "";
  return /\b[a-z_]+:[a-z_]+\b/.exec(detail)?.[0];
}

/** Faults of a form, all of them, first in the reading order; the fields say theirs again. */
export function FormFaults({
  error,
  isOneChange = false,
}: {
  error: Error | null;
  /** See ErrorState. */
  isOneChange?: boolean;
}) {
  const t = useTexts(kitTexts);
  if (error === null) return null;
  const faults = error instanceof Problem ? (error.body.errors ?? []) : [];
  if (faults.length === 0) return <ErrorState error={error} isOneChange={isOneChange} />;
  return (
    <div className="state bad" role="alert">
      <h3>{t("errors", { count: faults.length })}</h3>
      <ul>
        {faults.map((one) => (
          <li key={one.pointer}>
            {one.pointer.replace(/^\//, "")}: {one.message}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The outline of what comes; shows itself after 150 ms only. */
export function Skeleton({ lines = 6, isTall = false }: { lines?: number; isTall?: boolean }) {
  const t = useTexts(kitTexts);
  if (!useIsReachable())
    return (
      <div className="state late" role="note">
        <h2>{t("notHereTitle")}</h2>
        <p className="muted">{t("notHereText")}</p>
      </div>
    );
  return (
    <div className="skeleton" role="status" aria-label={t("loading")}>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={`bone${isTall ? " tall" : ""}`} />
      ))}
    </div>
  );
}

/** Above what is shown: it is not all of it. */
export function LateData({ children }: { children: ReactNode }) {
  const t = useTexts(kitTexts);
  return (
    <div className="state late" role="note">
      <h3>{t("lateTitle")}</h3>
      <div className="muted">{children}</div>
    </div>
  );
}

/** While the service does not answer. */
export function Offline() {
  const t = useTexts(kitTexts);
  return useIsReachable() ? null : (
    <div className="banner" role="status">
      {t("offline")}
    </div>
  );
}

/** What a question came to: skeleton, refusal, fault, or what is to be shown. */
export function Answered<Data>({
  answer,
  lines,
  children,
}: {
  answer: { data: Data | undefined; error: Error | null; refetch: () => unknown };
  lines?: number;
  children: (data: Data) => ReactNode;
}) {
  if (answer.data !== undefined) return <>{children(answer.data)}</>;
  if (answer.error)
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  return <Skeleton {...(lines ? { lines } : {})} />;
}
