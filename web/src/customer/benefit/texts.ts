import { catalogue } from "../../i18n/catalogue.ts";

export const benefitTexts = catalogue(
  {
    title: "What my partners earn",
    lead: "Partners are recognised for what you use while they stand beside your subscriptions. It costs you nothing; the vendor pays.",
    nobody: "Nobody was recognised for it in this month.",
    words: "These sentences are the service's own, the same in every channel.",
    end: "Change who it is",
    emptyTitle: "Nobody earned by you in this month",
    emptyText:
      "When a partner stands beside a subscription of yours, what it gains by it is told here.",
  },
  {
    de: {
      title: "Was meine Partner davon haben",
      lead: "Partner werden für Ihre Nutzung anerkannt, solange sie neben Ihren Abonnements stehen. Es kostet Sie nichts; der Anbieter zahlt.",
      nobody: "Niemand wurde in diesem Monat dafür anerkannt.",
      words: "Diese Sätze sind die des Dienstes, auf allen Wegen dieselben.",
      end: "Ändern, wer es ist",
      emptyTitle: "Niemand hatte in diesem Monat etwas davon",
      emptyText:
        "Wenn ein Partner neben einem Ihrer Abonnements steht, wird hier gesagt, was er davon hat.",
    },
  },
);
