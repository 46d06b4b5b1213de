import { catalogue } from "../../i18n/catalogue.ts";

export const opportunitiesTexts = catalogue(
  {
    title: "Opportunities",
    lead: "What rules find in the numbers of your customers, at the end of the month. There is no score: each row names its rule and its numbers.",
    caption: "Opportunities of the month",
    rule: "Rule",
    customer: "Customer",
    subject: "About",
    subscription: "Subscription",
    evidence: "Numbers",
    whole: "the customer as a whole",
    holds: "The rule",
    todo: "What to do",
    toCustomer: "See the customer",
    ask: "Request the association",
    explain: "Explain the numbers",
    emptyTitle: "No rule finds anything in this month",
    emptyText:
      "Rules look at seats, growth, falling consumption, renewals, missing products and associations of customers that you see. Choose another month, or see your portfolio.",
    portfolio: "See your portfolio",
  },
  {
    de: {
      title: "Chancen",
      lead: "Was Regeln am Ende des Monats in den Zahlen Ihrer Kunden finden. Es gibt keine Punktzahl: Jede Zeile nennt ihre Regel und ihre Zahlen.",
      caption: "Chancen des Monats",
      rule: "Regel",
      customer: "Kunde",
      subject: "Betrifft",
      subscription: "Abonnement",
      evidence: "Zahlen",
      whole: "den Kunden im Ganzen",
      holds: "Die Regel",
      todo: "Was zu tun ist",
      toCustomer: "Kunden ansehen",
      ask: "Zuordnung anfragen",
      explain: "Zahlen erklären",
      emptyTitle: "Keine Regel findet in diesem Monat etwas",
      emptyText:
        "Regeln sehen auf Plätze, Wachstum, fallenden Verbrauch, Verlängerungen, fehlende Produkte und Zuordnungen der Kunden, die Sie sehen. Wählen Sie einen anderen Monat, oder sehen Sie Ihr Portfolio an.",
      portfolio: "Portfolio ansehen",
    },
  },
);
