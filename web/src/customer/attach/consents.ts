import { api, settle } from "../../api/client.ts";
import type { RowOf } from "../../api/questions.ts";
import type { Day } from "../../format/time.ts";
import { once } from "../../api/act.ts";
import { type DataClass, dataClasses } from "../classes.ts";
import { type DataAccess, isSeenOn } from "../holdings.ts";

/** What was said: a receipt, or that one was taken back. */
export type Word = RowOf<"/v1/consents">;
/** A subscription; null: all of them, those to come too. */
export type Scope = string | null;

/** What was shown to whoever said yes, and in which language. */
export interface Disclosure {
  text: string;
  version: string;
}

/** What holds between the customer and a partner before something is said to it. */
export interface Said {
  /** All of it, in the order in which it was said. As many as there are: that is its revision. */
  words: readonly Word[];
  /** What the partner sees. */
  seen: readonly DataAccess[];
}

interface Terms {
  disclosure?: Disclosure;
  from?: Day | null;
  until?: Day | null;
  /** How many words there were when it was read; another number is refused. */
  revision: number;
}

/** A receipt of what the partner may see. */
export function consent(
  partner: string,
  scope: Scope,
  classes: readonly DataClass[],
  { disclosure, from = null, until = null, revision }: Terms,
) {
  const body = {
    partner_id: partner,
    classes: [...classes],
    if_revision: revision,
    ...(scope === null ? {} : { subscription_id: scope }),
    ...(disclosure ? { text: disclosure.text, text_version: disclosure.version } : {}),
    ...(from === null ? {} : { valid_from: from }),
    ...(until === null ? {} : { valid_to: until }),
  };
  return once((key) =>
    settle(api.POST("/v1/consents", { body, headers: { "idempotency-key": key } })),
  );
}

/** `revision`: as for consent; null: whatever was said meanwhile, for what ends all of it. */
export function withdraw(partner: string, scope: Scope, reason: string, revision: number | null) {
  const body = {
    partner_id: partner,
    reason,
    ...(revision === null ? {} : { if_revision: revision }),
    ...(scope === null ? {} : { subscription_id: scope }),
  };
  return once((key) =>
    settle(api.POST("/v1/consents:withdraw", { body, headers: { "idempotency-key": key } })),
  );
}

/** The classes of a receipt: in one cell, joined. */
export function classesOf({ classes }: Pick<Word, "classes">): DataClass[] {
  const named = (classes ?? "").split(/[+, ]+/);
  return dataClasses.filter((one) => named.includes(one));
}

/** What the partner sees now. */
export function seenBefore(
  access: readonly DataAccess[],
  partner: string | null,
  today: Day,
): DataAccess[] {
  return access.filter((one) => one.partner_id === partner && isSeenOn(one, today));
}

/** One word that puts something back; no classes: it is taken back. */
export interface Step {
  scope: Scope;
  classes: readonly DataClass[];
  from: Day | null;
  until: Day | null;
}

const nothing = (scope: Scope): Step => ({ scope, classes: [], from: null, until: null });

function stepOf(word: Word, scope: Scope): Step {
  if (word.word === "withdrawn") return nothing(scope);
  return { scope, classes: classesOf(word), from: word.valid_from, until: word.valid_to };
}

/** As the programme's rule has it where nothing was said: what is seen, as long as it is held. */
function stepOfRule({ seen }: Said, scope: string): Step {
  const own = seen.filter((one) => one.subscription_id === scope).map((one) => one.class);
  return { ...nothing(scope), classes: dataClasses.filter((one) => own.includes(one)) };
}

/**
 * The words after which all is as it was before something was said about a scope. The last word that
 * reaches a subscription decides, so it is said again. Nothing that was said can be unsaid: where
 * there had been no word about all, nothing is seen of subscriptions to come until there is one.
 */
export function restoration(said: Said, scope: Scope): Step[] {
  const reaching = (subscription: string) =>
    said.words.findLast(
      (one) => one.subscription_id === null || one.subscription_id === subscription,
    );
  if (scope !== null) {
    const word = reaching(scope);
    return [word ? stepOf(word, scope) : stepOfRule(said, scope)];
  }
  const wide = said.words.findLast((one) => one.subscription_id === null);
  const named = [...said.words, ...said.seen].flatMap((one) => one.subscription_id ?? []);
  const single = [...new Set(named)].flatMap((one) => {
    const word = reaching(one);
    return word && word === wide ? [] : restoration(said, one);
  });
  const all = wide ? stepOf(wide, null) : nothing(null);
  return [all, ...single.filter((one) => one.classes.length > 0 || all.classes.length > 0)];
}

export interface PutBack {
  /** What could not be put back. */
  left: Scope[];
  revision: number;
}

/** Puts back what was seen of the scopes; one that fails does not stop the others. */
export async function putBack(
  partner: string,
  scopes: readonly Scope[],
  said: Said,
  { revision, reason }: { revision: number; reason: string },
): Promise<PutBack> {
  const left = new Set<Scope>();
  let now = revision;
  for (const { scope, classes, from, until } of scopes.flatMap((one) => restoration(said, one))) {
    try {
      if (classes.length === 0) await withdraw(partner, scope, reason, now);
      else await consent(partner, scope, classes, { from, until, revision: now });
      now += 1;
    } catch {
      left.add(scope);
    }
  }
  return { left: [...left], revision: now };
}
