import { useMemo, useState } from "react";
import { Link } from "wouter";
import { type RowOf, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { LinkButton } from "../../kit/Button.tsx";
import { Facts } from "../../kit/Facts.tsx";
import { Card } from "../../kit/Figures.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../kit/states.tsx";
import { Tabs } from "../../kit/Tabs.tsx";
import { Absent, AsOf, Day, Instant, Quantity } from "../../kit/values.tsx";
import { Page } from "../../shell/Page.tsx";
import { useMay } from "../../shell/session.tsx";
import { useTab } from "../../shell/tab.ts";
import "../parts/operator.css";
import { FeedLamp } from "../parts/FeedLamp.tsx";
import { WorkUnderWay } from "../parts/Work.tsx";
import { Calendar } from "./Calendar.tsx";
import { calendarOf, type FeedFile, sinceOf } from "./calendar.ts";
import "./feeds.css";
import { Files } from "./Files.tsx";
import { feedsTexts } from "./texts.ts";

type Feed = RowOf<"/v1/feeds">;

const kWeeks = 20;
export default function Screen() {
  const t = useTexts(feedsTexts);
  const [tab, choose] = useTab("board", ["job"]);
  const list = useList("/v1/feeds", {}, { whole: true });
  const isLate = list.rows.some((one) => one.state !== "clear");
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={<AsOf commit={list.commit} at={list.at} state={isLate ? "late" : "current"} />}
    >
      <WorkUnderWay
        label={t("working")}
        result={({ stopped }) => t("stopped", { count: stopped ?? 0 })}
      />
      <Tabs
        label={t("title")}
        chosen={tab}
        onChoose={choose}
        tabs={[
          { id: "board", title: t("board"), content: <Board list={list} /> },
          { id: "files", title: t("files"), content: <Files /> },
        ]}
      />
    </Page>
  );
}

function Board({ list }: { list: ReturnType<typeof useList<"/v1/feeds">> }) {
  const t = useTexts(feedsTexts);
  const mayImport = useMay("imports:write");
  const [today] = useState(() => new Date());
  const files = useList(
    "/v1/feed-files",
    { filter: `arrived_at ge ${sinceOf(today, kWeeks)}` },
    { whole: true },
  );
  if (list.error) return <ErrorState error={list.error} onRetry={list.reload} />;
  if (list.isPending) return <Skeleton lines={6} />;
  if (list.rows.length === 0)
    return (
      <EmptyState
        title={t("none")}
        action={mayImport && <LinkButton href="/o/imports?new=usage">{t("upload")}</LinkButton>}
      >
        {t("noneText")}
      </EmptyState>
    );
  return (
    <>
      {files.error && <ErrorState error={files.error} onRetry={files.reload} />}
      <div className="feed-board">
        {list.rows.map((one) => (
          <FeedCard key={one.id} feed={one} files={files.rows} today={today} />
        ))}
      </div>
    </>
  );
}

function FeedCard({ feed, files, today }: { feed: Feed; files: readonly FeedFile[]; today: Date }) {
  const t = useTexts(feedsTexts);
  const name = feed.id || t("unnamed");
  const days = useMemo(
    () =>
      calendarOf(
        files.filter((one) => one.feed === feed.id),
        today,
        kWeeks,
      ),
    [files, feed.id, today],
  );
  return (
    <Card title={name} actions={<FeedLamp state={feed.state} />}>
      <Calendar feed={name} days={days} />
      <Facts
        facts={[
          { name: t("lastArrival"), value: <Instant instant={feed.last_arrival} /> },
          { name: t("expected"), value: <Expected feed={feed} /> },
          { name: t("lag"), value: <Lag feed={feed} /> },
          { name: t("rows"), value: <Quantity amount={String(feed.rows)} /> },
          { name: t("accepted"), value: <Quantity amount={String(feed.accepted)} /> },
          { name: t("duplicates"), value: <Quantity amount={String(feed.duplicates)} /> },
          { name: t("quarantined"), value: <Quantity amount={String(feed.quarantined)} /> },
          {
            name: t("mapping"),
            value: (
              <span title={feed.mapping_sha256}>
                <code>{feed.mapping}</code> <code>{feed.mapping_sha256.slice(0, 8)}</code>
              </span>
            ),
          },
        ]}
      />
      <div className="row">
        <Link href={`/o/feeds?tab=files&f.feed=${encodeURIComponent(feed.id)}`}>
          {t("filesOf", { count: feed.files })}
        </Link>
        {feed.waiting > 0 && (
          <Link href="/o/quarantine">{t("toQuarantine", { count: feed.waiting })}</Link>
        )}
      </div>
    </Card>
  );
}

function Expected({ feed }: { feed: Feed }) {
  const t = useTexts(feedsTexts);
  if (feed.expected_on === null) return <span className="muted">{t("noRhythm")}</span>;
  return (
    <>
      <Day day={feed.expected_on} />
      <span className="muted">, {t("every", { count: feed.rhythm_days ?? 0 })}</span>
    </>
  );
}

function Lag({ feed }: { feed: Feed }) {
  const t = useTexts(feedsTexts);
  if (feed.usage_until === null) return <Absent />;
  return (
    <>
      <Day day={feed.usage_until} />
      <span className="muted">, {t("lagDays", { count: feed.lag_days ?? 0 })}</span>
    </>
  );
}
