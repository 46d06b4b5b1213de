import type { RowOf } from "../../api/questions.ts";

export type Subscription = RowOf<"/v1/subscriptions">;
export type Association = RowOf<"/v1/associations">;

export interface Held extends Subscription {
  /** Of the whole subscription; null: nobody. */
  record: Association | null;
  others: Association[];
}

/** Subscriptions with who holds them now. An association without a subscription holds all of them. */
export function held(
  subscriptions: readonly Subscription[],
  associations: readonly Association[],
): Held[] {
  const open = associations.filter((one) => one.valid_to === null);
  return subscriptions.map((subscription) => {
    const own = open.filter(
      (one) => one.subscription_id === null || one.subscription_id === subscription.id,
    );
    const record = own.find((one) => one.type === "dpor" && one.workload === null) ?? null;
    return { ...subscription, record, others: own.filter((one) => one !== record) };
  });
}
