import { catalogue } from "../../i18n/catalogue.ts";

/** Where what was ingested for a month went: docs/domain/rules.md, "Reconciliation of a month". */
export const bucketTexts = catalogue(
  {
    ingested: "Ingested",
    credited_once: "Credited",
    no_association: "Nobody was associated",
    csp_without_partner: "Bought from a cloud solution provider that is not recorded",
    SELF_DEALING: "Own use of the partner",
    ASSOC_NOT_ALLOWED_FOR_FAMILY: "The association's type does not hold for the product",
    ASSOC_NOT_ALLOWED_ON_CHANNEL: "The association's type does not hold in the channel",
    ASSOC_NOT_COUNTED: "The association's type does not count for competencies",
    NOT_SHARED: "No share was agreed",
    NOT_ON_SNAPSHOT: "Not on the snapshot day",
    SUBSCRIPTION_NOT_ACTIVE: "Subscription not active on the snapshot day",
    OFFER_TYPE_EXCLUDED: "Trial, internal and similar offers",
    TAX_EXCLUDED: "Tax",
    INDICATOR: "Performance indicators",
    rounding: "Rests beyond twelve decimals",
    quarantined: "In quarantine, beside the sum",
  },
  {
    de: {
      ingested: "Eingegangen",
      credited_once: "Gutgeschrieben",
      no_association: "Niemand war zugeordnet",
      csp_without_partner: "Über einen Cloud Solution Provider, der nicht erfasst ist",
      SELF_DEALING: "Eigene Nutzung des Partners",
      ASSOC_NOT_ALLOWED_FOR_FAMILY: "Art der Zuordnung gilt für das Produkt nicht",
      ASSOC_NOT_ALLOWED_ON_CHANNEL: "Art der Zuordnung gilt im Vertriebsweg nicht",
      ASSOC_NOT_COUNTED: "Art der Zuordnung zählt nicht für Kompetenzen",
      NOT_SHARED: "Kein Anteil vereinbart",
      NOT_ON_SNAPSHOT: "Nicht am Stichtag",
      SUBSCRIPTION_NOT_ACTIVE: "Abonnement am Stichtag nicht aktiv",
      OFFER_TYPE_EXCLUDED: "Test-, interne und ähnliche Angebote",
      TAX_EXCLUDED: "Steuer",
      INDICATOR: "Leistungsindikatoren",
      rounding: "Reste nach der zwölften Stelle",
      quarantined: "In Quarantäne, neben der Summe",
    },
  },
);

export type BucketWord = keyof typeof bucketTexts.en;
const kOrder = Object.keys(bucketTexts.en);

export function isBucketWord(bucket: string): bucket is BucketWord {
  return bucket in bucketTexts.en;
}

/** What came in, then what was credited, then the rest in the order in which it is asked. */
export function inOrder<Row extends { bucket: string; measure: string; currency: string }>(
  rows: readonly Row[],
): Row[] {
  const place = ({ bucket }: Row) =>
    isBucketWord(bucket) ? kOrder.indexOf(bucket) : kOrder.length;
  const keyOf = ({ measure, currency }: Row) => `${measure} ${currency}`;
  const groups = [...new Set(rows.map(keyOf))];
  const group = (one: Row) => groups.indexOf(keyOf(one));
  return [...rows].sort((a, b) => group(a) - group(b) || place(a) - place(b));
}
