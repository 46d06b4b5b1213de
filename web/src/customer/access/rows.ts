import type { Day } from "../../format/time.ts";
import { classesOf, type Word } from "../attach/consents.ts";
import { type DataClass, dataClasses } from "../classes.ts";
import { type Association, type DataAccess, holdsOn, isAhead, isSeenOn } from "../holdings.ts";

/** When somebody of each partner looked last; null: nobody did. Who is missing is not known. */
export type LastLooks = ReadonlyMap<string, string | null>;

/** What one partner is to the customer. */
export interface Seer {
  partner: string;
  /** What holds now or is planned. */
  associations: Association[];
  types: string[];
  /** The subscriptions of which it sees new data, by class. */
  seen: Readonly<Record<DataClass, string[]>>;
  /** Nothing new, but days of before. */
  isPast: boolean;
  since: Day | null;
  /** The latest end; null: there is one without. */
  until: Day | null;
  /** Null: nobody has looked. Undefined: it is not known. */
  looked: string | null | undefined;
}

/** Partners with what they see, those that see most first. */
export function seers(
  associations: readonly Association[],
  access: readonly DataAccess[],
  looks: LastLooks,
  today: Day,
): Seer[] {
  const live = associations.filter((one) => isLive(one, today));
  return partnersOf(live, access)
    .map((partner) => seerOf(partner, live, access, looks, today))
    .sort((a, b) => breadth(b) - breadth(a) || a.partner.localeCompare(b.partner));
}

/** Whoever sees something, is associated, or will be. */
export function seeing(
  associations: readonly Association[],
  access: readonly DataAccess[],
  today: Day,
): string[] {
  const live = associations.filter((one) => isLive(one, today));
  return partnersOf(live, access).sort();
}

function partnersOf(live: readonly Association[], access: readonly DataAccess[]): string[] {
  return [...new Set([...live, ...access].map((one) => one.partner_id))];
}

function isLive(one: Association, today: Day): boolean {
  return holdsOn(one, today) || isPlanned(one, today);
}

function isPlanned(one: Association, today: Day): boolean {
  return isAhead(one, today) && (one.valid_to === null || one.valid_to > (one.valid_from ?? ""));
}

function seerOf(
  partner: string,
  live: readonly Association[],
  access: readonly DataAccess[],
  looks: LastLooks,
  today: Day,
): Seer {
  const own = access.filter((one) => one.partner_id === partner);
  const now = own.filter((one) => isSeenOn(one, today));
  const of = (data: DataClass) => [
    ...new Set(now.filter((one) => one.class === data).map((one) => one.subscription_id)),
  ];
  const associations = live.filter((one) => one.partner_id === partner);
  const begins = associations.flatMap((one) => one.valid_from ?? []).sort();
  const ends = associations.map((one) => one.valid_to);
  return {
    partner,
    associations,
    types: [...new Set(associations.map((one) => one.type))],
    seen: Object.fromEntries(dataClasses.map((one) => [one, of(one)])) as Seer["seen"],
    isPast: now.length === 0 && own.length > 0,
    since: begins[0] ?? null,
    until: ends.includes(null) ? null : (ends.sort().at(-1) ?? null),
    looked: looks.get(partner),
  };
}

export function breadth(one: Seer): number {
  return dataClasses.reduce((sum, data) => sum + one.seen[data].length, 0);
}

/** All subscriptions of which a partner sees something. */
export function scopeOf(one: Seer): string[] {
  return [...new Set(dataClasses.flatMap((data) => one.seen[data]))].sort();
}

/** What is seen of one subscription; of all of them: what is seen of each. */
export function seenOf(one: Seer, subscription: string | null): DataClass[] {
  const scopes = subscription === null ? scopeOf(one) : [subscription];
  if (scopes.length === 0) return [];
  return dataClasses.filter((data) => scopes.every((id) => one.seen[data].includes(id)));
}

/** Whether a word about one subscription, or about all, those to come too, would change anything. */
export function isOther(
  one: Seer,
  subscription: string | null,
  classes: readonly DataClass[],
  words: readonly Word[],
): boolean {
  const wanted = classes.join();
  if (subscription !== null) return seenOf(one, subscription).join() !== wanted;
  const wide = words.findLast((word) => word.subscription_id === null);
  const toCome = wide ? classesOf(wide) : null;
  return toCome?.join() !== wanted || scopeOf(one).some((id) => seenOf(one, id).join() !== wanted);
}
