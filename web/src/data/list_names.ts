import { useMemo } from "react";
import { catalogue } from "../../i18n/catalogue.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import type { NameOf } from "../../shell/names.ts";

const texts = catalogue(
  {
    subscriptions: "Subscriptions",
    customers: "Customers",
    associations: "Associations",
    requests: "Requests",
    credit: "Credit",
    earnings: "Earning lines",
    "ledger-entries": "Entries of the books",
    statements: "Statements",
    "statement-stages": "Way of each statement",
    balances: "Balances",
    payments: "Payments",
    petitions: "Disputes and claims",
    opportunities: "Opportunities",
    reports: "Revenue, usage and consumption",
  },
  {
    de: {
      subscriptions: "Abonnements",
      customers: "Kunden",
      associations: "Zuordnungen",
      requests: "Anfragen",
      credit: "Gutschrift",
      earnings: "Vergütungszeilen",
      "ledger-entries": "Buchungen",
      statements: "Abrechnungen",
      "statement-stages": "Weg jeder Abrechnung",
      balances: "Salden",
      payments: "Zahlungen",
      petitions: "Anfechtungen und Ansprüche",
      opportunities: "Chancen",
      reports: "Umsatz, Nutzung und Verbrauch",
    },
  },
);

/** What a list of the API is called where its file is made; one without a name stays as it came. */
export function useListNames(): NameOf {
  const t = useTexts(texts);
  return useMemo(
    () => (list) => (Object.hasOwn(texts.en, list) ? t(list as keyof typeof texts.en) : list),
    [t],
  );
}
