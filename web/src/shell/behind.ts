import type { RowOf } from "../api/questions.ts";
import type { Day } from "../format/time.ts";

export type Feed = RowOf<"/v1/feeds">;

/** What a feed that is behind does to the figures. */
export type Behind =
  /** Its file did not come; what it brings is there until a day, if any is. */
  | { kind: "late"; feed: string; expected: Day | null; until: Day | null }
  /** Rows of it wait in quarantine. */
  | { kind: "waiting"; feed: string; rows: number };

/** The feeds that are behind, those that are late first. */
export function behind(feeds: readonly Feed[]): Behind[] {
  const late = feeds.flatMap((one): Behind[] =>
    one.state === "late"
      ? [{ kind: "late", feed: one.id, expected: one.expected_on, until: one.usage_until }]
      : [],
  );
  const waiting = feeds.flatMap((one): Behind[] =>
    one.waiting > 0 ? [{ kind: "waiting", feed: one.id, rows: one.waiting }] : [],
  );
  return [...late, ...waiting];
}
