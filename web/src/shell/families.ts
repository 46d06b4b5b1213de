import { useMemo } from "react";
import { useList } from "../api/questions.ts";

/** Families of the products to which the reader has subscriptions, in small letters. */
export function useFamilies(): ReadonlySet<string> {
  const subscriptions = useList("/v1/subscriptions", {}, { pageSize: 1000 });
  const products = useList("/v1/products", {}, { pageSize: 1000 });
  return useMemo(() => {
    const own = new Set(subscriptions.rows.map((one) => one.product_id));
    return new Set(
      products.rows.filter((one) => own.has(one.id)).map((one) => one.family.toLocaleLowerCase()),
    );
  }, [subscriptions.rows, products.rows]);
}
