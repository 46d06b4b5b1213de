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
    gone: {
      one: "One of them is no more, so it has no row below:",
      other: "{count} of them are no more, so they have no row below:",
    },
    goneLine: "{line}: {was} when it closed, {now} now. {causes}",
    allGone: "Show all {count}",
    months: "Earnings of the outlined months were adjusted after they closed: {months}.",
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
      gone: {
        one: "Eine davon gibt es nicht mehr, darum fehlt sie unten:",
        other: "{count} davon gibt es nicht mehr, darum fehlen sie unten:",
      },
      goneLine: "{line}: {was} beim Abschluss, jetzt {now}. {causes}",
      allGone: "Alle {count} zeigen",
      months: "Die Vergütung der umrandeten Monate wurde nach ihrem Abschluss angepasst: {months}.",
    },
  },
);
