import type { Day } from "../../format/time.ts";
import {
  type Association,
  holdsOn,
  isRecord,
  isResold,
  reaches,
  type Subscription,
} from "../holdings.ts";

/** Why a subscription cannot get a partner of record. */
export type Refusal = "ended" | "notBegun" | "resold" | "already";

export interface Verdict {
  subscription: Subscription;
  /** Null: it can. */
  refusal: Refusal | null;
  /** Who hands over; null: nobody. */
  incumbent: Association | null;
}

/**
 * What is known before the service is asked; it has the last word. `day`: from when on it shall hold. By
 * which channel it is sold on a day to come is not known here.
 */
export function verdictOf(
  subscription: Subscription,
  associations: readonly Association[],
  partner: string | null,
  day: Day,
  today: Day,
): Verdict {
  const own = associations.filter((one) => reaches(one, subscription.id) && holdsOn(one, day));
  const incumbent = own.find(isRecord) ?? null;
  const isSoldSo = day <= today && isResold(subscription);
  const known = refusalOf(subscription, incumbent, partner, day);
  const refusal = known === null && isSoldSo ? "resold" : known;
  return { subscription, refusal, incumbent: refusal === null ? incumbent : null };
}

function refusalOf(
  subscription: Subscription,
  incumbent: Association | null,
  partner: string | null,
  day: Day,
): Refusal | null {
  if (!holdsOn(subscription, day)) {
    return (subscription.valid_from ?? "") > day ? "notBegun" : "ended";
  }
  return incumbent !== null && incumbent.partner_id === partner ? "already" : null;
}

/** What is chosen at first: what was pointed at, else all that can be. */
export function chosenAtFirst(
  verdicts: readonly Verdict[],
  wanted: readonly string[] | null,
): string[] {
  return verdicts
    .filter(({ subscription, refusal }) =>
      wanted === null ? refusal === null : refusal === null && wanted.includes(subscription.id),
    )
    .map((one) => one.subscription.id);
}
