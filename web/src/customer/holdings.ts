import type { RowOf } from "../api/questions.ts";
import type { Day } from "../format/time.ts";
import { type DataClass, dataClasses } from "./classes.ts";

export type Subscription = RowOf<"/v1/subscriptions">;
export type Association = RowOf<"/v1/associations">;
export type DataAccess = RowOf<"/v1/data-access">;

/** Of the vendor's programmes: who is designated by the customer, once a subscription. */
export const kRecord = "dpor";

export interface Held extends Subscription {
  /** Of the whole subscription; null: nobody. */
  record: Association | null;
  others: Association[];
  /** What somebody sees of it, in the order of the classes. */
  shared: DataClass[];
  /** The partners that see something of it. */
  seers: string[];
}

/** Days are from the first one until before the last one. */
export function holdsOn(one: { valid_from: Day | null; valid_to: Day | null }, day: Day): boolean {
  return (one.valid_from ?? "") <= day && (one.valid_to === null || day < one.valid_to);
}

/** Whether it begins after the day. */
export function isAhead(one: { valid_from: Day | null }, day: Day): boolean {
  return (one.valid_from ?? "") > day;
}

/** An association without a subscription is for all of them. */
export function reaches(one: Association, subscription: string): boolean {
  return one.subscription_id === null || one.subscription_id === subscription;
}

export function isRecord(one: Association): boolean {
  return one.type === kRecord && one.workload === null;
}

/** Sold by a cloud solution provider, whose part is recognised by itself: nobody is designated. */
export function isResold(one: Pick<Subscription, "channel">): boolean {
  return one.channel?.startsWith("csp_") ?? false;
}

/** Why its partner of record does not count there; null: it does, or there is none. */
export function closedGate(row: Held): string | null {
  const { record } = row;
  if (record === null) return null;
  const isWide = record.subscription_id === null;
  return isWide && isResold(row) ? "ASSOC_NOT_ALLOWED_ON_CHANNEL" : record.closed_gate;
}

/** Whether it has a partner of record that counts: an association may stand where it does not hold. */
export function hasRecord(row: Held): boolean {
  return row.record !== null && closedGate(row) === null;
}

/** Rows by the subscription that they are of, each list in the order of the rows. */
function bySubscription<Row extends { subscription_id: string | null }>(
  rows: readonly Row[],
): Map<string | null, Row[]> {
  const out = new Map<string | null, Row[]>();
  for (const row of rows) {
    const own = out.get(row.subscription_id);
    if (own) own.push(row);
    else out.set(row.subscription_id, [row]);
  }
  return out;
}

/** Subscriptions with who stands beside them on a day, and what is seen of them. */
export function held(
  subscriptions: readonly Subscription[],
  associations: readonly Association[],
  access: readonly DataAccess[],
  day: Day,
): Held[] {
  const beside = bySubscription(associations.filter((one) => holdsOn(one, day)));
  const seen = bySubscription(access.filter((one) => isSeenOn(one, day)));
  const ofAll = beside.get(null) ?? [];
  return subscriptions.map((subscription) => {
    const own = [...(beside.get(subscription.id) ?? []), ...ofAll];
    const record = own.find(isRecord) ?? null;
    const rows = seen.get(subscription.id) ?? [];
    const classes = new Set<string>(rows.map((one) => one.class));
    return {
      ...subscription,
      record,
      others: own.filter((one) => one !== record),
      shared: dataClasses.filter((one) => classes.has(one)),
      seers: [...new Set(rows.map((one) => one.partner_id))].sort(),
    };
  });
}

/** New data of that day are seen; days that were seen before stay seen. */
export function isSeenOn(one: DataAccess, day: Day): boolean {
  return holdsOn({ valid_from: one.since, valid_to: one.until }, day);
}
