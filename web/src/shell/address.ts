import { useCallback, useMemo } from "react";
import { useLocation, useSearch } from "wouter";

/**
 * The part of a screen's state that stands in the address: filters, order, tab, period, drawer.
 * A change replaces the entry of the history; `change(…, "push")` adds one, for what Back undoes.
 */
export function useAddress() {
  const search = useSearch();
  const [path, go] = useLocation();
  const values = useMemo(() => new URLSearchParams(search), [search]);
  const change = useCallback(
    (wanted: Readonly<Record<string, string | null>>, how: "replace" | "push" = "replace") => {
      const next = new URLSearchParams(location.search);
      for (const [name, value] of Object.entries(wanted)) {
        if (value === null || value === "") next.delete(name);
        else next.set(name, value);
      }
      const text = next.toString();
      go(text ? `${path}?${text}` : path, { replace: how === "replace" });
    },
    [path, go],
  );
  return { values, change };
}

/** One value of the address with what it is when it is absent; that is not written. */
export function useAddressValue(
  name: string,
  otherwise: string,
): [string, (value: string) => void] {
  const { values, change } = useAddress();
  const set = useCallback(
    (value: string) => change({ [name]: value === otherwise ? null : value }),
    [name, otherwise, change],
  );
  return [values.get(name) ?? otherwise, set];
}
