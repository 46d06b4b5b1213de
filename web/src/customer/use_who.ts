import { catalogue } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { accountOf, useActorName } from "../shell/actor.ts";
import { usePartnerNames } from "../shell/names.ts";

const whoTexts = catalogue(
  { operator: "the vendor", feed: "the vendor's registry", system: "the service, by its rules" },
  {
    de: {
      operator: "der Anbieter",
      feed: "das Verzeichnis des Anbieters",
      system: "der Dienst, nach seinen Regeln",
    },
  },
);

/** Side and party of an actor of the audit chain: "partner:P11/mika" is of the partner P11. */
export function sideOf(actor: string): { side: string; party: string | null } {
  const [side = "", rest = ""] = actor.split(/:(.*)/s);
  return { side, party: rest.includes("/") ? rest.slice(0, rest.indexOf("/")) : null };
}

/** Who did something, as a customer knows them: its own people by name, others by their company. */
export function useWho(): (actor: string | null) => string {
  const t = useTexts(whoTexts);
  const own = useActorName();
  const partner = usePartnerNames();
  return (actor) => {
    if (actor === null) return "";
    const { side, party } = sideOf(actor);
    if (side === "partner") return partner(party ?? accountOf(actor));
    if (side in whoTexts.en) return t(side as keyof typeof whoTexts.en);
    const name = own(actor);
    return name === actor ? accountOf(actor) : name;
  };
}
