import { catalogue } from "../i18n/catalogue.ts";

export const reasonTexts = catalogue(
  {
    reason: "Reason",
    reasonHint: "Stands in the audit chain, for whoever asks later.",
  },
  {
    de: {
      reason: "Grund",
      reasonHint: "Steht in der Prüfkette, für alle, die später fragen.",
    },
  },
);
