import type { RowOf } from "../../api/questions.ts";
import { movesOf, type Said } from "../../shell/next.ts";

type Request = RowOf<"/v1/requests">;

/** What a customer may say to a request that waits for its word. */
export interface Answers {
  /** Absent: it holds by itself unless it is declined. */
  yes: string | null;
  no: string | null;
}

const agreements = new Set(["accept", "approve", "confirm"]);

export function answersOf(request: Said): Answers {
  const events = movesOf(request).map((one) => one.event);
  return {
    yes: events.find((one) => agreements.has(one)) ?? null,
    no: events.find((one) => one === "decline") ?? null,
  };
}

export function waits(request: Pick<Request, "waits_for">): boolean {
  return request.waits_for === "customer";
}

/** Silence is a yes, as some programmes have it. */
export function isDeemed(request: Pick<Request, "if_silent">): boolean {
  return request.if_silent === "ACTIVE";
}

/** What the customer has begun and can still take back. */
export function cancelOf(request: Said): string | null {
  return movesOf(request).find((one) => one.event === "cancel")?.event ?? null;
}
