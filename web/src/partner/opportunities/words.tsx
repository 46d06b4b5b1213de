import { catalogue } from "../../i18n/catalogue.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { useLocale } from "../../preferences/preferences.ts";
import { useTypeName } from "../../kit/Badge.tsx";
import { evidenceOf } from "./evidence.ts";
import { valuesIn } from "./found.ts";

/** The rules: what they are called, after `_rule` when they hold, after `_do` what to do. */
export const ruleTexts = catalogue(
  {
    under_used_seats: "Seats that are paid and little used",
    under_used_seats_rule: "Active users are less than 60 % of the seats on the snapshot day.",
    under_used_seats_do: "Offer an adoption workshop, before the customer cancels seats.",
    unassigned_seats: "Seats that nobody uses",
    unassigned_seats_rule: "Ten or more seats are bought and not active on the snapshot day.",
    unassigned_seats_do: "Find out who was meant to have them, and roll them out.",
    growth_without_commitment: "Fast growth without a commitment",
    growth_without_commitment_rule:
      "Consumption of the last 90 days is 20 % or more above the 90 days before, and the subscription has no term.",
    growth_without_commitment_do: "Offer a commitment: it is cheaper for this customer now.",
    renewals_in_90_days: "Renewals in the next 90 days",
    renewals_in_90_days_rule: "The subscription ends within 90 days after the month.",
    renewals_in_90_days_do: "Agree on the renewal, and on the seats that are really used.",
    white_space: "Products that similar customers have",
    white_space_rule:
      "Half or more of at least three comparable customers of yours have this product family, and this one has not.",
    white_space_do: "Show the customer what the others do with it.",
    consumption_drop: "Consumption that fell",
    consumption_drop_rule:
      "Consumption of the month is 30 % or more below the average of the three months before.",
    consumption_drop_do: "Ask what happened: a project that ended, or one that is stuck.",
    associated_not_partner_of_record: "You are associated, and not partner of record",
    associated_not_partner_of_record_rule:
      "You hold a role at this subscription, none of them is of record, and one could be held.",
    associated_not_partner_of_record_do:
      "Ask the customer to make you partner of record: only that earns incentives.",
    association_ends_soon: "Associations that end soon",
    association_ends_soon_rule:
      "A role that you hold today is not held any more within 90 days, and the subscription goes on.",
    association_ends_soon_do: "Ask the customer to renew it before its last day.",
  },
  {
    de: {
      under_used_seats: "Bezahlte, wenig genutzte Plätze",
      under_used_seats_rule: "Am Stichtag sind weniger als 60 % der Plätze aktiv.",
      under_used_seats_do: "Einen Workshop anbieten, ehe der Kunde Plätze kündigt.",
      unassigned_seats: "Plätze, die niemand nutzt",
      unassigned_seats_rule: "Zehn oder mehr Plätze sind gekauft und am Stichtag nicht aktiv.",
      unassigned_seats_do: "Klären, für wen sie gedacht waren, und sie ausrollen.",
      growth_without_commitment: "Schnelles Wachstum ohne Bindung",
      growth_without_commitment_rule:
        "Der Verbrauch der letzten 90 Tage liegt 20 % oder mehr über dem der 90 Tage davor, und das Abonnement hat keine Laufzeit.",
      growth_without_commitment_do:
        "Eine Bindung anbieten: Sie ist für den Kunden jetzt günstiger.",
      renewals_in_90_days: "Verlängerungen in den nächsten 90 Tagen",
      renewals_in_90_days_rule: "Das Abonnement endet binnen 90 Tagen nach dem Monat.",
      renewals_in_90_days_do: "Die Verlängerung und die wirklich genutzten Plätze vereinbaren.",
      white_space: "Produkte, die ähnliche Kunden haben",
      white_space_rule:
        "Die Hälfte oder mehr von mindestens drei vergleichbaren Kunden hat diese Produktfamilie, dieser nicht.",
      white_space_do: "Dem Kunden zeigen, was die anderen damit tun.",
      consumption_drop: "Gefallener Verbrauch",
      consumption_drop_rule:
        "Der Verbrauch des Monats liegt 30 % oder mehr unter dem Mittel der drei Monate davor.",
      consumption_drop_do: "Nachfragen: Ein Projekt ist beendet, oder es steckt fest.",
      associated_not_partner_of_record: "Zugeordnet, aber nicht Partner of Record",
      associated_not_partner_of_record_rule:
        "Sie haben an diesem Abonnement eine Rolle, keine davon ist Partner of Record, und eine solche wäre möglich.",
      associated_not_partner_of_record_do:
        "Um die Rolle Partner of Record bitten: Nur sie bringt Vergütung.",
      association_ends_soon: "Zuordnungen, die bald enden",
      association_ends_soon_rule:
        "Eine Rolle von heute besteht binnen 90 Tagen nicht mehr, das Abonnement aber läuft weiter.",
      association_ends_soon_do: "Den Kunden vor dem letzten Tag um Erneuerung bitten.",
    },
  },
);

/** Names of the numbers that rules rest on; others are shown as they came. */
const evidenceTexts = catalogue(
  {
    seats: "seats",
    active_users: "active users",
    used_percent: "used, %",
    below_percent: "threshold: below, %",
    unassigned: "unassigned",
    at_least: "threshold: at least",
    consumption: "consumption",
    before: "in the days before",
    days: "days compared",
    three_months_before: "three months before, together",
    growth_percent: "growth, %",
    drop_percent: "drop, %",
    at_least_percent: "threshold: at least, %",
    currency: "currency",
    days_left: "days left",
    within_days: "threshold: days",
    ends_on: "first day without it",
    comparable_customers: "comparable customers",
    of_them_have_it: "of these have it",
    roles: "your roles",
    held_as: "you hold it as",
    roles_of_record: "roles of record that could be held",
    partner_of_record: "partner of record now",
  },
  {
    de: {
      seats: "Plätze",
      active_users: "aktive Nutzer",
      used_percent: "genutzt, %",
      below_percent: "Schwelle: unter, %",
      unassigned: "ohne Nutzer",
      at_least: "Schwelle: mindestens",
      consumption: "Verbrauch",
      before: "in den Tagen davor",
      days: "verglichene Tage",
      three_months_before: "drei Monate davor, zusammen",
      growth_percent: "Wachstum, %",
      drop_percent: "Rückgang, %",
      at_least_percent: "Schwelle: mindestens, %",
      currency: "Währung",
      days_left: "Tage übrig",
      within_days: "Schwelle: Tage",
      ends_on: "erster Tag ohne",
      comparable_customers: "vergleichbare Kunden",
      of_them_have_it: "davon haben es",
      roles: "Ihre Rollen",
      held_as: "Ihre Rolle",
      roles_of_record: "mögliche Rollen",
      partner_of_record: "Partner of Record jetzt",
    },
  },
);

type EvidenceWord = keyof typeof evidenceTexts.en;

/** What a rule found, with its numbers: "619 seats". */
export function useEvidence(): (text: string) => { name: string; value: string }[] {
  const t = useTexts(evidenceTexts);
  const locale = useLocale();
  const typeName = useTypeName();
  return (text) => {
    const evidence = evidenceOf(text);
    const values = valuesIn(evidence, locale, typeName);
    return evidence.map(({ name, value }) => ({
      name: name in evidenceTexts.en ? t(name as EvidenceWord) : name.replaceAll("_", " "),
      value: values.get(name) ?? value,
    }));
  };
}
