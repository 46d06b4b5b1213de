import { useMemo } from "react";
import { type List, useList } from "../api/questions.ts";
import type { Named } from "../kit/table/arrange.ts";

/** What a thing is called; its id until that is known, or where it is not to be seen. */
export type NameOf = Named;

function useNames({ rows, hasMore, isPending, error }: List<{ id: string; name: string }>): NameOf {
  const isAll = !hasMore && !isPending && error === null;
  return useMemo(() => {
    const names = new Map(rows.map((one) => [one.id, one.name]));
    const name = (id: string) => names.get(id) ?? id;
    return Object.assign(name, { ids: isAll ? [...names.keys()] : undefined });
  }, [rows, isAll]);
}

export function usePartnerNames(): NameOf {
  return useNames(useList("/v1/partners", {}, { whole: true }));
}
export function useCustomerNames(): NameOf {
  return useNames(useList("/v1/customers", {}, { pageSize: 1000 }));
}
export function useProductNames(): NameOf {
  return useNames(useList("/v1/products", {}, { whole: true }));
}
