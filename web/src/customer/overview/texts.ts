import { catalogue } from "../../i18n/catalogue.ts";

export const overviewTexts = catalogue(
  {
    title: "My subscriptions",
    subscriptions: "Subscriptions",
    withPartner: "With a partner of record",
    waiting: "Requests that wait for you",
    subscription: "Subscription",
    product: "Product",
    record: "Partner of record",
    others: "Other partners",
    currency: "Currency",
    since: "Since",
    until: "Until",
    caption: "Your subscriptions and who helps you with them",
    emptyTitle: "No subscriptions yet",
    emptyText:
      "As soon as the vendor's registry has a subscription of yours, it stands here with its partners.",
  },
  {
    de: {
      title: "Meine Abonnements",
      subscriptions: "Abonnements",
      withPartner: "Mit Partner of Record",
      waiting: "Anfragen, die auf Sie warten",
      subscription: "Abonnement",
      product: "Produkt",
      record: "Partner of Record",
      others: "Weitere Partner",
      currency: "Währung",
      since: "Seit",
      until: "Bis",
      caption: "Ihre Abonnements und wer Ihnen dabei hilft",
      emptyTitle: "Noch keine Abonnements",
      emptyText:
        "Sobald das Verzeichnis des Anbieters ein Abonnement von Ihnen hat, steht es hier mit seinen Partnern.",
    },
  },
);
