import type { RowOf } from "../../api/questions.ts";

type Request = RowOf<"/v1/requests">;

/** What a customer may say to a request; null: nothing is asked of it. */
export interface Answers {
  /** Absent: it holds by itself unless it is declined. */
  yes?: string;
  no: string;
}

/** The rows of the lifecycles' tables in which the customer has the word. */
const answers: Readonly<Record<string, Answers>> = {
  "dpor INVITED": { yes: "confirm", no: "decline" },
  "grant APPROVAL_PENDING": { yes: "approve", no: "decline" },
  "agreement_change PENDING": { yes: "accept", no: "decline" },
  "claim APPROVED": { no: "decline" },
};

export function eventsOf({ kind, state }: Pick<Request, "kind" | "state">): Answers | null {
  return answers[`${kind} ${state}`] ?? null;
}

/** What the customer has begun and can still take back. */
const takenBack: Readonly<Record<string, string>> = {
  "dpor PENDING_PARTNER": "cancel",
  "dpor SCHEDULED": "cancel",
};

export function cancelOf({ kind, state }: Pick<Request, "kind" | "state">): string | null {
  return takenBack[`${kind} ${state}`] ?? null;
}
