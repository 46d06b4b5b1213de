import {
  attachAll,
  type Before,
  consent,
  type Disclosure,
  move,
  seenBefore,
  unsay,
} from "../attach/acts.ts";
import type { DataClass } from "../classes.ts";
import { type Association, holdsOn, isRecord, reaches } from "../holdings.ts";
import type { Book } from "../use_book.ts";
import type { Request } from "./use_requests.ts";

/** Whom a yes would replace. */
export function incumbentOf(request: Request, book: Book): Association | null {
  const { subscription_id: id } = request;
  if (request.kind !== "dpor" || id === null) return null;
  const found = book.associations.find(
    (one) => isRecord(one) && reaches(one, id) && holdsOn(one, book.today),
  );
  return found ?? null;
}

/** How it stood before the answer. */
export interface Prior {
  incumbent: Association | null;
  before: Before;
}

export function priorOf(request: Request, book: Book): Prior {
  const seen = seenBefore(book.access, request.partner_id ?? "", book.today);
  return { incumbent: incumbentOf(request, book), before: { seen, incumbents: new Map() } };
}

/** Whether it opens data, so that there is something to agree on. */
function opensData(request: Request): boolean {
  return request.kind === "dpor" || request.kind === "grant";
}

/** The receipt with what was shown, then the yes; where a rule refuses that, consent is put back. */
export async function approve(
  request: Request,
  event: string,
  classes: readonly DataClass[],
  disclosure: Disclosure,
  prior: Prior,
  reason: string,
) {
  const partner = request.partner_id;
  if (partner !== null && opensData(request))
    await consent(partner, request.subscription_id, classes, {
      disclosure,
      until: request.ends_on,
    });
  try {
    return await move(request.id, event);
  } catch (error) {
    if (partner !== null && opensData(request))
      await unsay(partner, request.subscription_id, prior.before, reason);
    throw error;
  }
}

/** Within 24 hours, by whoever approved: as it was before, by acts of their own. */
export async function undoApproval(
  request: Request,
  { incumbent, before }: Prior,
  reason: string,
): Promise<void> {
  if (incumbent !== null && request.subscription_id !== null) {
    const until = incumbent.valid_to;
    const scope = [request.subscription_id];
    await attachAll(incumbent.partner_id, scope, { from: null, until, reason });
  } else await move(request.id, "undo", reason);
  if (request.partner_id !== null)
    await unsay(request.partner_id, request.subscription_id, before, reason);
}
