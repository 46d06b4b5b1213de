import { Link } from "wouter";
import { useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Status } from "../../kit/Badge.tsx";
import { Card } from "../../kit/Figures.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { Instant } from "../../kit/values.tsx";
import { feedsOf } from "./feeds.ts";
import { overviewTexts } from "./texts.ts";

/** The feeds that sent files through the API, each with its last one. */
export function Feeds() {
  const t = useTexts(overviewTexts);
  const list = useList("/v1/imports", {}, { whole: true });
  const feeds = feedsOf(list.rows);
  return (
    <Card title={t("feeds")} actions={<Link href="/o/imports">{t("allImports")}</Link>}>
      {list.error && <ErrorState error={list.error} onRetry={list.reload} />}
      {list.isPending && <Skeleton lines={3} />}
      {!list.isPending && !list.error && feeds.length === 0 && (
        <p className="muted">{t("noFeeds")}</p>
      )}
      <ul className="lines">
        {feeds.map((one) => (
          <li key={one.name}>
            <span className="row">
              <code>{one.name}</code>
              <Status word={one.state} />
            </span>
            <span className="muted">
              <Instant instant={one.last} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
