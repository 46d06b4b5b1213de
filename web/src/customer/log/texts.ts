import { catalogue } from "../../i18n/catalogue.ts";

export const actionTexts = catalogue(
  { viewed: "viewed", api_read: "read by API", exported: "exported", sql: "asked by SQL" },
  {
    de: {
      viewed: "angesehen",
      api_read: "über die API gelesen",
      exported: "exportiert",
      sql: "per SQL gefragt",
    },
  },
);

export const logTexts = catalogue(
  {
    title: "Access log",
    lead: "Who of which partner looked at your data. A look is written down before it is answered; looks alike within an hour are one row.",
    export: "Export",
    exported: "A file of {rows} rows was made on {at}",
    hash: "Its SHA-256, which an auditor can compute again from the file",
    kept: "It is kept here for 30 days, as {id}.",
    caption: "Who looked at your data",
    emptyTitle: "Nobody has looked yet",
    emptyText: "As soon as a partner opens, reads or exports something of yours, it stands here.",
    at: "When",
    partner: "Partner",
    who: "Who",
    action: "What they did",
    object: "At what",
    object_id: "Which",
    rows: "Rows",
    times: "Times",
    purpose: "Purpose",
    address: "From address",
    request: "Request",
  },
  {
    de: {
      title: "Zugriffsprotokoll",
      lead: "Wer von welchem Partner Ihre Daten ansah. Ein Blick wird aufgeschrieben, bevor er beantwortet wird; gleiche Blicke innerhalb einer Stunde sind eine Zeile.",
      export: "Exportieren",
      exported: "Eine Datei mit {rows} Zeilen wurde am {at} erstellt",
      hash: "Ihr SHA-256, den ein Prüfer aus der Datei nachrechnen kann",
      kept: "Sie bleibt hier 30 Tage, als {id}.",
      caption: "Wer Ihre Daten ansah",
      emptyTitle: "Noch hat niemand hingesehen",
      emptyText: "Sobald ein Partner etwas von Ihnen öffnet, liest oder exportiert, steht es hier.",
      at: "Wann",
      partner: "Partner",
      who: "Wer",
      action: "Was er tat",
      object: "Woran",
      object_id: "Welches",
      rows: "Zeilen",
      times: "Wie oft",
      purpose: "Zweck",
      address: "Von Adresse",
      request: "Anfrage",
    },
  },
);
