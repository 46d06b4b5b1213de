import { useState } from "react";
import { useList } from "../../api/questions.ts";
import { formatDay, lastDayBefore } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { useLocale, useSpoken } from "../../preferences/preferences.ts";
import { type NameOf, usePartnerNames, useProductNames } from "../../shell/names.ts";
import { useHere } from "../../shell/session.tsx";
import { useTenantName } from "../../shell/tenant_name.ts";
import { type DataClass, useSpokenClasses, usualClasses } from "../classes.ts";
import type { Book } from "../use_book.ts";
import { useSaid } from "../use_said.ts";
import type { AttachWish, Before } from "./acts.ts";
import type { Disclosure } from "./consents.ts";
import { chosenAtFirst, type Verdict, verdictOf } from "./eligible.ts";
import type { Partner } from "./partners.ts";
import { daysOf, type Term, termAtFirst } from "./term.ts";
import { attachTexts } from "./texts.ts";

export interface Form {
  partner: Partner | null;
  setPartner: (partner: Partner | null) => void;
  verdicts: readonly Verdict[];
  chosen: readonly string[];
  choose: (ids: string[]) => void;
  isStanding: boolean;
  setStanding: (isStanding: boolean) => void;
  term: Term;
  setTerm: (term: Term) => void;
  classes: readonly DataClass[];
  setClasses: (classes: DataClass[]) => void;
  replaced: readonly Verdict[];
  nameOf: (subscription: string) => string;
  partnerName: NameOf;
  /** Null while something is missing. */
  wish: AttachWish | null;
  /** Null while what was said to the partner is not known. */
  before: Before | null;
  /** Why that is not known. */
  error: Error | null;
  /** What the button says: the whole effect. */
  action: string;
}

/** What is chosen in the dialogue, and what that comes to. */
export function useForm(
  book: Book,
  wanted: readonly string[] | null,
  preferred: string | null,
): Form {
  const [partner, setPartner] = usePartner(preferred);
  const [term, setTerm] = useState<Term>(() => termAtFirst(book.today));
  const [classes, setClasses] = useState<readonly DataClass[]>(usualClasses);
  const [isStanding, setStanding] = useState(false);
  const [picked, choose] = useState<readonly string[] | null>(null);
  const days = daysOf(term, book.today);
  const first = days?.from ?? book.today;
  const verdicts = book.subscriptions.rows.map((one) =>
    verdictOf(one, book.associations, partner?.id ?? null, first, book.today),
  );
  const can = new Set(verdicts.filter((one) => one.refusal === null).map(idOf));
  const chosen = (picked ?? chosenAtFirst(verdicts, wanted)).filter((id) => can.has(id));
  const replaced = verdicts.filter((one) => chosen.includes(idOf(one)) && one.incumbent !== null);
  const [product, partnerName] = [useProductNames(), usePartnerNames()];
  const nameOf = (id: string) => {
    const one = book.subscriptions.rows.find((row) => row.id === id);
    return one ? `${product(one.product_id)} ${id}` : id;
  };
  const mayStand = term.begin === "now" && term.finish === "open";
  const parts = { partner, chosen, classes, replaced, days, isStanding: isStanding && mayStand };
  const words = useWords({ ...parts, nameOf, partnerName, today: book.today });
  const { said, error } = useSaid(book, partner?.id ?? null);
  const isChosen = partner !== null && chosen.length > 0 && classes.length > 0 && days !== null;
  const isReady = isChosen && said !== null;
  return {
    ...parts,
    setPartner,
    verdicts,
    choose,
    setStanding,
    term,
    setTerm,
    setClasses,
    nameOf,
    partnerName,
    before: said && { said, incumbents: incumbentsOf(replaced) },
    error,
    action: words.action,
    wish: isReady
      ? {
          partner: partner.id,
          subscriptions: chosen,
          standing: parts.isStanding ? book.customer : null,
          classes,
          ...days,
          disclosure: words.disclosure,
        }
      : null,
  };
}

/** Who is chosen: at first the one that is meant, when it can be designated at all. */
function usePartner(preferred: string | null) {
  const [partner, setPartner] = useState<Partner | null | undefined>(undefined);
  const { rows } = useList(
    "/v1/partners",
    { status: "active" },
    { whole: true, enabled: preferred !== null },
  );
  const meant = rows.find((one) => one.id === preferred) ?? null;
  return [partner === undefined ? meant : partner, setPartner] as const;
}

function idOf(one: Verdict): string {
  return one.subscription.id;
}

function incumbentsOf(replaced: readonly Verdict[]): Before["incumbents"] {
  return new Map(
    replaced.flatMap((one) => (one.incumbent ? [[idOf(one), one.incumbent] as const] : [])),
  );
}

interface Parts {
  partner: Partner | null;
  chosen: readonly string[];
  classes: readonly DataClass[];
  replaced: readonly Verdict[];
  days: { from: string | null; until: string | null } | null;
  isStanding: boolean;
  nameOf: (id: string) => string;
  partnerName: NameOf;
  today: string;
}

/** The effect in words, on the button and in the receipt. */
function useWords(parts: Parts): { action: string; disclosure: Disclosure } {
  const t = useTexts(attachTexts);
  const locale = useLocale();
  const spoken = useSpoken();
  const customer = useTenantName(useHere().tenant);
  const spokenClasses = useSpokenClasses();
  const { partner, chosen, classes, replaced, days, isStanding, nameOf, partnerName } = parts;
  const listOf = (words: readonly string[]) => new Intl.ListFormat(locale).format(words);
  const incumbents = [...new Set(replaced.flatMap((one) => one.incumbent?.partner_id ?? []))];
  const others = listOf(incumbents.map(partnerName));
  const count = chosen.length;
  const name = partner?.name ?? "";
  const subscriptions = listOf(chosen.map(nameOf));
  const until = days?.until
    ? t("consentUntil", { day: formatDay(lastDayBefore(days.until), locale) })
    : t("consentNoEnd");
  const text = t("consent", {
    customer,
    partner: name,
    scope: isStanding ? t("scopeAll", { subscriptions }) : t("scopeSome", { subscriptions }),
    from: formatDay(days?.from ?? parts.today, locale),
    until,
    classes: spokenClasses(classes),
    replaces: others === "" ? "" : t("consentReplaces", { others }),
  });
  const action =
    partner === null || count === 0
      ? t("pick")
      : isStanding
        ? t("attachStanding", { partner: name, count })
        : others === ""
          ? t("attach", { partner: name, count })
          : t("attachReplacing", { partner: name, count, others });
  return { action, disclosure: { text, version: `portal-1-${spoken}` } };
}
