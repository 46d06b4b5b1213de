import { useMemo } from "react";
import { catalogue } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";

/** Why something did not count, by its code, and after `_fix` what the partner can do about it. */
const texts = catalogue(
  {
    NO_ASSOCIATION_ON_DATE: "No association held on the day of the usage",
    NO_ASSOCIATION_ON_DATE_fix: "Ask the customer to attach you: usage counts from that day on",
    ASSOC_NOT_ALLOWED_ON_CHANNEL: "The association type does not hold in this sales channel",
    ASSOC_NOT_ALLOWED_ON_CHANNEL_fix:
      "The seller of the subscription is credited here; check whether the channel is recorded right",
    ASSOC_NOT_ALLOWED_FOR_FAMILY: "The association type does not hold for products of this kind",
    ASSOC_NOT_ALLOWED_FOR_FAMILY_fix: "Ask to be partner of record of this subscription",
    ASSOC_NOT_INCENTIVE_BEARING: "The associations here earn credit, and none earns incentives",
    ASSOC_NOT_INCENTIVE_BEARING_fix: "Ask the customer to make you partner of record",
    ASSOC_NOT_COUNTED: "The association type does not count towards competencies",
    ASSOC_NOT_COUNTED_fix: "Ask to be partner of record of this subscription",
    NOT_SHARED: "Credit is shared, and no share was agreed",
    NOT_SHARED_fix: "Agree on shares with the other partner and tell the operator",
    NOT_HOLDER: "Another partner, or nobody, held the earning role on the day that counts",
    NOT_HOLDER_fix: "Ask the customer to make you partner of record before the next such day",
    SELF_DEALING: "Partner and customer belong to the same group",
    SELF_DEALING_fix: "Own use never counts; tell the operator if the group is recorded wrongly",
    ON_HOLD: "Earnings are held: computed, not payable",
    ON_HOLD_fix: "Ask the operator for the reason; what is held is released, not lost",
    NOT_IN_GOOD_STANDING: "The partner was suspended on the eligibility day of the month",
    NOT_IN_GOOD_STANDING_fix: "Clear the suspension with the operator before the next month",
    NOT_ENROLLED: "The enrolment that this incentive asks for was not complete",
    NOT_ENROLLED_fix: "Complete the enrolment; months after it count",
    PROFILE_INCOMPLETE: "A profile that this incentive asks for was not complete",
    PROFILE_INCOMPLETE_fix: "Complete your bank and tax profile; months after it count",
    SEGMENT_EXCLUDED: "This incentive does not pay in the country of the partner or the customer",
    SEGMENT_EXCLUDED_fix: "Nothing: this is a term of the programme",
    COMPETENCY_NOT_HELD: "The competency level asked for was not held on the eligibility day",
    COMPETENCY_NOT_HELD_fix: "See the gap to that level under Competencies",
    CAP_REACHED: "A cap of the incentive was reached: computed, not payable",
    CAP_REACHED_fix: "Nothing in this period: the cap begins anew with the next",
    BELOW_MINIMUM_SEATS: "There are fewer seats, or fewer in use, than asked for",
    BELOW_MINIMUM_SEATS_fix: "Help the customer to use its seats: see Opportunities",
    BELOW_MINIMUM: "The month, or the one it is compared with, comes to less than asked for",
    BELOW_MINIMUM_fix: "Grow the consumption of this subscription over the minimum",
    BELOW_HIGH_WATER_MARK: "Nothing lies above the mark that earlier months left",
    BELOW_HIGH_WATER_MARK_fix: "Only growth above the best earlier month is paid",
    MILESTONE_ALREADY_PAID: "The milestone has been paid before, and is paid once",
    MILESTONE_ALREADY_PAID_fix: "Nothing: see the earlier statement",
    ATTACH_TOO_LATE: "The partner came too long after the start of the subscription",
    ATTACH_TOO_LATE_fix: "Ask to be attached at the start of the next subscription",
    NOT_FULL_DAY_ACCESS: "There was no access all day long",
    NOT_FULL_DAY_ACCESS_fix: "Check the grant's roles and times with the customer",
    PRODUCT_NOT_ON_RATE_CARD: "No rate was in force on the usage day",
    PRODUCT_NOT_ON_RATE_CARD_fix: "Ask the operator whether the product is to be on the rate card",
    OFFER_TYPE_EXCLUDED: "Trial, internal and similar offers do not count",
    OFFER_TYPE_EXCLUDED_fix: "It counts when the customer moves to a paid offer",
    TAX_EXCLUDED: "Tax does not count",
    TAX_EXCLUDED_fix: "Nothing: the amount without tax is counted",
    INDICATOR: "A performance indicator is shown and never credited",
    INDICATOR_fix: "Nothing: the usage that it describes is counted by itself",
    NOT_ON_SNAPSHOT: "The month is read on its snapshot day",
    NOT_ON_SNAPSHOT_fix: "Nothing: the value of the snapshot day is counted",
    SUBSCRIPTION_NOT_ACTIVE: "The subscription was not active on the snapshot day",
    SUBSCRIPTION_NOT_ACTIVE_fix: "Help the customer to renew it",
    NO_USAGE: "There is no usage",
    NO_USAGE_fix: "Help the customer to start using it",
  },
  {
    de: {
      NO_ASSOCIATION_ON_DATE: "Am Tag der Nutzung galt keine Zuordnung",
      NO_ASSOCIATION_ON_DATE_fix:
        "Den Kunden um die Zuordnung bitten: Nutzung zählt von diesem Tag an",
      ASSOC_NOT_ALLOWED_ON_CHANNEL: "Die Art der Zuordnung gilt in diesem Vertriebsweg nicht",
      ASSOC_NOT_ALLOWED_ON_CHANNEL_fix:
        "Hier wird der Verkäufer des Abonnements gewertet; prüfen, ob der Vertriebsweg stimmt",
      ASSOC_NOT_ALLOWED_FOR_FAMILY: "Die Art der Zuordnung gilt für solche Produkte nicht",
      ASSOC_NOT_ALLOWED_FOR_FAMILY_fix: "Um die Rolle Partner of Record bitten",
      ASSOC_NOT_INCENTIVE_BEARING: "Die Zuordnungen hier bringen Gutschrift, aber keine Vergütung",
      ASSOC_NOT_INCENTIVE_BEARING_fix: "Den Kunden bitten, Sie zum Partner of Record zu machen",
      ASSOC_NOT_COUNTED: "Die Art der Zuordnung zählt nicht für Kompetenzen",
      ASSOC_NOT_COUNTED_fix: "Um die Rolle Partner of Record bitten",
      NOT_SHARED: "Gutschrift wird geteilt, und ein Anteil ist nicht vereinbart",
      NOT_SHARED_fix: "Anteile mit dem anderen Partner vereinbaren und dem Betreiber melden",
      NOT_HOLDER: "Ein anderer Partner oder niemand hatte die Rolle am maßgeblichen Tag",
      NOT_HOLDER_fix: "Vor dem nächsten Stichtag um die Rolle Partner of Record bitten",
      SELF_DEALING: "Partner und Kunde gehören zur selben Gruppe",
      SELF_DEALING_fix: "Eigene Nutzung zählt nie; falsche Gruppe dem Betreiber melden",
      ON_HOLD: "Die Vergütung ist zurückgehalten: berechnet, nicht zahlbar",
      ON_HOLD_fix: "Den Betreiber nach dem Grund fragen; Zurückgehaltenes wird freigegeben",
      NOT_IN_GOOD_STANDING: "Am Stichtag des Monats war der Partner ausgesetzt",
      NOT_IN_GOOD_STANDING_fix: "Die Aussetzung vor dem nächsten Monat mit dem Betreiber klären",
      NOT_ENROLLED: "Die verlangte Anmeldung war nicht vollständig",
      NOT_ENROLLED_fix: "Die Anmeldung abschließen; Monate danach zählen",
      PROFILE_INCOMPLETE: "Ein verlangtes Profil war nicht vollständig",
      PROFILE_INCOMPLETE_fix: "Bank- und Steuerprofil vervollständigen; Monate danach zählen",
      SEGMENT_EXCLUDED: "Diese Vergütung gibt es im Land des Partners oder des Kunden nicht",
      SEGMENT_EXCLUDED_fix: "Nichts: So steht es im Programm",
      COMPETENCY_NOT_HELD: "Die verlangte Kompetenzstufe bestand am Stichtag nicht",
      COMPETENCY_NOT_HELD_fix: "Die Lücke zu dieser Stufe steht unter Kompetenzen",
      CAP_REACHED: "Eine Obergrenze war erreicht: berechnet, nicht zahlbar",
      CAP_REACHED_fix: "Nichts in diesem Zeitraum: Mit dem nächsten beginnt sie neu",
      BELOW_MINIMUM_SEATS: "Es gibt oder nutzen weniger Plätze, als verlangt ist",
      BELOW_MINIMUM_SEATS_fix: "Dem Kunden helfen, seine Plätze zu nutzen: siehe Chancen",
      BELOW_MINIMUM: "Der Monat oder sein Vergleichsmonat ergibt weniger, als verlangt ist",
      BELOW_MINIMUM_fix: "Den Verbrauch dieses Abonnements über das Mindestmaß heben",
      BELOW_HIGH_WATER_MARK: "Nichts liegt über der Marke früherer Monate",
      BELOW_HIGH_WATER_MARK_fix: "Bezahlt wird nur Wachstum über den besten früheren Monat",
      MILESTONE_ALREADY_PAID: "Der Meilenstein wurde schon bezahlt, und das nur einmal",
      MILESTONE_ALREADY_PAID_fix: "Nichts: siehe die frühere Abrechnung",
      ATTACH_TOO_LATE: "Der Partner kam zu lange nach dem Beginn des Abonnements",
      ATTACH_TOO_LATE_fix: "Beim nächsten Abonnement von Anfang an zuordnen lassen",
      NOT_FULL_DAY_ACCESS: "Es gab nicht den ganzen Tag Zugang",
      NOT_FULL_DAY_ACCESS_fix: "Rollen und Zeiten der Berechtigung mit dem Kunden prüfen",
      PRODUCT_NOT_ON_RATE_CARD: "Am Nutzungstag galt kein Satz",
      PRODUCT_NOT_ON_RATE_CARD_fix: "Den Betreiber fragen, ob das Produkt einen Satz bekommt",
      OFFER_TYPE_EXCLUDED: "Test-, interne und ähnliche Angebote zählen nicht",
      OFFER_TYPE_EXCLUDED_fix: "Es zählt, sobald der Kunde ein bezahltes Angebot nutzt",
      TAX_EXCLUDED: "Steuer zählt nicht",
      TAX_EXCLUDED_fix: "Nichts: Gezählt wird der Betrag ohne Steuer",
      INDICATOR: "Ein Leistungsindikator wird gezeigt und nie gutgeschrieben",
      INDICATOR_fix: "Nichts: Die Nutzung dahinter wird selbst gezählt",
      NOT_ON_SNAPSHOT: "Der Monat wird an seinem Stichtag gelesen",
      NOT_ON_SNAPSHOT_fix: "Nichts: Der Wert des Stichtags wird gezählt",
      SUBSCRIPTION_NOT_ACTIVE: "Das Abonnement war am Stichtag nicht aktiv",
      SUBSCRIPTION_NOT_ACTIVE_fix: "Dem Kunden bei der Verlängerung helfen",
      NO_USAGE: "Es gibt keine Nutzung",
      NO_USAGE_fix: "Dem Kunden helfen, mit der Nutzung zu beginnen",
    },
  },
);

type Key = keyof typeof texts.en;
function isKey(key: string): key is Key {
  return key in texts.en;
}

export interface Reasons {
  /** The code itself where there are no words for it. */
  words: (code: string) => string;
  remedy: (code: string) => string | null;
}

export function useReasons(): Reasons {
  const t = useTexts(texts);
  return useMemo(
    () => ({
      words: (code) => (isKey(code) ? t(code) : code),
      remedy: (code) => {
        const key = `${code}_fix`;
        return isKey(key) ? t(key) : null;
      },
    }),
    [t],
  );
}
