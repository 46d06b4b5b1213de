import type { components } from "../api/contract.gen.ts";
import { catalogue } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { useLocale } from "../preferences/preferences.ts";

export type DataClass = components["schemas"]["DataClass"];
/** In the order in which they are told. */
export const dataClasses = [
  "subscription_facts",
  "usage",
  "billed_revenue",
  "other_partners",
] as const satisfies readonly DataClass[];

/** What an association lets a partner see where the customer has said nothing. */
export const usualClasses: readonly DataClass[] = ["subscription_facts", "usage", "billed_revenue"];

export const classTexts = catalogue(
  {
    subscription_facts: "Product, seats, state",
    usage: "Usage and consumption",
    billed_revenue: "Bills",
    other_partners: "Other partners",
    subscription_facts_short: "Product",
    usage_short: "Usage",
    billed_revenue_short: "Bills",
    other_partners_short: "Partners",
    subscription_facts_spoken: "product, seats and state",
    usage_spoken: "usage and consumption",
    billed_revenue_spoken: "bills",
    other_partners_spoken: "how many other partners there are",
    subscription_facts_hint: "which product, how many seats, when it renews",
    usage_hint: "what is used, how much, by how many; nobody by name",
    billed_revenue_hint:
      "what you are billed, where the programme opens that to the partner's role",
    other_partners_hint: "how many there are and of which types, no names",
  },
  {
    de: {
      subscription_facts: "Produkt, Plätze, Zustand",
      usage: "Nutzung und Verbrauch",
      billed_revenue: "Rechnungen",
      other_partners: "Weitere Partner",
      subscription_facts_short: "Produkt",
      usage_short: "Nutzung",
      billed_revenue_short: "Rechnungen",
      other_partners_short: "Partner",
      subscription_facts_spoken: "Produkt, Plätze und Zustand",
      usage_spoken: "Nutzung und Verbrauch",
      billed_revenue_spoken: "Rechnungen",
      other_partners_spoken: "wie viele weitere Partner es gibt",
      subscription_facts_hint: "welches Produkt, wie viele Plätze, wann es sich verlängert",
      usage_hint: "was genutzt wird, wie viel, von wie vielen; niemand mit Namen",
      billed_revenue_hint:
        "was Ihnen berechnet wird, wo das Programm es der Rolle des Partners öffnet",
      other_partners_hint: "wie viele es sind und welcher Art, ohne Namen",
    },
  },
);

/** Several of them inside a sentence. */
export function useSpokenClasses(): (classes: readonly DataClass[]) => string {
  const t = useTexts(classTexts);
  const locale = useLocale();
  return (classes) => new Intl.ListFormat(locale).format(classes.map((one) => t(`${one}_spoken`)));
}
