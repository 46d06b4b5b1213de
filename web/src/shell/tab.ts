import { useCallback } from "react";
import { useAddress } from "./address.ts";

/** For whom is asked and which month: what a page means whichever of its tabs is open. */
const kOfThePage = ["for", "period"];

/** What to change in an address that has these names: of another tab's view nothing stays. */
export function changesForTab(
  names: Iterable<string>,
  tab: string | null,
  keeps: readonly string[],
): Record<string, string | null> {
  const gone = [...names].filter((one) => !kOfThePage.includes(one) && !keeps.includes(one));
  return { ...Object.fromEntries(gone.map((one) => [one, null] as const)), tab };
}

/**
 * The tab in the address, `first` when none is named. Another one begins with an address of its
 * own: order, filters, columns and an open row of the tab before are not its. `keeps`: names that
 * all tabs of the page share.
 */
export function useTab(
  first: string,
  keeps: readonly string[] = [],
): [chosen: string, choose: (tab: string) => void] {
  const { values, change } = useAddress();
  const kept = keeps.join();
  const choose = useCallback(
    (tab: string) => {
      const names = new URLSearchParams(location.search).keys();
      change(changesForTab(names, tab === first ? null : tab, kept.split(",")));
    },
    [change, first, kept],
  );
  return [values.get("tab") ?? first, choose];
}
