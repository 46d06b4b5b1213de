import { catalogue } from "../i18n/catalogue.ts";

export const supportTexts = catalogue(
  {
    title: "Support",
    lead: "Tell whoever runs this service what you see. These lines spare you the questions that come first.",
    about: "About this page",
    page: "Page before this one",
    tenant: "You speak for",
    role: "Your roles",
    request: "Last request",
    commit: "As known at commit",
    copy: "Copy all of it",
    copied: "Copied. Put it into your message.",
  },
  {
    de: {
      title: "Hilfe und Support",
      lead: "Sagen Sie dem Betreiber des Dienstes, was Sie sehen. Diese Zeilen ersparen Ihnen die ersten Rückfragen.",
      about: "Zu dieser Seite",
      page: "Seite davor",
      tenant: "Sie sprechen für",
      role: "Ihre Rollen",
      request: "Letzte Anfrage",
      commit: "Wie bekannt bei Commit",
      copy: "Alles kopieren",
      copied: "Kopiert. Fügen Sie es in Ihre Nachricht ein.",
    },
  },
);
