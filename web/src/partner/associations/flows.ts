/** What a partner may ask for: docs/domain/lifecycles.md. */
import type { components } from "../../api/contract.gen.ts";
import type { RowOf } from "../../api/questions.ts";
import type { Day } from "../../format/time.ts";

type Wish = components["schemas"]["RequestWish"];

export const kRoles = ["record", "delegated", "deal"] as const;
export type Role = (typeof kRoles)[number];

export interface Form {
  customer: string;
  role: Role;
  subscriptions: readonly string[];
  proof: string;
  /** First day of an invitation to be of record; null, at once. */
  from: Day | null;
}

/** A request for each subscription; of the customer as a whole for delegated administration. */
export function wishesOf(form: Form, partner: string): Wish[] {
  const proof = form.proof.trim() ? { evidence: form.proof.trim() } : {};
  const common = {
    partner_id: partner,
    ...(form.customer ? { customer_id: form.customer } : {}),
    ...proof,
  };
  if (form.role === "delegated") return [{ kind: "grant", event: "create", ...common }];
  const [kind, event] =
    form.role === "record" ? (["dpor", "invite"] as const) : (["deal", "register"] as const);
  const starts = form.role === "record" && form.from !== null ? { starts_on: form.from } : {};
  return form.subscriptions.map((subscription_id) => ({
    kind,
    event,
    ...common,
    subscription_id,
    ...starts,
  }));
}

/** Whether the form says enough to be sent. */
export function isComplete(form: Form): boolean {
  if (form.role === "delegated") return form.customer !== "";
  return form.subscriptions.length > 0 && (form.role === "record" || form.proof.trim() !== "");
}

export type Owner = "you" | "customer" | "incumbent" | "partner" | "operator" | "nobody";

type Asked = Pick<RowOf<"/v1/requests">, "waits_for" | "partner_id" | "counterparty_id">;

/** Who has the next word, as a partner is told. */
export function ownerFor(request: Asked, partner: string): Owner {
  switch (request.waits_for) {
    case "partner":
      return request.partner_id === partner ? "you" : "partner";
    case "counterparty":
      return request.counterparty_id === partner ? "you" : "incumbent";
    case null:
      return "nobody";
    default:
      return request.waits_for;
  }
}
