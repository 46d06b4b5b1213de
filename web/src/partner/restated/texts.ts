import { catalogue } from "../../i18n/catalogue.ts";

export const restatedTexts = catalogue(
  {
    column: "Restated",
    published: "When it closed",
    cause: "Why restated",
    badge: "Restated {delta}",
    was: "{amount}: how it was reckoned",
    title: "Restated since the close",
    lead: {
      one: "One line is otherwise now than when the month closed: {causes}.",
      other: "{count} lines are otherwise now than when the month closed: {causes}.",
    },
    months: "Outlined months were restated after they closed: {months}.",
  },
  {
    de: {
      column: "Neu berechnet",
      published: "Beim Abschluss",
      cause: "Warum neu berechnet",
      badge: "Neu berechnet {delta}",
      was: "{amount}: wie es berechnet wurde",
      title: "Seit dem Abschluss neu berechnet",
      lead: {
        one: "Eine Zeile ist jetzt anders als beim Abschluss des Monats: {causes}.",
        other: "{count} Zeilen sind jetzt anders als beim Abschluss des Monats: {causes}.",
      },
      months: "Umrandete Monate wurden nach ihrem Abschluss neu berechnet: {months}.",
    },
  },
);
