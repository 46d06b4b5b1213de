import { expect, it } from "vitest";
import { feedsOf } from "./feeds.ts";

it("a feed stands as its last file does", () => {
  const file = (feed: string | null, state: string, created_at: string) => ({
    feed,
    kind: "usage",
    state,
    created_at,
  });
  const feeds = feedsOf([
    file("meter", "failed", "2026-03-02T00:00:00Z"),
    file("meter", "done", "2026-03-01T00:00:00Z"),
    file(null, "done", "2026-03-01T00:00:00Z"),
  ]);
  expect(feeds).toEqual([
    { name: "meter", last: "2026-03-02T00:00:00Z", state: "failed", files: 2 },
    { name: "usage", last: "2026-03-01T00:00:00Z", state: "done", files: 1 },
  ]);
});
