import { addMonths, type Month } from "../../format/time.ts";

export interface Item {
  item: string;
  state: string;
  detail: string;
}

export function isMet(item: Item): boolean {
  return item.state === "done" || item.state === "waived";
}

const waivable = new Set(["feeds", "quarantine", "rates", "disputes", "adjustments"]);
export type Waivable = "feeds" | "quarantine" | "rates" | "disputes" | "adjustments";

/** Whether somebody may say that it is no obstacle; others have to be so. */
export function isWaivable(item: Item): item is Item & { item: Waivable } {
  return item.state === "open" && waivable.has(item.item);
}

/** Where the evidence of an item is looked at; null: what it says is all there is. */
export function evidenceOf(item: string, month: Month): string | null {
  switch (item) {
    case "feeds":
      return "/o/feeds";
    case "quarantine":
      return "/o/quarantine";
    case "disputes":
      return "/o/queue";
    case "adjustments":
      return `/o/periods/${month}?tab=changes&f.kind=adjustment`;
    default:
      return null;
  }
}

/** What hinders the sign-off besides the freeze. */
export function obstacles(checklist: readonly Item[]): Item[] {
  return checklist.filter((one) => !isMet(one));
}

/** The month that is closed next: after the last closed one, or the first with usage. */
export function monthToClose(
  periods: readonly { month: Month; state: string }[],
  known: readonly Month[],
): Month | null {
  const closed = periods.filter((one) => one.state === "closed").map((one) => one.month);
  const last = closed.sort().at(-1);
  if (!last) return known[0] ?? null;
  const next = addMonths(last, 1);
  return known.some((one) => one >= next) ? next : null;
}

/** Months that have begun to close and those with usage, the latest first. */
export function monthsOf(periods: readonly { month: Month }[], known: readonly Month[]): Month[] {
  return [...new Set([...periods.map((one) => one.month), ...known])].sort().reverse();
}
