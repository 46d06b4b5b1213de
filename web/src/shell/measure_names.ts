import { useMemo } from "react";
import { catalogue } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import type { NameOf } from "./names.ts";

const texts = catalogue(
  {
    consumption: "Consumption",
    revenue: "Revenue",
    seats: "Seats",
    active_users: "Active users",
    indicator: "Indicator",
  },
  {
    de: {
      consumption: "Verbrauch",
      revenue: "Umsatz",
      seats: "Plätze",
      active_users: "Aktive Nutzer",
      indicator: "Indikator",
    },
  },
);

/** A measure as people say it; what is none is said as words: "net_adds" is "Net adds". */
export function useMeasureNames(): NameOf {
  const t = useTexts(texts);
  return useMemo(
    () => (measure) => {
      if (measure in texts.en) return t(measure as keyof typeof texts.en);
      const words = measure.replaceAll("_", " ");
      return words.charAt(0).toLocaleUpperCase() + words.slice(1);
    },
    [t],
  );
}
