import type { components } from "../../api/contract.gen.ts";

/** What is wrong with rows that were set aside, by what mends it. */
export type Mending = "register" | "feed" | "dates" | "resend";

const mendings: Readonly<Record<string, Mending>> = {
  UNKNOWN_SUBSCRIPTION: "register",
  BEFORE_SUBSCRIPTION_START: "dates",
  AFTER_SUBSCRIPTION_END: "dates",
  KEY_REUSED: "resend",
  BAD_REVISION: "resend",
};

/** Everything else is a fault of the file: it is mended where it is made. */
export function mendingOf(cause: string): Mending {
  return mendings[cause] ?? "feed";
}

type Cause = NonNullable<components["schemas"]["ReplayWish"]["cause"]>;

/** All rows with this cause of its feed; of files without a feed, those of every feed. */
export function whichOf({ cause, feed }: { cause: string; feed: string }) {
  return { cause: cause as Cause, ...(feed === "" ? {} : { feed }) };
}

export interface Group {
  cause: string;
  feed: string;
  column: string;
  value: string;
  rows: number;
  customers: number;
}

export interface CauseGroup {
  cause: string;
  feed: string;
  column: string;
  rows: number;
  /** Each value that is wrong, with the most rows first. */
  values: readonly { value: string; rows: number; customers: number }[];
}

/** One group for each kind of error of a feed, the largest first. */
export function byCause(groups: readonly Group[]): CauseGroup[] {
  const found = new Map<string, Group[]>();
  for (const one of groups) {
    const key = `${one.cause} ${one.feed} ${one.column}`;
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return [...found.values()]
    .map((all) => {
      const [first] = all as [Group, ...Group[]];
      const { cause, feed, column } = first;
      const rows = all.reduce((sum, one) => sum + one.rows, 0);
      const values = [...all].sort((a, b) => b.rows - a.rows);
      return { cause, feed, column, rows, values };
    })
    .sort((a, b) => b.rows - a.rows);
}
