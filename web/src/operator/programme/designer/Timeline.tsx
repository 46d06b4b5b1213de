import { Link } from "wouter";
import { type RowOf, useList } from "../../../api/questions.ts";
import { useTexts } from "../../../i18n/use_texts.ts";
import { Badge, Status } from "../../../kit/Badge.tsx";
import { ErrorState } from "../../../kit/states.tsx";
import { Instant } from "../../../kit/values.tsx";
import { designerTexts } from "./designer_texts.ts";

type DraftRow = RowOf<"/v1/programme-drafts">;
const kShown = 4;

/** Drafts that somebody still has to decide or publish. */
export function useWaitingDrafts(): readonly DraftRow[] {
  const { rows } = useList("/v1/programme-drafts", { sort: "submitted_at" }, { pageSize: 1000 });
  return rows.filter(({ state }) => state === "submitted" || state === "approved");
}

/** The last versions, what waits, and the draft that is being written. */
export function Timeline({ version }: { version: string }) {
  const t = useTexts(designerTexts);
  const list = useList("/v1/programme-versions", { sort: "-commit" }, { pageSize: kShown });
  const waiting = useWaitingDrafts();
  const last = list.rows.slice(0, kShown).toReversed();
  if (list.error) return <ErrorState error={list.error} onRetry={list.reload} />;
  return (
    <ol className="timeline" aria-label={t("versions")}>
      {last.map((one) => (
        <li key={one.commit} className={one === last.at(-1) ? "now" : undefined}>
          <Link href="/o/programme?tab=versions">{one.version}</Link>
          {one === last.at(-1) && <Badge tone="ok">{t("inForce")}</Badge>}
          <span className="muted">
            <Instant instant={one.published_at} />
          </span>
        </li>
      ))}
      {waiting.map((one) => (
        <li key={one.id} className="next">
          <Link href={`/o/programme?tab=drafts&row=${one.id}`}>{one.version}</Link>
          <Status word={one.state} />
          <span className="muted">
            <Instant instant={one.submitted_at} />
          </span>
        </li>
      ))}
      <li className="next draft" aria-current="step">
        <strong>{version || t("thisDraft")}</strong>
        <Badge>{t("notSubmitted")}</Badge>
        {version && <span className="muted">{t("thisDraft")}</span>}
      </li>
    </ol>
  );
}
