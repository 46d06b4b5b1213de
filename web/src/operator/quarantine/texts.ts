import { catalogue } from "../../i18n/catalogue.ts";
import { useTexts } from "../../i18n/use_texts.ts";

export const quarantineTexts = catalogue(
  {
    title: "Quarantine",
    lead: "Rows that could not be taken in are kept here, by what is wrong with them. None is lost: mend the cause and replay them, or waive them with a reason.",
    none: "Quarantine is empty",
    noneText:
      "Every row that came was taken in. Rows that cannot be would stand here with their cause.",
    waiting: { one: "{count} row waits.", other: "{count} rows wait." },
    rowsOf: { one: "{count} row", other: "{count} rows" },
    where: "Feed {feed}, column {column}",
    various: "various values",
    more: { one: "and {count} more value", other: "and {count} more values" },
    mend_register: "Bring the missing subscriptions with a registry file, then replay the rows.",
    mend_dates:
      "The day is outside the term of the subscription: correct the term with a registry file, or the day in the feed.",
    mend_resend: "The same key came with other content: send the row again with its next revision.",
    mend_feed:
      "The file says something that cannot be read: read it anew under a mended mapping, or mend it where it is made and send it again.",
    working: "Quarantine is being worked on",
    replayed: { one: "{count} row was taken in.", other: "{count} rows were taken in." },
    waived: { one: "{count} row was waived.", other: "{count} rows were waived." },
    replay: "Replay",
    replayAll: "Replay all",
    readAnew: "Read anew…",
    waive: "Waive…",
    waiveTitle: "Waive: {cause}",
    waiveAction: { one: "Waive {count} row for good", other: "Waive {count} rows for good" },
    waiveText:
      "They leave quarantine and count for nothing. They stay in the record with your name and reason; to count them, deliver them again.",
    mapping: "Mapping, as TOML",
    mappingTitle: "Read anew: {cause}",
    mappingAction: { one: "Read {count} row anew", other: "Read {count} rows anew" },
    mappingText:
      "Paste the mended mapping of this feed. Rows that can be read under it are taken in; the others wait on.",
    uploadRegistry: "Upload a registry file",
    uploadUsage: "Upload a usage file",
  },
  {
    de: {
      title: "Quarantäne",
      lead: "Zeilen, die sich nicht aufnehmen ließen, stehen hier nach ihrem Fehler. Keine ist verloren: Beheben Sie die Ursache und prüfen Sie sie erneut, oder erlassen Sie sie mit Grund.",
      none: "Die Quarantäne ist leer",
      noneText: "Jede Zeile, die kam, ist aufgenommen. Andere stünden hier mit ihrer Ursache.",
      waiting: { one: "{count} Zeile wartet.", other: "{count} Zeilen warten." },
      rowsOf: { one: "{count} Zeile", other: "{count} Zeilen" },
      where: "Zufluss {feed}, Spalte {column}",
      various: "verschiedene Werte",
      more: { one: "und {count} weiterer Wert", other: "und {count} weitere Werte" },
      mend_register:
        "Bringen Sie die fehlenden Abonnements mit einer Stammdatei und prüfen Sie die Zeilen dann erneut.",
      mend_dates:
        "Der Tag liegt außerhalb der Laufzeit: Berichtigen Sie die Laufzeit mit einer Stammdatei oder den Tag im Zufluss.",
      mend_resend:
        "Derselbe Schlüssel kam mit anderem Inhalt: Senden Sie die Zeile mit ihrer nächsten Fassung.",
      mend_feed:
        "Die Datei enthält Unlesbares: Lesen Sie es mit verbesserter Abbildung neu, oder beheben Sie es, wo sie entsteht, und senden Sie sie erneut.",
      working: "An der Quarantäne wird gearbeitet",
      replayed: {
        one: "{count} Zeile wurde aufgenommen.",
        other: "{count} Zeilen wurden aufgenommen.",
      },
      waived: { one: "{count} Zeile wurde erlassen.", other: "{count} Zeilen wurden erlassen." },
      replay: "Erneut prüfen",
      replayAll: "Alle erneut prüfen",
      readAnew: "Neu lesen…",
      waive: "Erlassen…",
      waiveTitle: "Erlassen: {cause}",
      waiveAction: {
        one: "{count} Zeile endgültig erlassen",
        other: "{count} Zeilen endgültig erlassen",
      },
      waiveText:
        "Sie verlassen die Quarantäne und zählen nicht. Sie bleiben mit Ihrem Namen und Grund in den Büchern; damit sie zählen, liefern Sie sie erneut.",
      mapping: "Abbildung, als TOML",
      mappingTitle: "Neu lesen: {cause}",
      mappingAction: { one: "{count} Zeile neu lesen", other: "{count} Zeilen neu lesen" },
      mappingText:
        "Fügen Sie die verbesserte Abbildung dieses Zuflusses ein. Was sich damit lesen lässt, wird aufgenommen; das Übrige wartet weiter.",
      uploadRegistry: "Stammdatei hochladen",
      uploadUsage: "Nutzungsdatei hochladen",
    },
  },
);

const causeTexts = catalogue(
  {
    UNKNOWN_SUBSCRIPTION: "Unknown subscription",
    BAD_DATE: "Not a date",
    BAD_NUMBER: "Not a number",
    NUMBER_TOO_LARGE: "Too large a number",
    NUMBER_TOO_FINE: "Too many digits",
    UNKNOWN_CURRENCY: "Unknown currency",
    MISSING_CURRENCY: "No currency",
    BAD_MEASURE: "Unknown measure",
    BAD_CHARGE_KIND: "Unknown kind of charge",
    MISSING_VALUE: "A value is missing",
    BAD_REVISION: "Wrong revision",
    BEFORE_SUBSCRIPTION_START: "Before the subscription began",
    AFTER_SUBSCRIPTION_END: "After the subscription ended",
    KEY_REUSED: "Key used twice",
    RAGGED_ROW: "Too many or too few cells",
    CELL_TOO_LARGE: "Too long a cell",
  },
  {
    de: {
      UNKNOWN_SUBSCRIPTION: "Unbekanntes Abonnement",
      BAD_DATE: "Kein Datum",
      BAD_NUMBER: "Keine Zahl",
      NUMBER_TOO_LARGE: "Zu große Zahl",
      NUMBER_TOO_FINE: "Zu viele Ziffern",
      UNKNOWN_CURRENCY: "Unbekannte Währung",
      MISSING_CURRENCY: "Keine Währung",
      BAD_MEASURE: "Unbekannte Messgröße",
      BAD_CHARGE_KIND: "Unbekannte Art der Belastung",
      MISSING_VALUE: "Ein Wert fehlt",
      BAD_REVISION: "Falsche Fassung",
      BEFORE_SUBSCRIPTION_START: "Vor Beginn des Abonnements",
      AFTER_SUBSCRIPTION_END: "Nach Ende des Abonnements",
      KEY_REUSED: "Schlüssel zweimal verwendet",
      RAGGED_ROW: "Zu viele oder zu wenige Zellen",
      CELL_TOO_LARGE: "Zu lange Zelle",
    },
  },
);

export function useCauseName(): (cause: string) => string {
  const t = useTexts(causeTexts);
  return (cause) => (cause in causeTexts.en ? t(cause as keyof typeof causeTexts.en) : cause);
}
