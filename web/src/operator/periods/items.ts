import { catalogue } from "../../i18n/catalogue.ts";
import { useTexts } from "../../i18n/use_texts.ts";

const texts = catalogue(
  {
    month_over: "The month is over",
    feeds: "All feeds have come",
    quarantine: "Quarantine is empty",
    rates: "All exchange rates are there",
    disputes: "Disputes are decided",
    frozen: "Frozen",
    adjustments: "Adjustments are reviewed",
  },
  {
    de: {
      month_over: "Der Monat ist vorbei",
      feeds: "Alle Zuflüsse sind da",
      quarantine: "Die Quarantäne ist leer",
      rates: "Alle Wechselkurse sind da",
      disputes: "Anfechtungen sind entschieden",
      frozen: "Eingefroren",
      adjustments: "Anpassungen sind geprüft",
    },
  },
);

type Known = keyof typeof texts.en;

/** What an item of the checklist is called. */
export function useItemName(): (item: string) => string {
  const t = useTexts(texts);
  return (item) => (item in texts.en ? t(item as Known) : item);
}
