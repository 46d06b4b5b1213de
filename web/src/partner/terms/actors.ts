import { catalogue } from "../../i18n/catalogue.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { useActorName } from "../../shell/actor.ts";
import { useCustomerNames } from "../../shell/names.ts";
import { useHere } from "../../shell/session.tsx";

const texts = catalogue(
  {
    operator: "the operator",
    partner: "another partner",
    feed: "a feed of the operator",
    system: "the service, as was due",
  },
  {
    de: {
      operator: "dem Betreiber",
      partner: "einem anderen Partner",
      feed: "einer Lieferung des Betreibers",
      system: "dem Dienst, weil es fällig war",
    },
  },
);

/** Whose actor it is: "partner:P11/mika" is of the partner P11, "operator:nils" of no tenant. */
export function sideOf(actor: string): { side: string; tenant: string | null } {
  const found = /^(\w+):(?:([^/]+)\/)?/.exec(actor);
  return { side: found?.[1] ?? "", tenant: found?.[2] ?? null };
}

/** Who did it, as a partner is told: people of its own by name, the others by their side. */
export function useActorWords(): (actor: string) => string {
  const t = useTexts(texts);
  const person = useActorName();
  const customer = useCustomerNames();
  const { tenant } = useHere();
  return (actor) => {
    const of = sideOf(actor);
    if (of.side === "customer" && of.tenant) return customer(of.tenant);
    if (of.side === "partner" && of.tenant !== null && of.tenant !== tenant.id) return t("partner");
    if (of.side === "operator" || of.side === "feed" || of.side === "system") return t(of.side);
    return person(actor);
  };
}
