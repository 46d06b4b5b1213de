import { catalogue } from "../../i18n/catalogue.ts";
import { useTexts } from "../../i18n/use_texts.ts";

/** What was done to an association, by the words of docs/domain/lifecycles.md. */
const actTexts = catalogue(
  {
    import: "Entered",
    associate: "Attached",
    replace: "Attached in the place of another",
    end: "Ended",
    designate: "Designated",
    confirm: "Approved",
    accept: "Accepted",
    approve: "Approved",
    begin: "Begun on its day",
    arrival: "Attached by the standing designation",
    carry_over: "Carried over",
    consent_lapsed: "Begun, as nobody objected",
    remove: "Ended",
    undo: "Taken back",
    resign: "Resigned",
    withdraw_consent: "Ended with its consent",
    expire: "Ended with its term",
    subscription_ended: "Ended with the subscription",
    channel_became_csp: "Ended as the subscription moved to a cloud solution provider",
    partner_terminated: "Ended with the partner's contract",
  },
  {
    de: {
      import: "Eingetragen",
      associate: "Zugeordnet",
      replace: "Statt eines anderen zugeordnet",
      end: "Beendet",
      designate: "Benannt",
      confirm: "Genehmigt",
      accept: "Angenommen",
      approve: "Genehmigt",
      begin: "Am vorgesehenen Tag begonnen",
      arrival: "Durch die ständige Benennung zugeordnet",
      carry_over: "Übernommen",
      consent_lapsed: "Begonnen, da niemand widersprach",
      remove: "Beendet",
      undo: "Zurückgenommen",
      resign: "Niedergelegt",
      withdraw_consent: "Mit der Zustimmung beendet",
      expire: "Mit der Laufzeit beendet",
      subscription_ended: "Mit dem Abonnement beendet",
      channel_became_csp: "Beendet, da das Abonnement zu einem Cloud Solution Provider wechselte",
      partner_terminated: "Mit dem Vertrag des Partners beendet",
    },
  },
);

type Act = keyof typeof actTexts.en;

/** The act of an audit event: "dpor confirm" confirms a request of that kind. */
export function actOf(action: string): Act | null {
  const word = action.slice(action.indexOf(" ") + 1);
  return word in actTexts.en ? (word as Act) : null;
}

/** One that is not in the list stays as it came. */
export function useActName(): (action: string) => string {
  const t = useTexts(actTexts);
  return (action) => {
    const act = actOf(action);
    return act === null ? action : t(act);
  };
}
