import { catalogue } from "../../i18n/catalogue.ts";

export const onePagerTexts = catalogue(
  {
    title: "One-pager for customers",
    lead: "How a customer makes you its partner of record: one page, with your name and your id.",
    print: "Print or save as PDF",
    language: "Language of the page",
    en: "English",
    de: "German",
    contact: "Contact on the page",
    contactHint: "A person, a telephone number: whatever your customer shall ask. Kept nowhere.",
  },
  {
    de: {
      title: "Merkblatt für Kunden",
      lead: "Wie ein Kunde Sie zu seinem Partner of Record macht: eine Seite, mit Ihrem Namen und Ihrer Kennung.",
      print: "Drucken oder als PDF sichern",
      language: "Sprache der Seite",
      en: "Englisch",
      de: "Deutsch",
      contact: "Kontakt auf der Seite",
      contactHint:
        "Eine Person, eine Telefonnummer: wen Ihr Kunde fragen soll. Wird nirgends gespeichert.",
    },
  },
);

/** What is on the page itself: its language is the customer's, not the reader's. */
export const sheetTexts = catalogue(
  {
    title: "How to make {partner} your partner of record",
    what: "Your partner of record is the partner whom you name as the one that helps you with a subscription. Naming {partner} tells the vendor who stands behind what you do with it, and lets {partner} see what it needs to advise you.",
    partner: "Partner",
    id: "Partner id",
    contact: "Your contact",
    how: "In five steps",
    step1: "Sign in to the customer portal. You need the right to change associations.",
    step2: "On “My subscriptions” press “Attach partner”.",
    step3: "Type {partner}, or the id {id}, and pick it.",
    step4:
      "Look through the subscriptions that are chosen, and choose what the partner may see and until when.",
    step5: "Press the button. It says the whole effect; for 15 minutes you can undo it.",
    address: "Or open this address: it leads to the dialogue with {partner} already chosen.",
    know: "Good to know",
    free: "It costs you nothing and changes no price, no contract and no invoice.",
    sees: "You choose what is seen. Who your users are is never shown, and every look stands in your access log.",
    ends: "You can end or replace your partner of record at any time, in two clicks.",
    kinds:
      "Products sold by seats count for whoever is named on one day of the month, mostly the last; metered products count day by day. Nothing before the first day counts.",
    resold: "Subscriptions bought through a cloud solution provider need no partner of record.",
  },
  {
    de: {
      title: "So machen Sie {partner} zu Ihrem Partner of Record",
      what: "Ihr Partner of Record ist der Partner, den Sie als den bestimmen, der Ihnen bei einem Abonnement hilft. Mit {partner} sagen Sie dem Hersteller, wer hinter dem steht, was Sie damit tun, und lassen {partner} sehen, was für eine gute Beratung nötig ist.",
      partner: "Partner",
      id: "Kennung des Partners",
      contact: "Ihr Kontakt",
      how: "In fünf Schritten",
      step1: "Melden Sie sich am Kundenportal an. Sie brauchen das Recht, Zuordnungen zu ändern.",
      step2: "Drücken Sie unter „Meine Abonnements“ auf „Partner zuordnen“.",
      step3: "Geben Sie {partner} ein, oder die Kennung {id}, und wählen Sie den Partner.",
      step4:
        "Sehen Sie die gewählten Abonnements durch, und wählen Sie, was der Partner sehen darf und bis wann.",
      step5:
        "Drücken Sie den Knopf. Er nennt die ganze Wirkung; 15 Minuten lang lässt sie sich rückgängig machen.",
      address:
        "Oder öffnen Sie diese Adresse: Sie führt zum Dialog, in dem {partner} schon gewählt ist.",
      know: "Gut zu wissen",
      free: "Es kostet Sie nichts und ändert keinen Preis, keinen Vertrag und keine Rechnung.",
      sees: "Sie wählen, was gesehen wird. Wer Ihre Nutzer sind, wird nie gezeigt, und jeder Blick steht in Ihrem Zugriffsprotokoll.",
      ends: "Sie können Ihren Partner of Record jederzeit beenden oder ersetzen, mit zwei Klicks.",
      kinds:
        "Produkte nach Plätzen zählen für den, der an einem Tag des Monats bestimmt ist, meist am letzten; Produkte nach Verbrauch zählen Tag für Tag. Nichts vor dem ersten Tag zählt.",
      resold: "Abonnements über einen Cloud Solution Provider brauchen keinen Partner of Record.",
    },
  },
);
