import { api, settle } from "../../api/client.ts";
import type { Day } from "../../format/time.ts";
import { once } from "../../api/act.ts";
import type { DataClass } from "../classes.ts";
import { type Association, type DataAccess, isSeenOn, kRecord } from "../holdings.ts";

/** What was shown to whoever said yes, and in which language. */
export interface Disclosure {
  text: string;
  version: string;
}

export interface AttachWish {
  partner: string;
  subscriptions: readonly string[];
  /** All that come later, too. */
  standing: string | null;
  classes: readonly DataClass[];
  /** Null: today. */
  from: Day | null;
  until: Day | null;
  disclosure: Disclosure;
}

export interface Before {
  /** Who held each subscription. */
  incumbents: ReadonlyMap<string, Association>;
  /** What the partner saw of it. */
  seen: ReadonlyMap<string, readonly DataClass[]>;
}

export interface Refused {
  subscription_id: string;
  code: string;
  detail: string;
}

export interface Attached {
  attached: { subscription: string; association: string }[];
  refused: Refused[];
  standingRequest: string | null;
}

/** A receipt of what the partner may see. Null: of all subscriptions, those to come too. */
export function consent(
  partner: string,
  subscription: string | null,
  classes: readonly DataClass[],
  { disclosure, until = null }: { disclosure?: Disclosure; until?: Day | null } = {},
) {
  const body = {
    partner_id: partner,
    classes: [...classes],
    ...(subscription === null ? {} : { subscription_id: subscription }),
    ...(disclosure ? { text: disclosure.text, text_version: disclosure.version } : {}),
    ...(until === null ? {} : { valid_to: until }),
  };
  return once((key) =>
    settle(api.POST("/v1/consents", { body, headers: { "idempotency-key": key } })),
  );
}

export function withdraw(partner: string, subscription: string | null, reason: string) {
  const body = {
    partner_id: partner,
    reason,
    ...(subscription === null ? {} : { subscription_id: subscription }),
  };
  return once((key) =>
    settle(api.POST("/v1/consents:withdraw", { body, headers: { "idempotency-key": key } })),
  );
}

export function withdrawReceipt(id: string, reason: string) {
  const body = { receipt_id: id, reason };
  return once((key) =>
    settle(api.POST("/v1/consents:withdraw", { body, headers: { "idempotency-key": key } })),
  );
}

/** Replaces whoever holds it; a subscription that a rule refuses does not stop the others. */
export function attachAll(
  partner: string,
  subscriptions: readonly string[],
  { from, until, reason }: { from: Day | null; until: Day | null; reason?: string },
) {
  const body = {
    type: kRecord,
    partner_id: partner,
    subscription_ids: [...subscriptions],
    replace: true,
    ...(from === null ? {} : { valid_from: from }),
    ...(until === null ? {} : { valid_to: until }),
    ...(reason ? { reason } : {}),
  };
  return once((key) =>
    settle(api.POST("/v1/associations", { body, headers: { "idempotency-key": key } })),
  );
}

export function end(association: string, on: Day | null, reason: string) {
  const body = { reason, ...(on === null ? {} : { valid_to: on }) };
  return once((key) =>
    settle(
      api.POST("/v1/associations/{id}:end", {
        params: { path: { id: association } },
        body,
        headers: { "idempotency-key": key },
      }),
    ),
  );
}

/** What a partner sees now of which subscription. */
export function seenBefore(
  access: readonly DataAccess[],
  partner: string | null,
  today: Day,
): ReadonlyMap<string, readonly DataClass[]> {
  const seen = new Map<string, DataClass[]>();
  for (const one of access) {
    if (one.partner_id !== partner || !isSeenOn(one, today)) continue;
    seen.set(one.subscription_id, [...(seen.get(one.subscription_id) ?? []), one.class]);
  }
  return seen;
}

/** Puts back what the partner saw of a subscription, or of all, before. */
export async function unsay(
  partner: string,
  subscription: string | null,
  { seen }: Before,
  reason: string,
): Promise<void> {
  const kept = subscription === null ? [...seen.keys()] : [subscription];
  const known = kept.filter((one) => (seen.get(one) ?? []).length > 0);
  if (subscription === null || known.length === 0) await withdraw(partner, subscription, reason);
  for (const one of known) await consent(partner, one, seen.get(one) ?? []);
}

/**
 * Consent first, so that at no moment more is seen than was agreed on; then the designation, which
 * replaces whoever held it at the same moment. Where a rule refuses, consent is put back.
 */
export async function attach(wish: AttachWish, before: Before, reason: string): Promise<Attached> {
  const { partner, subscriptions, classes, disclosure, until } = wish;
  const scopes = wish.standing === null ? subscriptions : [null];
  for (const scope of scopes) await consent(partner, scope, classes, { disclosure, until });
  const { data } = await attachAll(partner, subscriptions, wish);
  if (wish.standing === null) {
    for (const one of data.refused) await unsay(partner, one.subscription_id, before, reason);
  }
  const standing = wish.standing === null ? null : await designate(partner, wish.standing);
  return {
    attached: data.attached.flatMap((one) =>
      one.subscription_id === null
        ? []
        : [{ subscription: one.subscription_id, association: one.association_id }],
    ),
    refused: data.refused,
    standingRequest: standing,
  };
}

async function designate(partner: string, customer: string): Promise<string> {
  const body = {
    kind: "standing",
    event: "designate",
    partner_id: partner,
    customer_id: customer,
  } as const;
  const { data } = await once((key) =>
    settle(api.POST("/v1/requests", { body, headers: { "idempotency-key": key } })),
  );
  return data.id;
}

export function move(request: string, event: string, reason?: string) {
  const body = { event, ...(reason ? { reason } : {}) };
  return once((key) =>
    settle(
      api.POST("/v1/requests/{id}:move", {
        params: { path: { id: request } },
        body,
        headers: { "idempotency-key": key },
      }),
    ),
  );
}

/**
 * Takes an attachment back by acts of its own, nothing is deleted: who was replaced holds again from
 * the same day on, where nobody was it is ended on the day it began, and consent is as before.
 */
export async function undoAttach(
  wish: AttachWish,
  done: Attached,
  before: Before,
  reason: string,
): Promise<void> {
  if (done.standingRequest !== null) await move(done.standingRequest, "end", reason);
  const from = wish.from;
  for (const { subscription, association } of done.attached) {
    const incumbent = before.incumbents.get(subscription);
    if (incumbent) {
      const until = incumbent.valid_to;
      await attachAll(incumbent.partner_id, [subscription], { from, until, reason });
    } else await end(association, from, reason);
    if (wish.standing === null) await unsay(wish.partner, subscription, before, reason);
  }
  if (wish.standing !== null) await unsay(wish.partner, null, before, reason);
}

/** Gives a partner of record its place back from the day on which it was ended; no day is lost. */
export async function undoEnd(one: Association, on: Day | null, reason: string): Promise<void> {
  if (one.subscription_id === null) return;
  await attachAll(one.partner_id, [one.subscription_id], {
    from: on,
    until: one.valid_to,
    reason,
  });
}
