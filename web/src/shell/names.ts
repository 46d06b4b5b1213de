import { useMemo } from "react";
import { useList } from "../api/questions.ts";

/** What a thing is called; its id until that is known, or where it is not to be seen. */
export type NameOf = (id: string) => string;

function useNames(rows: readonly { id: string; name: string }[]): NameOf {
  return useMemo(() => {
    const names = new Map(rows.map((one) => [one.id, one.name]));
    return (id) => names.get(id) ?? id;
  }, [rows]);
}

export function usePartnerNames(): NameOf {
  return useNames(useList("/v1/partners", {}, { whole: true }).rows);
}
export function useCustomerNames(): NameOf {
  return useNames(useList("/v1/customers", {}, { pageSize: 1000 }).rows);
}
export function useProductNames(): NameOf {
  return useNames(useList("/v1/products", {}, { whole: true }).rows);
}
