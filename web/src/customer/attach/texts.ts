import { catalogue } from "../../i18n/catalogue.ts";

export const attachTexts = catalogue(
  {
    attachTitle: "Attach a partner of record",
    replaceTitle: "Replace the partner of record",
    partner: "Partner",
    partnerHint: "Name or id; two letters are enough",
    subscriptions: "Subscriptions",
    standing: "Also subscriptions that come later (standing designation)",
    ended: "not possible: it has ended",
    notBegun: "not possible: it begins after that day",
    resold:
      "not possible: bought from a cloud solution provider, whose part is recognised by itself",
    already: "this partner is its partner of record already",
    holds: "now {partner}",
    from: "From",
    now: "Now",
    nextMonth: "{day}, the first of next month",
    otherDay: "Another day",
    until: "Until",
    noEnd: "No end; you can end it at any time",
    lastDay: "A last day",
    day: "Day",
    step: "Step",
    seesNothing: "nothing",
    see: "They will see",
    seeHint: "Only days on which the partner is associated, and never who your users are.",
    get: "They will get",
    getText:
      "Credit towards competencies for what you use, and where the programme says so an incentive that the vendor pays. It costs you nothing.",
    replaces: "Replaces",
    replaced: "{partner} on {subscription}, since {since}: ends at the same moment",
    cancel: "Cancel",
    close: "Close",
    pick: "Pick a partner and a subscription",
    attach: {
      one: "Attach {partner} to {count} subscription",
      other: "Attach {partner} to {count} subscriptions",
    },
    attachReplacing: {
      one: "Attach {partner} to {count} subscription, replacing {others}",
      other: "Attach {partner} to {count} subscriptions, replacing {others}",
    },
    attachStanding: {
      one: "Attach {partner} to {count} subscription and all that come later",
      other: "Attach {partner} to {count} subscriptions and all that come later",
    },
    attached: {
      one: "{partner} is partner of record of {count} subscription.",
      other: "{partner} is partner of record of {count} subscriptions.",
    },
    planned: {
      one: "{partner} will be partner of record of {count} subscription from {day} on.",
      other: "{partner} will be partner of record of {count} subscriptions from {day} on.",
    },
    undone: "Taken back. It is as it was before.",
    undoFailed:
      "It could not be taken back wholly: {scopes}. Look there, end or replace the partner, and see under Partners & access what it sees.",
    stopped: {
      one: "It stopped half-way: the partner was attached to {count} subscription.",
      other: "It stopped half-way: the partner was attached to {count} subscriptions.",
    },
    leftOpen:
      "What was agreed on stays open: {scopes}. Change under Partners & access what the partner sees.",
    allScopes: "all subscriptions, those to come too",
    undoReason: "taken back by the customer",
    refusedReason: "the designation was refused",
    refusedTitle: {
      one: "{count} subscription was refused; the partner was not attached to it",
      other: "{count} subscriptions were refused; the partner was not attached to them",
    },
    nothing: "You have no subscription that can have a partner of record.",
    consent:
      "{customer} designates {partner} as partner of record of {scope}, from {from}, {until}. The partner sees {classes}, on the days on which it is associated; never who the users are. It gets credit for the usage and, where the programme says so, an incentive. {replaces}This can be ended at any time.",
    consentReplaces: "It replaces {others} at the same moment. ",
    scopeSome: "subscription {subscriptions}",
    scopeAll: "all subscriptions, those to come too, at once of {subscriptions}",
    consentUntil: "until {day}",
    consentNoEnd: "without an end",
    endAPartner: "End a partner",
    endTitle: "End {partner}",
    end: "End {partner} on {subscription}",
    endText:
      "{partner} sees nothing new from that day on and gets no more credit for it. The days before stay as they are.",
    endTitleMany: {
      one: "End the partner of record of {count} subscription",
      other: "End the partners of record of {count} subscriptions",
    },
    endMany: {
      one: "End {partners} on {count} subscription",
      other: "End {partners} on {count} subscriptions",
    },
    endTextMany:
      "From that day on the partners see nothing new of them and get no more credit for them. The days before stay as they are.",
    endGap: {
      one: "The subscription has no partner of record after that.",
      other: "The subscriptions have no partner of record after that.",
    },
    endFinal:
      "This cannot be taken back. Should the partner go on after all, it asks again, and you answer under Requests.",
    endDoneMany: {
      one: "{partners} is ended on {count} subscription.",
      other: "{partners}: ended on {count} subscriptions.",
    },
    endLeft: {
      one: "{count} could not be ended and goes on",
      other: "{count} could not be ended and go on",
    },
    endsNow: "Now",
    endsMonth: "With the month, last day {day}",
    endWhen: "When",
    endReason: "ended by the customer",
    endDone: "{partner} is ended on {subscription}.",
    all: "all subscriptions",
  },
  {
    de: {
      attachTitle: "Partner of Record zuordnen",
      replaceTitle: "Partner of Record ersetzen",
      partner: "Partner",
      partnerHint: "Name oder Kennung; zwei Buchstaben genügen",
      subscriptions: "Abonnements",
      standing: "Auch künftige Abonnements (ständige Benennung)",
      ended: "nicht möglich: es ist beendet",
      notBegun: "nicht möglich: es beginnt nach diesem Tag",
      resold:
        "nicht möglich: bei einem Cloud Solution Provider gekauft, dessen Anteil von selbst anerkannt wird",
      already: "dieser Partner ist dort schon Partner of Record",
      holds: "jetzt {partner}",
      from: "Ab",
      now: "Sofort",
      nextMonth: "{day}, dem Ersten des nächsten Monats",
      otherDay: "Anderer Tag",
      until: "Bis",
      noEnd: "Ohne Ende; Sie können jederzeit beenden",
      lastDay: "Ein letzter Tag",
      day: "Tag",
      step: "Schritt",
      seesNothing: "nichts",
      see: "Er sieht",
      seeHint: "Nur Tage, an denen der Partner zugeordnet ist, und nie, wer Ihre Nutzer sind.",
      get: "Er bekommt",
      getText:
        "Anrechnung auf Kompetenzen für das, was Sie nutzen, und wo das Programm es vorsieht eine Prämie, die der Anbieter zahlt. Es kostet Sie nichts.",
      replaces: "Ersetzt",
      replaced: "{partner} bei {subscription}, seit {since}: endet im selben Moment",
      cancel: "Abbrechen",
      close: "Schließen",
      pick: "Partner und Abonnement wählen",
      attach: {
        one: "{partner} {count} Abonnement zuordnen",
        other: "{partner} {count} Abonnements zuordnen",
      },
      attachReplacing: {
        one: "{partner} {count} Abonnement zuordnen, statt {others}",
        other: "{partner} {count} Abonnements zuordnen, statt {others}",
      },
      attachStanding: {
        one: "{partner} {count} Abonnement und allen künftigen zuordnen",
        other: "{partner} {count} Abonnements und allen künftigen zuordnen",
      },
      attached: {
        one: "{partner} ist Partner of Record von {count} Abonnement.",
        other: "{partner} ist Partner of Record von {count} Abonnements.",
      },
      planned: {
        one: "{partner} wird ab {day} Partner of Record von {count} Abonnement.",
        other: "{partner} wird ab {day} Partner of Record von {count} Abonnements.",
      },
      undone: "Zurückgenommen. Es ist wie zuvor.",
      undoFailed:
        "Es ließ sich nicht ganz zurücknehmen: {scopes}. Sehen Sie dort nach, beenden oder ersetzen Sie den Partner, und prüfen Sie unter Partner und Zugriff, was er sieht.",
      stopped: {
        one: "Es brach unterwegs ab: der Partner wurde {count} Abonnement zugeordnet.",
        other: "Es brach unterwegs ab: der Partner wurde {count} Abonnements zugeordnet.",
      },
      leftOpen:
        "Die Zustimmung blieb bestehen: {scopes}. Ändern Sie unter Partner und Zugriff, was der Partner sieht.",
      allScopes: "alle Abonnements, auch künftige",
      undoReason: "vom Kunden zurückgenommen",
      refusedReason: "die Zuordnung wurde abgelehnt",
      refusedTitle: {
        one: "{count} Abonnement wurde abgelehnt; der Partner wurde dort nicht zugeordnet",
        other: "{count} Abonnements wurden abgelehnt; der Partner wurde dort nicht zugeordnet",
      },
      nothing: "Sie haben kein Abonnement, das einen Partner of Record haben kann.",
      consent:
        "{customer} benennt {partner} als Partner of Record: {scope}, ab {from}, {until}. Der Partner sieht {classes}, an den Tagen, an denen er zugeordnet ist; nie, wer die Nutzer sind. Er bekommt Anrechnung für die Nutzung und, wo das Programm es vorsieht, eine Prämie. {replaces}Das lässt sich jederzeit beenden.",
      consentReplaces: "Er ersetzt {others} im selben Moment. ",
      scopeSome: "Abonnement {subscriptions}",
      scopeAll: "alle Abonnements, auch künftige, sofort von {subscriptions}",
      consentUntil: "bis {day}",
      consentNoEnd: "ohne Ende",
      endAPartner: "Einen Partner beenden",
      endTitle: "{partner} beenden",
      end: "{partner} bei {subscription} beenden",
      endText:
        "{partner} sieht ab diesem Tag nichts Neues und bekommt keine Anrechnung mehr dafür. Die Tage davor bleiben, wie sie sind.",
      endTitleMany: {
        one: "Partner of Record von {count} Abonnement beenden",
        other: "Partner of Record von {count} Abonnements beenden",
      },
      endMany: {
        one: "{partners} bei {count} Abonnement beenden",
        other: "{partners} bei {count} Abonnements beenden",
      },
      endTextMany:
        "Ab diesem Tag sehen die Partner nichts Neues davon und bekommen keine Anrechnung mehr dafür. Die Tage davor bleiben, wie sie sind.",
      endGap: {
        one: "Danach hat das Abonnement keinen Partner of Record.",
        other: "Danach haben die Abonnements keinen Partner of Record.",
      },
      endFinal:
        "Das lässt sich nicht zurücknehmen. Soll der Partner doch weitermachen, bittet er erneut darum, und Sie antworten unter Anfragen.",
      endDoneMany: {
        one: "{partners} ist bei {count} Abonnement beendet.",
        other: "{partners}: bei {count} Abonnements beendet.",
      },
      endLeft: {
        one: "{count} ließ sich nicht beenden und läuft weiter",
        other: "{count} ließen sich nicht beenden und laufen weiter",
      },
      endsNow: "Sofort",
      endsMonth: "Mit dem Monat, letzter Tag {day}",
      endWhen: "Wann",
      endReason: "vom Kunden beendet",
      endDone: "{partner} ist bei {subscription} beendet.",
      all: "alle Abonnements",
    },
  },
);
