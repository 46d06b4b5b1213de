export interface Arrival {
  feed: string | null;
  kind: string;
  state: string;
  created_at: string;
}

export interface Feed {
  name: string;
  /** When the last file of it was announced. */
  last: string;
  /** What came of that one. */
  state: string;
  files: number;
}

/** Where files came from, by what was announced: each feed with its last file, by name. */
export function feedsOf(imports: readonly Arrival[]): Feed[] {
  const feeds = new Map<string, Feed>();
  for (const one of imports) {
    const name = one.feed ?? one.kind;
    const before = feeds.get(name);
    const isLater = !before || before.last <= one.created_at;
    const { last, state } = isLater ? { last: one.created_at, state: one.state } : before;
    feeds.set(name, { name, last, state, files: (before?.files ?? 0) + 1 });
  }
  return [...feeds.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
