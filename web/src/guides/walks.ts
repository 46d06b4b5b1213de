import { catalogue } from "../i18n/catalogue.ts";

/** Walk-throughs: pictures of real screens, one after the other, each with what is done in it. */
export const walks = {
  attach: ["attach-1", "attach-2", "attach-3", "attach-4"],
  answer: ["answer-1", "answer-2", "answer-3"],
  explain: ["explain-1", "explain-2", "explain-3"],
} as const;

export type WalkName = keyof typeof walks;

export function isWalk(name: string): name is WalkName {
  return name in walks;
}

export const walkTexts = catalogue(
  {
    attach: "Name a partner of record",
    answer: "Approve a request",
    explain: "Explain a figure",
    "attach-1": "On “My subscriptions” press “Attach partner”.",
    "attach-2": "Type two letters of the partner's name, or its id, and pick it.",
    "attach-3":
      "All subscriptions that can have one are chosen. Look at what the partner will see; the button says the whole effect.",
    "attach-4": "Done. For fifteen minutes “Undo” puts everything back as it was.",
    "answer-1": "“Requests” shows how many partners wait for your answer.",
    "answer-2":
      "The card says who asks, what it would see and get, and until when you have time. Approve or decline: the button says the effect.",
    "answer-3": "The partner is told, and “Undo” takes it back for fifteen minutes.",
    "explain-1": "Every figure of the overview is a link. Press the framed one.",
    "explain-2": "The ledger shows the lines that make it up. Press one of them.",
    "explain-3":
      "The explanation goes down to the rows of usage: the role, the days, the rule, and what did not count.",
  },
  {
    de: {
      attach: "Einen Partner of Record bestimmen",
      answer: "Eine Anfrage annehmen",
      explain: "Eine Zahl erklären",
      "attach-1": "Drücken Sie unter „Meine Abonnements“ auf „Partner zuordnen“.",
      "attach-2":
        "Geben Sie zwei Buchstaben vom Namen des Partners ein, oder seine Kennung, und wählen Sie ihn.",
      "attach-3":
        "Alle Abonnements, die einen haben können, sind gewählt. Sehen Sie nach, was der Partner sehen wird; der Knopf nennt die ganze Wirkung.",
      "attach-4": "Fertig. Fünfzehn Minuten lang stellt „Rückgängig“ alles wieder her, wie es war.",
      "answer-1": "„Anfragen“ zeigt, wie viele Partner auf Ihre Antwort warten.",
      "answer-2":
        "Die Karte sagt, wer fragt, was er sähe und bekäme und bis wann Sie Zeit haben. Annehmen oder ablehnen: Der Knopf nennt die Wirkung.",
      "answer-3": "Der Partner erfährt es, und „Rückgängig“ nimmt es fünfzehn Minuten lang zurück.",
      "explain-1": "Jede Zahl im Überblick ist ein Link. Drücken Sie auf die umrahmte.",
      "explain-2":
        "Die Gutschriften zeigen die Zeilen, aus denen sie besteht. Drücken Sie auf eine davon.",
      "explain-3":
        "Die Erklärung führt bis zu den Nutzungszeilen: die Rolle, die Tage, die Regel, und was nicht zählte.",
    },
  },
);
