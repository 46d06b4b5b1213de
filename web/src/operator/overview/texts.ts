import { catalogue } from "../../i18n/catalogue.ts";

export const overviewTexts = catalogue(
  {
    title: "Overview",
    reconciliation: "Where {month} went",
    reconciliationText: "Everything that was ingested stands in one of these, to the last digit.",
    measure: "Measure",
    currency: "Currency",
    bucket: "Went to",
    amount: "Amount",
    quantity: "Quantity",
    nothing: "Nothing was ingested",
    nothingText: "As soon as usage of this month arrives, this shows where each part of it went.",
    queues: "Waiting",
    periods: "Periods",
    quarantine: {
      one: "{count} group of rows in quarantine",
      other: "{count} groups of rows in quarantine",
    },
    disputes: { one: "{count} open petition", other: "{count} open petitions" },
    imports: { one: "{count} import under way", other: "{count} imports under way" },
    noPeriods: "No month has been frozen yet.",
    frozenBy: "frozen by {who}",
    signedBy: "signed off by {who}",
  },
  {
    de: {
      title: "Überblick",
      reconciliation: "Wohin {month} ging",
      reconciliationText: "Alles Eingelesene steht in einem davon, bis zur letzten Ziffer.",
      measure: "Messgröße",
      currency: "Währung",
      bucket: "Ging an",
      amount: "Betrag",
      quantity: "Menge",
      nothing: "Nichts eingelesen",
      nothingText:
        "Sobald Nutzung dieses Monats eintrifft, zeigt dies, wohin jeder Teil davon ging.",
      queues: "Wartet",
      periods: "Monate",
      quarantine: {
        one: "{count} Gruppe von Zeilen in Quarantäne",
        other: "{count} Gruppen von Zeilen in Quarantäne",
      },
      disputes: { one: "{count} offener Antrag", other: "{count} offene Anträge" },
      imports: { one: "{count} laufender Import", other: "{count} laufende Importe" },
      noPeriods: "Noch ist kein Monat eingefroren.",
      frozenBy: "eingefroren von {who}",
      signedBy: "abgezeichnet von {who}",
    },
  },
);
