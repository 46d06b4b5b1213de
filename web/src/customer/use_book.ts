import { useMemo } from "react";
import { type List, useList } from "../api/questions.ts";
import type { Day } from "../format/time.ts";
import { useHere } from "../shell/session.tsx";
import {
  type Association,
  type DataAccess,
  type Held,
  held,
  type Subscription,
} from "./holdings.ts";

export interface Book {
  customer: string;
  today: Day;
  subscriptions: List<Subscription>;
  associations: readonly Association[];
  access: readonly DataAccess[];
  rows: readonly Held[];
  error: Error | null;
  isPending: boolean;
}

const kAll = { whole: true };

/** Days are the service's: its answer says when it was given. */
export function dayOf(at: Date | null): Day {
  return (at ?? new Date()).toISOString().slice(0, 10);
}

/** What the customer has, who stands beside it and what they see, as of now. */
export function useBook(): Book {
  const customer = useHere().tenant.id;
  const subscriptions = useList("/v1/subscriptions", {}, kAll);
  const associations = useList("/v1/associations", {}, kAll);
  const access = useList("/v1/data-access", { customer_id: customer }, kAll);
  const today = dayOf(subscriptions.at);
  const rows = useMemo(
    () => held(subscriptions.rows, associations.rows, access.rows, today),
    [subscriptions.rows, associations.rows, access.rows, today],
  );
  return {
    customer,
    today,
    subscriptions,
    associations: associations.rows,
    access: access.rows,
    rows,
    error: subscriptions.error ?? associations.error ?? access.error,
    isPending: subscriptions.isPending || associations.isPending || access.isPending,
  };
}
