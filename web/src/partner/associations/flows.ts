/** What a partner may ask for, and what it may say next: docs/domain/lifecycles.md. */
import type { components } from "../../api/contract.gen.ts";

type Wish = components["schemas"]["RequestWish"];

export const kRoles = ["record", "delegated", "deal"] as const;
export type Role = (typeof kRoles)[number];

export interface Form {
  customer: string;
  role: Role;
  subscriptions: readonly string[];
  proof: string;
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
  return form.subscriptions.map((subscription_id) => ({ kind, event, ...common, subscription_id }));
}

/** Whether the form says enough to be sent. */
export function isComplete(form: Form): boolean {
  if (form.role === "delegated") return form.customer !== "";
  return form.subscriptions.length > 0 && (form.role === "record" || form.proof.trim() !== "");
}

export interface Step {
  event: string;
  needs: "nothing" | "reason" | "evidence";
  isDangerous: boolean;
}

const step = (event: string, needs: Step["needs"] = "nothing", isDangerous = false): Step => ({
  event,
  needs,
  isDangerous,
});
const kWithdraw = step("withdraw", "nothing", true);
const kCancel = step("cancel", "nothing", true);
const kResign = step("resign", "reason", true);

const kSteps: Readonly<Record<string, Readonly<Record<string, readonly Step[]>>>> = {
  dpor: {
    INVITED: [kCancel],
    PENDING_PARTNER: [step("accept"), step("decline", "nothing", true)],
    ACTIVE: [kResign],
  },
  claim: {
    DRAFT: [step("submit", "evidence"), kWithdraw],
    SUBMITTED: [kWithdraw],
    UNDER_REVIEW: [kWithdraw],
    ACTION_REQUIRED: [step("answer", "evidence"), kWithdraw],
    APPROVED: [kWithdraw],
    REJECTED: [step("dispute", "reason")],
    DISPUTED: [kWithdraw],
    ACTIVE: [kResign],
  },
  grant: {
    CREATED: [step("send"), kCancel],
    APPROVAL_PENDING: [kCancel],
    ACTIVE: [step("terminate", "nothing", true)],
    EXPIRING: [step("terminate", "nothing", true)],
  },
  transfer: { PENDING: [kCancel] },
  agreement_change: { PENDING: [kCancel] },
  deal: { SUBMITTED: [kWithdraw], SCHEDULED: [kWithdraw], ACTIVE: [kResign] },
  engagement: { ACTIVE: [kResign] },
  standing: { ACTIVE: [kResign] },
};

const kGiverSteps = [step("accept"), step("decline", "nothing", true)];

/** What the partner of a request says next; `isGiver`: the one from which a transfer takes. */
export function stepsOf(kind: string, state: string, isGiver = false): readonly Step[] {
  if (isGiver) return kind === "transfer" && state === "PENDING" ? kGiverSteps : [];
  return kSteps[kind]?.[state] ?? [];
}

export type Owner = "you" | "customer" | "incumbent" | "operator" | "nobody";

interface Asked {
  kind: string;
  state: string;
  counterparty_id: string | null;
}

/** Whether a partner is the one from which a transfer takes, not the one that asks for it. */
export function isGiver({ kind, counterparty_id }: Asked, partner: string): boolean {
  return kind === "transfer" && counterparty_id === partner;
}

/** Who has the next word, as a partner is told. */
export function ownerFor(request: Asked, partner: string): Owner {
  const owner = ownerOf(request.kind, request.state);
  if (!isGiver(request, partner)) return owner;
  return owner === "incumbent" ? "you" : owner === "you" ? "nobody" : owner;
}

/** Who has the next word, as the partner that asks is told. */
export function ownerOf(kind: string, state: string): Owner {
  if (["INVITED", "APPROVAL_PENDING", "APPROVED"].includes(state)) return "customer";
  if (["SUBMITTED", "UNDER_REVIEW", "DISPUTED", "PROPOSED"].includes(state)) return "operator";
  if (["PENDING_PARTNER", "ACTION_REQUIRED", "CREATED", "DRAFT"].includes(state)) return "you";
  if (state === "PENDING") return kind === "transfer" ? "incumbent" : "customer";
  return "nobody";
}
