/**
 * What an operator may do with a request, by its kind and state: the rows of the tables of
 * docs/domain/lifecycles.md that an OPERATOR moves. Each with the key that does it.
 */
export interface Step {
  event: string;
  key: "a" | "r" | "n";
  isRefusal: boolean;
}

const step = (event: string, key: Step["key"]): Step => ({ event, key, isRefusal: key === "r" });

const table: Readonly<Record<string, readonly Step[]>> = {
  "correction PROPOSED": [step("confirm", "a"), step("reject", "r")],
  "claim SUBMITTED": [step("start_review", "a")],
  "claim UNDER_REVIEW": [step("approve", "a"), step("reject", "r"), step("ask", "n")],
  "claim DISPUTED": [step("reopen", "a"), step("uphold", "r")],
  "deal SUBMITTED": [step("approve", "a"), step("reject", "r")],
};

export function stepsOf(request: { kind: string; state: string }): readonly Step[] {
  return table[`${request.kind} ${request.state.toUpperCase()}`] ?? [];
}

/** The same of a list, for the service to answer; see docs/formats/filter.md. */
export const waitingFilter = Object.keys(table)
  .map((one) => one.split(" "))
  .map(([kind, state]) => `(kind eq ${kind} and state eq ${state})`)
  .join(" or ");

export function waitsForOperator(request: { kind: string; state: string }): boolean {
  return stepsOf(request).length > 0;
}
