import { useMemo } from "react";
import { catalogue } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import type { NameOf } from "../shell/names.ts";

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
    partners: "Partners",
    consents: "Consents",
    coverage: "Consumption that nobody is credited for",
    payouts: "Payouts",
    "feed-files": "Files of feeds",
    quarantine: "Quarantined rows",
    "access-log": "Looks at data of customers",
    "audit-events": "Audit events",
    roles: "Roles",
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
      partners: "Partner",
      consents: "Einwilligungen",
      coverage: "Verbrauch, der niemandem gutgeschrieben ist",
      payouts: "Auszahlungen",
      "feed-files": "Dateien der Zuflüsse",
      quarantine: "Zeilen in Quarantäne",
      "access-log": "Blicke auf Kundendaten",
      "audit-events": "Prüfereignisse",
      roles: "Rollen",
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
