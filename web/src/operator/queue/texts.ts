import { catalogue } from "../../i18n/catalogue.ts";
import { useTexts } from "../../i18n/use_texts.ts";

export const queueTexts = catalogue(
  {
    title: "Disputes & requests",
    lead: "What somebody asked for and somebody else decides. What is due first comes first.",
    petitions: "Disputes and claims",
    requests: "Requests",
    noPetitions: "Nobody asked anything of the books yet",
    noRequests: "There are no requests yet",
    emptyText:
      "As soon as a partner or a customer asks for something, it stands here with its clock.",
    nothingWaits: "Nothing waits for you",
    nothingWaitsText:
      "All of it is decided, or waits for somebody else. Tick the box above to see it.",
    showDecided: "Also what does not wait here",
    count: { one: "{count} waits", other: "{count} wait" },
    keys: "Keys: j k a r n e",
    keyNext: "Next entry",
    keyBefore: "Entry before",
    keyAccept: "Accept, or approve",
    keyReject: "Reject",
    keyAsk: "Look into it, or ask for more",
    keyExplain: "What it rests on",
    dueOn: "due {day}",
    openedAt: "Asked on",
    openFor: { one: "open for {count} day", other: "open for {count} days" },
    daysLeft: { one: "{count} day left", other: "{count} days left" },
    overdue: { one: "{count} day over", other: "{count} days over" },
    backToList: "To the list",
    explain: "Explain",
    yourOwn: "You asked for this yourself: somebody else decides it.",
    lacking:
      "To decide this takes {rights}, which your role has not. Whoever administers users can give it to you.",
    partner: "Partner",
    customer: "Customer",
    subscription: "Subscription",
    type: "As",
    starts: "From",
    ends: "Until",
    openedBy: "Asked by",
    movedBy: "Last moved by",
    reason: "Last reason",
    evidence: "Evidence",
    id: "Id",
    asked: "Asked for",
    granted: "Granted",
    statementLine: "Line",
    lineOf: "line {line} of {statement}",
    decideBy: "Decide by",
    nextDeadline: "Next deadline",
    grant: "Grant, in {currency}",
    effect_dispute:
      "{partner} gets {amount} more: posted from expense to accrual in the open period.",
    effect_coop_claim:
      "{partner} is paid {amount} of its co-op fund: posted to payable in the open period.",
    effect_release: "{amount} of what is held for {partner} is released in the open period.",
    effect_forfeit: "{amount} of what is held for {partner} is forfeited in the open period.",
    effect_exception:
      "{amount} of what came too late is earned by {partner} after all, in the open period.",
    rejectEffect: "Nothing is posted, and whoever asked reads your reason.",
    decision: "Decision",
    amount: "Amount",
    why: "Why",
    reviewEffect: "It stays undecided; whoever asked sees that somebody looks into it, and why.",
    askEffect: "The clock stops until whoever asked has answered.",
    requestEffect: "It holds at once, as the rules of the programme have it.",
    done: "{step}: {id}",
    evidenceOf: "What {id} rests on",
    attached: "The line, as it was explained at its cut-off",
    nothingAttached: "Nothing is attached: no line of a statement is disputed.",
    said: "What was said",
    posted: "What was posted",
  },
  {
    de: {
      title: "Anfechtungen & Anfragen",
      lead: "Was jemand wünscht und jemand anderes entscheidet. Was zuerst fällig ist, steht zuerst.",
      petitions: "Anfechtungen und Ansprüche",
      requests: "Anfragen",
      noPetitions: "Noch hat niemand etwas von den Büchern gewollt",
      noRequests: "Noch gibt es keine Anfragen",
      emptyText:
        "Sobald ein Partner oder Kunde etwas wünscht, steht es hier, mit der Zeit, die bleibt.",
      nothingWaits: "Nichts wartet auf Sie",
      nothingWaitsText:
        "Alles ist entschieden oder wartet auf andere. Mit dem Kästchen oben sehen Sie es.",
      showDecided: "Auch, was nicht hier wartet",
      count: { one: "{count} wartet", other: "{count} warten" },
      keys: "Tasten: j k a r n e",
      keyNext: "Nächster Eintrag",
      keyBefore: "Eintrag davor",
      keyAccept: "Annehmen oder genehmigen",
      keyReject: "Zurückweisen",
      keyAsk: "Prüfen oder nachfragen",
      keyExplain: "Worauf es beruht",
      dueOn: "fällig {day}",
      openedAt: "Erbeten am",
      openFor: { one: "seit {count} Tag offen", other: "seit {count} Tagen offen" },
      daysLeft: { one: "noch {count} Tag", other: "noch {count} Tage" },
      overdue: { one: "{count} Tag darüber", other: "{count} Tage darüber" },
      backToList: "Zur Liste",
      explain: "Erklären",
      yourOwn: "Das haben Sie selbst gewünscht: Jemand anderes entscheidet es.",
      lacking:
        "Das zu entscheiden verlangt {rights}, was Ihre Rolle nicht hat. Wer Benutzer verwaltet, kann es Ihnen geben.",
      partner: "Partner",
      customer: "Kunde",
      subscription: "Abonnement",
      type: "Als",
      starts: "Ab",
      ends: "Bis",
      openedBy: "Gewünscht von",
      movedBy: "Zuletzt bewegt von",
      reason: "Letzter Grund",
      evidence: "Beleg",
      id: "Kennung",
      asked: "Gewünscht",
      granted: "Gewährt",
      statementLine: "Zeile",
      lineOf: "Zeile {line} von {statement}",
      decideBy: "Zu entscheiden bis",
      nextDeadline: "Nächste Frist",
      grant: "Gewähren, in {currency}",
      effect_dispute:
        "{partner} bekommt {amount} mehr: gebucht von Aufwand auf Aufgelaufen, im offenen Monat.",
      effect_coop_claim:
        "{partner} bekommt {amount} aus seinem Co-op-Fonds: als zahlbar gebucht, im offenen Monat.",
      effect_release:
        "{amount} des Zurückgehaltenen von {partner} werden im offenen Monat freigegeben.",
      effect_forfeit: "{amount} des Zurückgehaltenen von {partner} verfallen im offenen Monat.",
      effect_exception:
        "{amount}, die zu spät kamen, verdient {partner} doch noch, im offenen Monat.",
      rejectEffect: "Nichts wird gebucht, und wer gefragt hat, liest Ihren Grund.",
      decision: "Entscheidung",
      amount: "Betrag",
      why: "Warum",
      reviewEffect:
        "Es bleibt unentschieden; wer gefragt hat, sieht, dass und warum es geprüft wird.",
      askEffect: "Die Frist ruht, bis eine Antwort da ist.",
      requestEffect: "Es gilt sofort, wie es die Regeln des Programms sagen.",
      done: "{step}: {id}",
      evidenceOf: "Worauf {id} beruht",
      attached: "Die Zeile, wie sie an ihrem Stichtag erklärt war",
      nothingAttached: "Nichts ist angehängt: Keine Zeile einer Abrechnung ist angefochten.",
      said: "Was gesagt wurde",
      posted: "Was gebucht wurde",
    },
  },
);

const kindTexts = catalogue(
  {
    dispute: "Dispute of a line",
    coop_claim: "Co-op claim",
    release: "Release of what is held",
    forfeit: "Forfeit of what is held",
    exception: "Exception for late usage",
    dpor: "Partner of record",
    correction: "Correction",
    claim: "Claim of an association",
    grant: "Delegated rights",
    transfer: "Transfer",
    agreement_change: "Change of the agreement",
    deal: "Deal registration",
    engagement: "Engagement",
    standing: "Standing designation",
  },
  {
    de: {
      dispute: "Anfechtung einer Zeile",
      coop_claim: "Co-op-Anspruch",
      release: "Freigabe von Zurückgehaltenem",
      forfeit: "Verfall von Zurückgehaltenem",
      exception: "Ausnahme für späte Nutzung",
      dpor: "Partner of Record",
      correction: "Berichtigung",
      claim: "Anspruch auf eine Zuordnung",
      grant: "Delegierte Rechte",
      transfer: "Übertragung",
      agreement_change: "Änderung der Vereinbarung",
      deal: "Projektregistrierung",
      engagement: "Einsatz",
      standing: "Ständige Benennung",
    },
  },
);

export function useKindOfEntry(): (kind: keyof typeof kindTexts.en) => string {
  const t = useTexts(kindTexts);
  return (kind) => t(kind);
}

const stepTexts = catalogue(
  {
    accept: "Accept",
    reject: "Reject",
    review: "Look into it",
    confirm: "Confirm",
    start_review: "Start the review",
    approve: "Approve",
    ask: "Ask for more",
    reopen: "Look at it again",
    uphold: "Uphold the rejection",
  },
  {
    de: {
      accept: "Annehmen",
      reject: "Zurückweisen",
      review: "Prüfen",
      confirm: "Bestätigen",
      start_review: "Prüfung beginnen",
      approve: "Genehmigen",
      ask: "Nachfragen",
      reopen: "Erneut prüfen",
      uphold: "Zurückweisung bestätigen",
    },
  },
);
type KnownStep = keyof typeof stepTexts.en;

export function useStepName(): (event: string) => string {
  const t = useTexts(stepTexts);
  return (event) => (event in stepTexts.en ? t(event as KnownStep) : event);
}
