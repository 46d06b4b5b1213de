import { catalogue } from "../i18n/catalogue.ts";

export const accountTexts = catalogue(
  {
    title: "Your account",
    sessions: "Where you are signed in",
    agent: "Browser",
    address: "Address",
    begun: "Since",
    used: "Last used",
    thisOne: "this one",
    end: "Sign out there",
    ended: "That session has ended.",
    noSessions: "No sessions",
    noSessionsText: "You are known here by something other than a session.",
    factor: "Second factor",
    factorText:
      "A code of your authenticator beside the password. It protects you when the password is known to others.",
    factorBegin: "Set up an authenticator",
    factorSecret: "Enter this key in your authenticator",
    factorLink: "Open it in an authenticator on this device",
    factorCode: "The code that it shows",
    factorConfirm: "Confirm, and ask for a code from now on",
    factorDone: "From now on signing in takes a code. Keep these recovery codes; each counts once.",
  },
  {
    de: {
      title: "Ihr Konto",
      sessions: "Wo Sie angemeldet sind",
      agent: "Browser",
      address: "Adresse",
      begun: "Seit",
      used: "Zuletzt benutzt",
      thisOne: "diese hier",
      end: "Dort abmelden",
      ended: "Diese Sitzung ist beendet.",
      noSessions: "Keine Sitzungen",
      noSessionsText: "Sie sind hier anders als durch eine Sitzung bekannt.",
      factor: "Zweiter Faktor",
      factorText:
        "Ein Code Ihres Authentifikators neben dem Passwort. Er schützt Sie, wenn andere das Passwort kennen.",
      factorBegin: "Authentifikator einrichten",
      factorSecret: "Diesen Schlüssel im Authentifikator eingeben",
      factorLink: "In einem Authentifikator auf diesem Gerät öffnen",
      factorCode: "Der Code, den er zeigt",
      factorConfirm: "Bestätigen; ab jetzt wird nach einem Code gefragt",
      factorDone:
        "Ab jetzt braucht die Anmeldung einen Code. Bewahren Sie diese Ersatzcodes auf; jeder gilt einmal.",
    },
  },
);
