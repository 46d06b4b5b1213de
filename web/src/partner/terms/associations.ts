import { catalogue } from "../../i18n/catalogue.ts";
import { useTexts } from "../../i18n/use_texts.ts";

/** The closed list of why an association ended and of what recorded it, as its partner is told. */
const texts = catalogue(
  {
    REMOVED_BY_CUSTOMER: "the customer ended it",
    REPLACED: "another partner took your place",
    SUPERSEDED_SAME_DAY: "changed again on the same day",
    SUPERSEDED_BY_CLAIM: "another partner's claim took its place",
    RESIGNED_BY_PARTNER: "you resigned",
    CONSENT_WITHDRAWN: "the customer withdrew consent",
    CHANNEL_CHANGED_TO_CSP: "the subscription moved to a cloud solution provider",
    CHANNEL_CHANGED_FROM_CSP: "the subscription left its cloud solution provider",
    SUBSCRIPTION_ENDED: "the subscription ended",
    SUBSCRIPTION_TRANSFERRED: "the subscription was transferred",
    TERM_EXPIRED: "its term was over",
    PARTNER_TERMINATED: "your contract with the operator ended",
    PARTNER_MERGED: "your company went into another one",
    TENANT_MERGED: "the customer was merged with another one",
    OPERATOR_CORRECTION: "the operator corrected it",
    source_recognition: "the sale",
    source_import: "the operator's registry",
    source_act: "an act",
  },
  {
    de: {
      REMOVED_BY_CUSTOMER: "der Kunde hat sie beendet",
      REPLACED: "ein anderer Partner trat an Ihre Stelle",
      SUPERSEDED_SAME_DAY: "am selben Tag erneut geändert",
      SUPERSEDED_BY_CLAIM: "der Anspruch eines anderen Partners trat an die Stelle",
      RESIGNED_BY_PARTNER: "Sie haben niedergelegt",
      CONSENT_WITHDRAWN: "der Kunde hat die Zustimmung widerrufen",
      CHANNEL_CHANGED_TO_CSP: "das Abonnement wechselte zu einem Cloud Solution Provider",
      CHANNEL_CHANGED_FROM_CSP: "das Abonnement verließ den Cloud Solution Provider",
      SUBSCRIPTION_ENDED: "das Abonnement endete",
      SUBSCRIPTION_TRANSFERRED: "das Abonnement wurde übertragen",
      TERM_EXPIRED: "die Laufzeit war vorbei",
      PARTNER_TERMINATED: "Ihr Vertrag mit dem Betreiber endete",
      PARTNER_MERGED: "Ihre Firma ging in einer anderen auf",
      TENANT_MERGED: "der Kunde wurde mit einem anderen verschmolzen",
      OPERATOR_CORRECTION: "der Betreiber hat es berichtigt",
      source_recognition: "den Verkauf",
      source_import: "das Verzeichnis des Betreibers",
      source_act: "eine Handlung",
    },
  },
);

type Key = keyof typeof texts.en;
const isKey = (key: string): key is Key => Object.hasOwn(texts.en, key);

/** A word that is not in the list stays as it came. */
export function useAssociationWords() {
  const t = useTexts(texts);
  return {
    endReason: (code: string) => (isKey(code) ? t(code) : code),
    source: (code: string) => {
      const key = `source_${code}`;
      return isKey(key) ? t(key) : code;
    },
  };
}
