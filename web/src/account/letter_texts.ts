import { catalogue } from "../i18n/catalogue.ts";

export const letterTexts = catalogue(
  {
    title: "Letters by e-mail",
    lead: "They go to {address}. They name what they are about by its id, and no amounts.",
    noAddress: "You have no address here. Somebody who may manage users can give you one.",
    noServer: "This service has no mail server yet, so nothing is sent.",
    kinds: "Write to me when",
    language: "Language of letters",
    ofService: "As the service is set up",
    en: "English",
    de: "German",
    kept: "Your choice of letters is kept",
  },
  {
    de: {
      title: "Briefe per E-Mail",
      lead: "Sie gehen an {address}. Sie nennen nur Kennungen und keine Beträge.",
      noAddress: "Sie haben hier keine Adresse. Wer Benutzer verwaltet, kann eine eintragen.",
      noServer: "Dieser Dienst hat noch keinen Mailserver, es wird also nichts verschickt.",
      kinds: "Schreiben Sie mir, wenn",
      language: "Sprache der Briefe",
      ofService: "Wie der Dienst eingestellt ist",
      en: "Englisch",
      de: "Deutsch",
      kept: "Ihre Auswahl ist gespeichert",
    },
  },
);

const english = {
  "association.activated": "a partner is associated",
  "association.ended": "an association has ended",
  "association.expiring": "an association or an invitation is about to expire",
  "association.replaced": "another partner holds what a partner held",
  "association.requested": "a request waits for my decision",
  "competency.attained": "a level of a competency is attained",
  "competency.lost": "a competency is lost",
  "dispute.decided": "a dispute has been decided",
  "import.quarantined": "rows of a file wait in quarantine",
  "payout.failed": "a payment has failed or came back",
  "payout.sent": "a payment was made",
  "statement.issued": "a statement has been issued",
};

/** The kinds of letters, each as the end of a sentence that begins with "when". */
export const kindTexts = catalogue(english, {
  de: {
    "association.activated": "ein Partner zugeordnet wird",
    "association.ended": "eine Zuordnung endet",
    "association.expiring": "eine Zuordnung oder Einladung bald abläuft",
    "association.replaced": "ein anderer Partner an die Stelle eines Partners tritt",
    "association.requested": "eine Anfrage auf meine Entscheidung wartet",
    "competency.attained": "die Stufe einer Kompetenz erreicht ist",
    "competency.lost": "eine Kompetenz verloren geht",
    "dispute.decided": "über eine Anfechtung entschieden ist",
    "import.quarantined": "Zeilen einer Datei in Quarantäne warten",
    "payout.failed": "eine Zahlung fehlschlägt oder zurückkommt",
    "payout.sent": "eine Zahlung erfolgt ist",
    "statement.issued": "eine Abrechnung vorliegt",
  },
});

export function isKind(type: string): type is keyof typeof english {
  return type in english;
}
