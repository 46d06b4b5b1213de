import { useMemo } from "react";
import { type RowOf, useList } from "../api/questions.ts";
import { addMonths, type Day, type Month } from "../format/time.ts";
import { type NameOf, useCustomerNames, useProductNames } from "../shell/names.ts";

export type Subscription = RowOf<"/v1/subscriptions">;
export type Association = RowOf<"/v1/associations">;

/** Whether it holds on some day of the month. */
export function holdsIn(
  one: { valid_from: string | null; valid_to: string | null },
  month: Month,
): boolean {
  const [begin, end] = [`${month}-01`, `${addMonths(month, 1)}-01`];
  return (
    (one.valid_from === null || one.valid_from < end) &&
    (one.valid_to === null || one.valid_to > begin)
  );
}

/** Its last day is over. A reason alone says nothing: it is recorded when an end is planned. */
export function hasEnded(one: { valid_to: string | null }, day: Day): boolean {
  return one.valid_to !== null && one.valid_to <= day;
}

export interface Registry {
  /** By id; undefined where it is not to be seen. */
  subscription: (id: string) => Subscription | undefined;
  /** Whose subscription it is; null where that is not to be seen, undefined until it is known. */
  customerOf: (subscription: string) => string | null | undefined;
  /** Whether something of the customer is to be seen. */
  sees: (customer: string) => boolean;
  /** Whether all that is to be seen is here. */
  isKnown: boolean;
  customer: NameOf;
  product: NameOf;
}

/** What the partner sees of the registry, to say names in place of ids. */
export function useRegistry(): Registry {
  const { rows, isPending, error } = useList("/v1/subscriptions", {}, { whole: true });
  const isKnown = !isPending && error === null;
  const [customer, product] = [useCustomerNames(), useProductNames()];
  return useMemo(() => {
    const known = new Map(rows.map((one) => [one.id, one]));
    const customers = new Set(rows.map((one) => one.customer_id));
    return {
      sees: (id: string) => customers.has(id),
      subscription: (id: string) => known.get(id),
      customerOf: (id: string) => known.get(id)?.customer_id ?? (isKnown ? null : undefined),
      isKnown,
      customer,
      product,
    };
  }, [rows, isKnown, customer, product]);
}
