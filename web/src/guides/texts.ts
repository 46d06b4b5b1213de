import { catalogue } from "../i18n/catalogue.ts";

export const guideTexts = catalogue(
  {
    title: "Guides",
    lead: "How this programme works, in the words of whoever runs it.",
    all: "All guides",
    version: "Version {version}, since {day}",
    otherLanguage: "only in {language}",
    read: "Read",
    emptyTitle: "There is no guide yet",
    emptyText:
      "As soon as the operator publishes one, it stands here. Ask under Support until then.",
    en: "English",
    de: "German",
    attach: "Attach a partner of record",
    attachText: "One dialogue for one or all of your subscriptions.",
    attachGo: "Take me there",
    answer: "Answer a partner's request",
    answerText: "It says what the partner would see and get, and until when you have time.",
    review: "See who sees what",
    reviewText: "Every partner with what it sees, by whose word, and who looked.",
    steps: "What you came for",
  },
  {
    de: {
      title: "Leitfäden",
      lead: "Wie dieses Programm funktioniert, in den Worten seines Betreibers.",
      all: "Alle Leitfäden",
      version: "Fassung {version}, seit {day}",
      otherLanguage: "nur auf {language}",
      read: "Lesen",
      emptyTitle: "Es gibt noch keinen Leitfaden",
      emptyText:
        "Sobald der Betreiber einen veröffentlicht, steht er hier. Fragen Sie bis dahin unter Hilfe und Support.",
      en: "Englisch",
      de: "Deutsch",
      attach: "Einen Partner of Record zuordnen",
      attachText: "Ein Dialog für eines oder alle Ihrer Abonnements.",
      attachGo: "Dorthin",
      answer: "Die Anfrage eines Partners beantworten",
      answerText: "Sie sagt, was der Partner sähe und bekäme, und bis wann Sie Zeit haben.",
      review: "Sehen, wer was sieht",
      reviewText: "Jeder Partner mit dem, was er sieht, auf wessen Wort, und wer hinsah.",
      steps: "Wozu Sie gekommen sind",
    },
  },
);
