import { useEffect, useState } from "react";
import { useAddress } from "./address.ts";
import { addressOf, type Portal, type Screen } from "./portal.ts";

let chosen = "";

/**
 * Where a screen is, with the period that was chosen last: it goes along to each screen that has
 * one, also over screens that have none.
 */
export function useAddressWithPeriod(portal: Portal): (screen: Screen) => string {
  const asked = useAddress().values.get("period");
  const [, remember] = useState(chosen);
  useEffect(() => {
    if (asked === null) return;
    chosen = asked;
    remember(asked);
  }, [asked]);
  const period = asked ?? chosen;
  return (screen) => {
    const address = addressOf(portal, screen);
    return screen.hasPeriod && period !== ""
      ? `${address}?period=${encodeURIComponent(period)}`
      : address;
  };
}
