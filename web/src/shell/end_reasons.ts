import { catalogue } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";

/** The closed list of why an association ended, in words for whoever reads them. */
const reasonTexts = catalogue(
  {
    REMOVED_BY_CUSTOMER: "the customer ended it",
    REPLACED: "another partner took its place",
    SUPERSEDED_SAME_DAY: "changed again on the same day",
    SUPERSEDED_BY_CLAIM: "another partner's claim took its place",
    RESIGNED_BY_PARTNER: "the partner resigned",
    CONSENT_WITHDRAWN: "the customer withdrew consent",
    CHANNEL_CHANGED_TO_CSP: "the subscription moved to a cloud solution provider",
    CHANNEL_CHANGED_FROM_CSP: "the subscription left its cloud solution provider",
    SUBSCRIPTION_ENDED: "the subscription ended",
    SUBSCRIPTION_TRANSFERRED: "the subscription was transferred",
    TERM_EXPIRED: "its term was over",
    PARTNER_TERMINATED: "the vendor ended the contract with the partner",
    PARTNER_MERGED: "the partner went into another one",
    TENANT_MERGED: "the customer was merged with another one",
    OPERATOR_CORRECTION: "the vendor corrected it",
  },
  {
    de: {
      REMOVED_BY_CUSTOMER: "vom Kunden beendet",
      REPLACED: "ein anderer Partner trat an die Stelle",
      SUPERSEDED_SAME_DAY: "am selben Tag erneut geändert",
      SUPERSEDED_BY_CLAIM: "der Anspruch eines anderen Partners trat an die Stelle",
      RESIGNED_BY_PARTNER: "der Partner hat niedergelegt",
      CONSENT_WITHDRAWN: "der Kunde hat die Zustimmung widerrufen",
      CHANNEL_CHANGED_TO_CSP: "das Abonnement wechselte zu einem Cloud Solution Provider",
      CHANNEL_CHANGED_FROM_CSP: "das Abonnement verließ den Cloud Solution Provider",
      SUBSCRIPTION_ENDED: "das Abonnement endete",
      SUBSCRIPTION_TRANSFERRED: "das Abonnement wurde übertragen",
      TERM_EXPIRED: "die Laufzeit war vorbei",
      PARTNER_TERMINATED: "der Anbieter beendete den Vertrag mit dem Partner",
      PARTNER_MERGED: "der Partner ging in einem anderen auf",
      TENANT_MERGED: "der Kunde wurde mit einem anderen verschmolzen",
      OPERATOR_CORRECTION: "der Anbieter hat es berichtigt",
    },
  },
);

/** A word that is not in the list stays as it came. */
export function useEndReason(): (code: string) => string {
  const t = useTexts(reasonTexts);
  return (code) => (code in reasonTexts.en ? t(code as keyof typeof reasonTexts.en) : code);
}
