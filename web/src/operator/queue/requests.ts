import type { RowOf } from "../../api/questions.ts";
import { movesOf, type Said } from "../../shell/next.ts";

export interface Step {
  event: string;
  key: "a" | "r" | "n";
  isRefusal: boolean;
}

const keys: Readonly<Record<string, Step["key"]>> = {
  approve: "a",
  confirm: "a",
  reopen: "a",
  start_review: "a",
  reject: "r",
  uphold: "r",
  ask: "n",
};

type Waiting = Pick<RowOf<"/v1/requests">, "waits_for">;

/** What the service lets this operator do with a request that waits for one, each with its key. */
export function stepsOf(request: Said & Waiting): readonly Step[] {
  if (!waitsForOperator(request)) return [];
  return movesOf(request).flatMap(({ event, isRefusal }) => {
    const key = keys[event];
    return key ? [{ event, key, isRefusal }] : [];
  });
}

/** The same of a list, for the service to answer; see docs/formats/filter.md. */
export const waitingFilter = "waits_for eq operator";

export function waitsForOperator(request: Waiting): boolean {
  return request.waits_for === "operator";
}
