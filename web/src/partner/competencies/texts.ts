import { catalogue } from "../../i18n/catalogue.ts";

/** Of the overview and of the pages of competencies. */
export const partTexts = catalogue(
  {
    level: "Level {level}",
    noLevel: "no level yet",
    awaited: "Level {level} is reached, and held once its fee is paid",
    account: "counted for {account}",
    atRisk: "at risk",
    goal: "{metric} for {level}",
    target: "{metric}, for points",
    fullPoints: "all its points",
    between: "Forecast for {level}: between {from} and {to}",
    from: "Forecast for {level}: not before {from}",
    not: "Forecast for {level}: not within reach at the pace of the last months",
    short: "Forecast for {level}: not enough history ({months} months, four are needed)",
    method: "Pace: the least and the most of the last {months} months. {parts}.",
    brings: "{name}: {least} to {most} a month",
    adds: "{name}: {least} to {most} more a month",
    stays: "{name} stays at {value}",
    anniversary: "Anniversary {day}",
  },
  {
    de: {
      level: "Stufe {level}",
      noLevel: "noch keine Stufe",
      awaited: "Stufe {level} ist erreicht und gilt, sobald die Gebühr bezahlt ist",
      account: "gezählt für {account}",
      atRisk: "gefährdet",
      goal: "{metric} für {level}",
      target: "{metric}, für Punkte",
      fullPoints: "alle seine Punkte",
      between: "Prognose für {level}: zwischen {from} und {to}",
      from: "Prognose für {level}: nicht vor {from}",
      not: "Prognose für {level}: im Tempo der letzten Monate nicht erreichbar",
      short: "Prognose für {level}: zu wenig Verlauf ({months} Monate, vier sind nötig)",
      method: "Tempo: das wenigste und das meiste der letzten {months} Monate. {parts}.",
      brings: "{name}: {least} bis {most} im Monat",
      adds: "{name}: {least} bis {most} mehr im Monat",
      stays: "{name} bleibt bei {value}",
      anniversary: "Jahrestag {day}",
    },
  },
);

/** What each kind of metric counts. */
export const metricTexts = catalogue(
  {
    ttm_sum: "{measure} of twelve months",
    anniversary_sum: "{measure} since the term began",
    snapshot: "{measure}",
    distinct_customers: "Customers with credit",
    net_customer_adds: "Customers gained in twelve months",
    growth: "{measure}, growth in percent",
    manual: "{code}",
    points: "Points",
  },
  {
    de: {
      ttm_sum: "{measure} von zwölf Monaten",
      anniversary_sum: "{measure} seit Beginn der Laufzeit",
      snapshot: "{measure}",
      distinct_customers: "Kunden mit Gutschrift",
      net_customer_adds: "In zwölf Monaten gewonnene Kunden",
      growth: "{measure}, Wachstum in Prozent",
      manual: "{code}",
      points: "Punkte",
    },
  },
);

export type MetricKind = Exclude<keyof typeof metricTexts.en, "points">;

export function isMetricKind(kind: string): kind is MetricKind {
  return kind in metricTexts.en && kind !== "points";
}

export const competenciesTexts = catalogue(
  {
    title: "Competencies",
    lead: "How you stand at the end of the month, what is lacking for the next level, and when it may be reached.",
    requirements: "Requirements of the next level",
    reached: "The highest level is reached: nothing is lacking.",
    terms: "Terms",
    termsLead: "As the programme says it:",
    closers: "What would close the gap",
    closersLead:
      "What rules find at customers that you see, in the products that count: growth to win back, seats to fill, roles to ask for.",
    closersNone: "No rule finds anything in the products that count for this competency.",
    closersAll: "See them all",
    customers: "Who carries it",
    customersLead: "Your own credit of this month. Of a group, the others' is not shown.",
    explain: "Why it counts, or does not",
    lines: "See the credit lines",
    open: "Open {name}",
    emptyTitle: "The programme has no competency for you yet",
    emptyText:
      "As soon as usage of your customers counts towards a competency, it stands here with its thresholds and your gap.",
    credits: "See the credit ledger",
    unknown: "The programme has no competency of this name.",
    notStarted: "Nothing counted towards it in this month.",
  },
  {
    de: {
      title: "Kompetenzen",
      lead: "Wie Sie am Ende des Monats stehen, was zur nächsten Stufe fehlt, und wann sie erreicht sein kann.",
      requirements: "Anforderungen der nächsten Stufe",
      reached: "Die höchste Stufe ist erreicht: Nichts fehlt.",
      terms: "Bedingungen",
      termsLead: "So steht es im Programm:",
      closers: "Was die Lücke schließt",
      closersLead:
        "Was Regeln bei Kunden, die Sie sehen, in den zählenden Produkten finden: verlorener Verbrauch, leere Plätze, mögliche Rollen.",
      closersNone: "Keine Regel findet etwas in den Produkten, die für diese Kompetenz zählen.",
      closersAll: "Alle ansehen",
      customers: "Wer sie trägt",
      customersLead:
        "Ihre eigene Gutschrift dieses Monats. Die der anderen Ihrer Gruppe steht hier nicht.",
      explain: "Warum es zählt oder nicht",
      lines: "Zeilen der Gutschrift ansehen",
      open: "{name} öffnen",
      emptyTitle: "Das Programm hat noch keine Kompetenz für Sie",
      emptyText:
        "Sobald Nutzung Ihrer Kunden für eine Kompetenz zählt, steht sie hier mit ihren Schwellen und Ihrer Lücke.",
      credits: "Gutschriften ansehen",
      unknown: "Das Programm hat keine Kompetenz dieses Namens.",
      notStarted: "In diesem Monat zählte nichts dafür.",
    },
  },
);

export const courseTexts = catalogue(
  {
    title: "Month by month, and what comes",
    windows: "Which months are added up",
    trailing: "Trailing 12 months",
    anniversary: "Anniversary year",
    trailingLead: "Each point adds up the twelve months that end with it.",
    anniversaryLead:
      "Each point adds up the months since the term of the level that you hold began; without one, the twelve months that end with it. Levels are judged as their terms say.",
    chart: "{metric}, at the end of each month",
    none: "Nothing is counted yet.",
    carriedOn:
      "each month to come brings at least the least and at most the most that one of the last {months} months did.",
    toAnniversary:
      "up to the anniversary, each month to come brings at least the least and at most the most that one of the last {months} months did.",
    staying: "it stays as it is, for nothing is known of how it changes.",
    short: "Not enough history: {count} months are known, and a forecast needs four.",
    yearEnded:
      "The anniversary has passed; what the next year adds up begins with its renewal, so there is no forecast.",
  },
  {
    de: {
      title: "Monat für Monat, und was kommt",
      windows: "Welche Monate zusammengezählt werden",
      trailing: "Letzte 12 Monate",
      anniversary: "Jahr bis zum Jahrestag",
      trailingLead: "Jeder Punkt zählt die zwölf Monate zusammen, die mit ihm enden.",
      anniversaryLead:
        "Jeder Punkt zählt die Monate zusammen, seit die Laufzeit der gehaltenen Stufe begann; ohne eine die zwölf Monate, die mit ihm enden. Für Stufen gilt, was ihre Bedingungen sagen.",
      chart: "{metric}, am Ende jedes Monats",
      none: "Noch ist nichts gezählt.",
      carriedOn:
        "Jeder kommende Monat bringt wenigstens das wenigste und höchstens das meiste, was einer der letzten {months} Monate brachte.",
      toAnniversary:
        "Bis zum Jahrestag bringt jeder kommende Monat wenigstens das wenigste und höchstens das meiste, was einer der letzten {months} Monate brachte.",
      staying: "Es bleibt, wie es ist, denn nichts ist darüber bekannt, wie es sich ändert.",
      short: "Zu wenig Verlauf: {count} Monate sind bekannt, und eine Prognose braucht vier.",
      yearEnded:
        "Der Jahrestag ist vorbei; was das nächste Jahr zusammenzählt, beginnt mit der Verlängerung, darum gibt es keine Prognose.",
    },
  },
);

export const historyTexts = catalogue(
  {
    title: "How it stood",
    none: "Nothing is counted yet.",
    unchanged: "Nothing changed in the last {months} months.",
    since: "Since {day}",
    atTheEndOf: "At the end of the month, {day}",
    level: "Level {level}",
    noLevel: "no level",
  },
  {
    de: {
      title: "Wie es stand",
      none: "Noch ist nichts gezählt.",
      unchanged: "In den letzten {months} Monaten hat sich nichts geändert.",
      since: "Seit {day}",
      atTheEndOf: "Am Monatsende, {day}",
      level: "Stufe {level}",
      noLevel: "keine Stufe",
    },
  },
);

export const asOfTexts = catalogue(
  {
    label: "As it stood on",
    then: "This is what was known at the end of {day}",
    thenText:
      "Usage, associations, rules and corrections that were recorded after commit {commit}, {at}, are not in it.",
    now: "Show what is known now",
    nothing: "Nothing was known yet",
    nothingText: "By the end of {day} nothing had been recorded here.",
  },
  {
    de: {
      label: "Wie es stand am",
      then: "Das ist, was am Ende des {day} bekannt war",
      thenText:
        "Nutzung, Zuordnungen, Regeln und Berichtigungen, die nach Commit {commit}, {at}, erfasst wurden, sind nicht darin.",
      now: "Zeigen, was jetzt bekannt ist",
      nothing: "Noch war nichts bekannt",
      nothingText: "Bis zum Ende des {day} war hier nichts erfasst.",
    },
  },
);
