import type { Side } from "../shell/session.tsx";

/** What POST /v1/exports makes a file of: who may read it, and what of it is of a month. */
interface Source {
  right: string;
  /** How it is told of which month it is; absent: it is of now. */
  month?: "from and to" | "month" | "period";
  /** Nobody but the operator reads it. */
  isOperators?: true;
}

const sources = {
  partners: { right: "partners:read", isOperators: true },
  subscriptions: { right: "subscriptions:read" },
  customers: { right: "customers:read" },
  associations: { right: "associations:read" },
  requests: { right: "requests:read" },
  consents: { right: "consents:read" },
  credit: { right: "credit:read", month: "from and to" },
  earnings: { right: "earnings:read", month: "month" },
  coverage: { right: "coverage:read", month: "month", isOperators: true },
  "ledger-entries": { right: "ledger:read", month: "period" },
  statements: { right: "statements:read", month: "period" },
  "statement-stages": { right: "statements:read" },
  balances: { right: "ledger:read" },
  payouts: { right: "payouts:read", isOperators: true },
  payments: { right: "payouts:read" },
  petitions: { right: "petitions:read" },
  opportunities: { right: "opportunities:read", month: "month" },
  reports: { right: "reports:read", month: "from and to" },
  "feed-files": { right: "feeds:read", isOperators: true },
  quarantine: { right: "quarantine:read", isOperators: true },
  "access-log": { right: "access_log:read", isOperators: true },
  "audit-events": { right: "audit:read", isOperators: true },
} as const satisfies Record<string, Source>;

export type ListName = keyof typeof sources;
export const kLists = Object.keys(sources) as ListName[];

function sourceOf(list: ListName): Source {
  return sources[list];
}

/** The lists of which somebody of that side, with those rights, can have files made. */
export function listsOf(side: Side, rights: ReadonlySet<string>): ListName[] {
  return kLists.filter((list) => {
    const { right, isOperators } = sourceOf(list);
    return rights.has(right) && (!isOperators || side === "operator");
  });
}

/** Whether it is of several months as well as of one. */
export function isOfSpan(list: ListName): boolean {
  return sourceOf(list).month === "from and to";
}

/** The filters that say of when a list is, of a month where it is of one; none of those of now. */
export function monthFilters(
  list: ListName,
  { month, span }: { month: string; span: { first: string; last: string } },
): { name: string; value: string }[] {
  const { month: how } = sourceOf(list);
  if (how === undefined) return [];
  if (how !== "from and to") return [{ name: how, value: month }];
  return [
    { name: "from", value: span.first },
    { name: "to", value: span.last },
  ];
}

/** Of tables of POST /v1/sql, the columns that their lists have. */
const columns = {
  partners: ["id", "name", "group_id", "country", "status"],
  customers: ["id", "name", "country"],
  products: ["id", "name", "family", "metering"],
  subscriptions: ["id", "customer_id", "product_id", "currency", "valid_from", "valid_to"],
  associations: [
    "id",
    "type",
    "partner_id",
    "customer_id",
    "subscription_id",
    "valid_from",
    "valid_to",
  ],
  requests: [
    "id",
    "kind",
    "state",
    "partner_id",
    "customer_id",
    "subscription_id",
    "next_deadline",
  ],
  credit: [
    "partner",
    "subscription",
    "customer",
    "workload",
    "measure",
    "month",
    "currency",
    "amount",
    "quantity",
  ],
  earnings: [
    "partner_id",
    "lever",
    "subscription_id",
    "earning_month",
    "base",
    "rates",
    "amount",
    "currency",
    "kind",
    "reason_code",
  ],
  coverage: ["customer_id", "currency", "reason", "amount"],
  ledger_entries: [
    "entry",
    "period",
    "kind",
    "partner_id",
    "lever",
    "subscription_id",
    "amount",
    "currency",
  ],
  balances: ["partner_id", "currency", "account", "payout", "fund", "amount"],
  statements: ["id", "partner_id", "period", "issued_on", "lines"],
  statement_stages: [
    "statement_id",
    "partner_id",
    "period",
    "currency",
    "stage",
    "payment_id",
    "due",
  ],
  payouts: ["id", "execution_day", "state", "payments", "created_by", "approved_by"],
  payments: [
    "id",
    "partner_id",
    "state",
    "execution_day",
    "amount",
    "paid_in",
    "account",
    "statement_ids",
  ],
  petitions: ["id", "partner_id", "kind", "state", "asked", "granted", "currency", "decide_by"],
} as const satisfies Record<string, readonly string[]>;

const kOperators: readonly string[] = ["partners", "coverage", "payouts"];

/** Tables of POST /v1/sql for somebody of that side, each with the columns that its list has. */
export function tablesOf(side: Side): [string, readonly string[]][] {
  return Object.entries(columns).filter(
    ([table]) => side === "operator" || !kOperators.includes(table),
  );
}
