import { Link } from "wouter";
import { useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Card } from "../../kit/Figures.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { Instant } from "../../kit/values.tsx";
import { FeedLamp } from "../parts/FeedLamp.tsx";
import { overviewTexts } from "./texts.ts";

/** Each feed with its lamp and its last file. */
export function Feeds() {
  const t = useTexts(overviewTexts);
  const list = useList("/v1/feeds", {}, { whole: true });
  return (
    <Card title={t("feeds")} actions={<Link href="/o/feeds">{t("allFeeds")}</Link>}>
      {list.error && <ErrorState error={list.error} onRetry={list.reload} />}
      {list.isPending && <Skeleton lines={3} />}
      {!list.isPending && !list.error && list.rows.length === 0 && (
        <p className="muted">{t("noFeeds")}</p>
      )}
      <ul className="lines">
        {list.rows.map((one) => (
          <li key={one.id}>
            <span className="row">
              <code>{one.id || one.last_file}</code>
              <FeedLamp state={one.state} />
            </span>
            <span className="muted">
              <Instant instant={one.last_arrival} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
