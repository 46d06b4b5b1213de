import { attachAll, move } from "../attach/acts.ts";
import { consent, type Disclosure, putBack, type Said, type Scope } from "../attach/consents.ts";
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
  said: Said;
}

/** To whom a yes opens data, so that there is something to agree on; null: to nobody. */
export function openedTo(request: Request): string | null {
  return request.kind === "dpor" || request.kind === "grant" ? request.partner_id : null;
}

export interface Approved {
  /** The request's, after the yes. */
  request: number;
  /** Of what was said to the partner. */
  said: number;
}

/** The yes was refused, and what had been agreed on for it could not be put back either. */
export class LeftOpen extends Error {
  readonly scopes: readonly Scope[];
  constructor(cause: unknown, scopes: readonly Scope[]) {
    super("consent was not put back", { cause });
    this.name = "LeftOpen";
    this.scopes = scopes;
  }
}

/** The receipt with what was shown, then the yes; where a rule refuses that, consent is put back. */
export async function approve(
  request: Request,
  event: string,
  { classes, disclosure }: { classes: readonly DataClass[]; disclosure: Disclosure },
  { said }: Prior,
  reason: string,
): Promise<Approved> {
  const partner = openedTo(request);
  const scope = request.subscription_id;
  let revision = said.words.length;
  if (partner !== null) {
    await consent(partner, scope, classes, { disclosure, until: request.ends_on, revision });
    revision += 1;
  }
  try {
    const { data } = await move(request, event);
    return { request: data.revision, said: revision };
  } catch (error) {
    if (partner === null) throw error;
    const { left } = await putBack(partner, [scope], said, { revision, reason });
    throw left.length > 0 ? new LeftOpen(error, left) : error;
  }
}

/**
 * Within 24 hours, by whoever approved: as it was before, by acts of their own. Gives where it is
 * not; nothing is put back of what is seen while the partner still holds.
 */
export async function undoApproval(
  request: Request,
  { incumbent, said }: Prior,
  approved: Approved,
  reason: string,
): Promise<Scope[]> {
  const scope = request.subscription_id;
  if (incumbent !== null && scope !== null) {
    const until = incumbent.valid_to;
    await attachAll(incumbent.partner_id, [scope], { from: null, until, reason });
  } else await move({ id: request.id, revision: approved.request }, "undo", reason);
  const partner = openedTo(request);
  if (partner === null) return [];
  const revision = approved.said;
  return (await putBack(partner, [scope], said, { revision, reason })).left;
}
