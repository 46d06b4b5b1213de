import { once } from "../../api/act.ts";
import { api, settle } from "../../api/client.ts";
import { Problem, Unreachable } from "../../api/problem.ts";
import type { components } from "../../api/contract.gen.ts";

type Wish = components["schemas"]["RequestWish"];

/** A request that is recorded, and that its customer has not been told of yet. */
export interface Recorded {
  id: string;
  revision: number;
}

export interface NotSent {
  wish: Wish;
  error: Error;
  recorded: Recorded | null;
}

export interface Outcome {
  sent: number;
  notSent: NotSent[];
}

/** In words: what the service says is wrong, or that it does not answer. */
export function reasonOf(error: Error): string {
  if (!(error instanceof Problem)) return error.message;
  const faults = (error.body.errors ?? []).map((one) => `${one.pointer}: ${one.message}`);
  return faults.length > 0 ? faults.join("; ") : error.body.detail || error.body.title;
}

function open(wish: Wish) {
  return once((key) =>
    settle(api.POST("/v1/requests", { body: wish, headers: { "idempotency-key": key } })),
  );
}

function pass({ id, revision }: Recorded) {
  return once((key) =>
    settle(
      api.POST("/v1/requests/{id}:move", {
        params: { path: { id } },
        body: { event: "send", if_revision: revision },
        headers: { "idempotency-key": key },
      }),
    ),
  );
}

/** A grant is recorded first, and sent to the customer then; the others are sent at once. */
async function sendOne(wish: Wish, before: Recorded | null): Promise<NotSent | null> {
  let recorded = before;
  try {
    if (recorded === null) {
      const { data } = await open(wish);
      if (wish.kind !== "grant") return null;
      recorded = data;
    }
    await pass(recorded);
    return null;
  } catch (error) {
    return { wish, error: error as Error, recorded };
  }
}

/** Each by itself: one that is refused does not stop the others; a service that is away does. */
export async function sendAll(
  wishes: readonly Wish[],
  recorded: Recorded | null = null,
): Promise<Outcome> {
  const out: Outcome = { sent: 0, notSent: [] };
  for (const wish of wishes) {
    const away = out.notSent.find((one) => one.error instanceof Unreachable);
    const failed = away
      ? { wish, error: away.error, recorded: null }
      : await sendOne(wish, recorded);
    if (failed) out.notSent.push(failed);
    else out.sent += 1;
  }
  return out;
}
