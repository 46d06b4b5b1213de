import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { oneOfEach } from "../api/filter.ts";
import { ask, keyOf, type List, type Page, useList } from "../api/questions.ts";
import type { Named } from "../kit/table/arrange.ts";

/** What a thing is called; its id until that is known, or where it is not to be seen. */
export type NameOf = Named;

interface Row {
  id: string;
  name: string;
}

const itself = (id: string) => id;

/** `other`: what is called how that is not in the list. */
function useNames({ rows, hasMore, isPending, error }: List<Row>, other = itself): NameOf {
  const isAll = !hasMore && !isPending && error === null;
  return useMemo(() => {
    const names = new Map(rows.map((one) => [one.id, one.name]));
    const name = (id: string) => names.get(id) ?? other(id);
    return Object.assign(name, { ids: isAll ? [...names.keys()] : undefined });
  }, [rows, isAll, other]);
}

export function usePartnerNames(): NameOf {
  return useNames(useList("/v1/partners", {}, { whole: true }));
}
export function useProductNames(): NameOf {
  return useNames(useList("/v1/products", {}, { whole: true }));
}

const kCustomers = "/v1/customers";

/** Of customers there may be too many to hold: the first ones, and of others those that are shown. */
export function useCustomerNames(): NameOf {
  const first = useList(kCustomers, {}, { pageSize: 1000 });
  return useNames(first, useShownNames(first.hasMore));
}

/** Asks for a name once somebody wants to show it, and for many at once. */
function useShownNames(isAsked: boolean): (id: string) => string {
  const queries = useQueryClient();
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const wanted = useRef(new Set<string>());
  const waiting = useRef<string[]>([]);
  const answer = useCallback(async () => {
    for (const filter of oneOfEach("id", waiting.current.splice(0))) {
      const query = { filter, fields: "id,name", limit: 1000 };
      const page = await queries
        .fetchQuery({
          queryKey: keyOf(kCustomers, query),
          queryFn: ({ signal }) => ask<Page<Row>>("get", kCustomers, { params: { query }, signal }),
        })
        .catch(() => null); // they keep their ids
      const rows = page?.data.data ?? [];
      setNames((before) => new Map([...before, ...rows.map((one) => [one.id, one.name] as const)]));
    }
  }, [queries]);
  return useCallback(
    (id) => {
      if (isAsked && !wanted.current.has(id)) {
        wanted.current.add(id);
        if (waiting.current.push(id) === 1) setTimeout(() => void answer(), 0);
      }
      return names.get(id) ?? id;
    },
    [isAsked, names, answer],
  );
}
