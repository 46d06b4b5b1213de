import { api, settle } from "../../api/client.ts";
import { Problem, Unreachable } from "../../api/problem.ts";
import type { Day } from "../../format/time.ts";
import { once } from "../../api/act.ts";
import type { DataClass } from "../classes.ts";
import { type Association, isRecord, kRecord } from "../holdings.ts";
import { consent, type Disclosure, putBack, type Said, type Scope } from "./consents.ts";

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
  said: Said;
}

export interface Refused {
  subscription_id: string;
  code: string;
  detail: string;
}

export interface Attached {
  attached: { subscription: string; association: string }[];
  refused: Refused[];
  standingRequest: Moving | null;
  /** What stopped it half-way. */
  fault: Error | null;
  /** What the partner was let to see and still does, though it was not attached there. */
  left: Scope[];
  /** Of what was said to the partner, after all of this. */
  revision: number;
}

/** A request, as somebody has read it. */
export interface Moving {
  id: string;
  revision: number;
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

/** As many as the service takes at once. */
const kMost = 500;

type Asked = Pick<Attached, "attached" | "refused">;

function isRefusal(error: unknown): error is Problem {
  return error instanceof Problem && (error.status === 404 || error.status === 422);
}

/** One alone that a rule refuses is answered by its refusal only. */
async function attachSome(wish: AttachWish, subscriptions: readonly string[]): Promise<Asked> {
  try {
    const { data } = await attachAll(wish.partner, subscriptions, wish);
    const attached = data.attached.flatMap((one) =>
      one.subscription_id === null
        ? []
        : [{ subscription: one.subscription_id, association: one.association_id }],
    );
    return { attached, refused: data.refused };
  } catch (error) {
    const [only, ...others] = subscriptions;
    if (!isRefusal(error) || only === undefined || others.length > 0) throw error;
    const { code, detail } = error.body;
    return { attached: [], refused: [{ subscription_id: only, code, detail }] };
  }
}

/**
 * Consent first, so that at no moment more is seen than was agreed on; then the designation, which
 * replaces whoever held it at the same moment. Where a rule refuses, or something stops it, consent
 * is put back. Throws where nothing was done yet.
 */
export async function attach(wish: AttachWish, before: Before, reason: string): Promise<Attached> {
  const { partner, subscriptions, classes, disclosure, until } = wish;
  const first = before.said.words.length;
  const done: Attached = {
    attached: [],
    refused: [],
    standingRequest: null,
    fault: null,
    left: [],
    revision: first,
  };
  const told: Scope[] = [];
  try {
    for (const scope of wish.standing === null ? subscriptions : [null]) {
      await consent(partner, scope, classes, { disclosure, until, revision: done.revision });
      done.revision += 1;
      told.push(scope);
    }
    for (let place = 0; place < subscriptions.length; place += kMost) {
      const asked = await attachSome(wish, subscriptions.slice(place, place + kMost));
      done.attached.push(...asked.attached);
      done.refused.push(...asked.refused);
    }
    if (wish.standing !== null) done.standingRequest = await designate(partner, wish.standing);
  } catch (error) {
    if (told.length === 0) throw error;
    done.fault = error as Error;
  }
  return closeUnused(wish, before, done, { told, reason });
}

/** Consent of what was not attached is put back; what was attached keeps what was agreed on. */
async function closeUnused(
  wish: AttachWish,
  { said }: Before,
  done: Attached,
  { told, reason }: { told: readonly Scope[]; reason: string },
): Promise<Attached> {
  const held = done.attached.map((one) => one.subscription);
  const unused =
    wish.standing === null
      ? told.filter((one) => one !== null && !held.includes(one))
      : done.standingRequest === null
        ? told
        : [];
  const back = await putBack(wish.partner, unused, said, { revision: done.revision, reason });
  const out = { ...done, ...back };
  if (!unused.includes(null)) return out;
  const { classes, disclosure, until } = wish;
  for (const scope of held) {
    try {
      await consent(wish.partner, scope, classes, { disclosure, until, revision: out.revision });
      out.revision += 1;
    } catch {
      out.left.push(scope);
    }
  }
  return out;
}

async function designate(partner: string, customer: string): Promise<Moving> {
  const body = {
    kind: "standing",
    event: "designate",
    partner_id: partner,
    customer_id: customer,
  } as const;
  const { data } = await once((key) =>
    settle(api.POST("/v1/requests", { body, headers: { "idempotency-key": key } })),
  );
  return data;
}

/** Refused where somebody was faster. */
export function move({ id, revision }: Moving, event: string, reason?: string) {
  const body = { event, if_revision: revision, ...(reason ? { reason } : {}) };
  return once((key) =>
    settle(
      api.POST("/v1/requests/{id}:move", {
        params: { path: { id } },
        body,
        headers: { "idempotency-key": key },
      }),
    ),
  );
}

/**
 * Takes an attachment back by acts of its own, nothing is deleted: who was replaced holds again from
 * the same day on, where nobody was it is ended on the day it began, and consent is as before. One
 * that fails does not stop the others; gives those where it is not as before.
 */
export async function undoAttach(
  wish: AttachWish,
  done: Attached,
  { incumbents, said }: Before,
  reason: string,
): Promise<Scope[]> {
  const left = new Set<Scope>(done.left);
  const attempt = async (scope: Scope, act: () => Promise<unknown>) => {
    try {
      await act();
    } catch {
      left.add(scope);
    }
  };
  const { standingRequest: standing, revision } = done;
  if (standing !== null) await attempt(null, () => move(standing, "end", reason));
  const from = wish.from;
  for (const { subscription, association } of done.attached) {
    const incumbent = incumbents.get(subscription);
    await attempt(subscription, () =>
      incumbent
        ? attachAll(incumbent.partner_id, [subscription], {
            from,
            until: incumbent.valid_to,
            reason,
          })
        : end(association, from, reason),
    );
  }
  const scopes = wish.standing === null ? done.attached.map((one) => one.subscription) : [null];
  const back = await putBack(wish.partner, scopes, said, { revision, reason });
  return [...new Set([...left, ...back.left])];
}

export interface Ended {
  done: Association[];
  /** Those that go on, each with what stood against it. */
  left: { association: Association; fault: Error }[];
}

/** Ends each on its own; one that fails does not stop the others, unless nobody answers. */
export async function endAll(
  associations: readonly Association[],
  on: Day | null,
  reason: string,
): Promise<Ended> {
  const out: Ended = { done: [], left: [] };
  let silence: Error | null = null;
  for (const association of associations) {
    try {
      if (silence !== null) throw silence;
      await end(association.id, on, reason);
      out.done.push(association);
    } catch (error) {
      const fault = error as Error;
      if (fault instanceof Unreachable) silence = fault;
      out.left.push({ association, fault });
    }
  }
  const [first] = out.left;
  if (first && associations.length === 1) throw first.fault;
  return out;
}

/** Whether a partner can be given back what was ended: of others, nobody but they can ask again. */
export function mayUndoEnd(one: Association): boolean {
  return isRecord(one) && one.subscription_id !== null;
}

/** Gives each its place back; gives those where that failed. */
export async function undoEnds(
  associations: readonly Association[],
  on: Day | null,
  reason: string,
): Promise<Scope[]> {
  const left: Scope[] = [];
  for (const one of associations) {
    try {
      await undoEnd(one, on, reason);
    } catch {
      left.push(one.subscription_id);
    }
  }
  return left;
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
