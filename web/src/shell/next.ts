/** What the service says of a request: whose word it waits for, and what the caller may do next. */
import type { RowOf } from "../api/questions.ts";

type Request = RowOf<"/v1/requests">;
export type Said = Pick<Request, "next_events" | "next_with_reason" | "next_with_evidence">;

export interface Move {
  event: string;
  needs: "nothing" | "reason" | "evidence";
  /** It says no, takes back or ends. */
  isRefusal: boolean;
}

const refusals = new Set([
  "cancel",
  "decline",
  "end",
  "partner_terminated",
  "reject",
  "remove",
  "resign",
  "terminate",
  "undo",
  "uphold",
  "withdraw",
  "withdraw_consent",
]);

const wordsOf = (text: string | null) => (text === null ? [] : text.split(" "));

/** In the order of the lifecycle's table. */
export function movesOf(said: Said): Move[] {
  const [withReason, withEvidence] = [said.next_with_reason, said.next_with_evidence].map(wordsOf);
  return wordsOf(said.next_events).map((event) => ({
    event,
    needs: withReason?.includes(event)
      ? "reason"
      : withEvidence?.includes(event)
        ? "evidence"
        : "nothing",
    isRefusal: refusals.has(event),
  }));
}
