/** What POST /v1/exports makes a file of, and what of it is of a month. */
export const kLists = [
  "subscriptions",
  "customers",
  "associations",
  "requests",
  "credit",
  "earnings",
  "ledger-entries",
  "statements",
  "balances",
  "petitions",
  "opportunities",
  "reports",
] as const;
export type ListName = (typeof kLists)[number];

/** The filters that say of which month a list is; none of lists that are of now. */
export function monthFilters(list: ListName, month: string): { name: string; value: string }[] {
  switch (list) {
    case "credit":
    case "reports":
      return [
        { name: "from", value: month },
        { name: "to", value: month },
      ];
    case "earnings":
    case "opportunities":
      return [{ name: "month", value: month }];
    case "ledger-entries":
    case "statements":
      return [{ name: "period", value: month }];
    default:
      return [];
  }
}

/** Tables of POST /v1/sql, each with the columns that its list has. */
export const kTables: Readonly<Record<string, readonly string[]>> = {
  customers: ["id", "name", "country"],
  products: ["id", "name", "family", "metering"],
  subscriptions: ["id", "customer_id", "product_id", "currency", "valid_from", "valid_to"],
  associations: ["id", "type", "customer_id", "subscription_id", "valid_from", "valid_to"],
  requests: ["id", "kind", "state", "customer_id", "subscription_id", "next_deadline"],
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
  ledger_entries: ["entry", "period", "kind", "lever", "subscription_id", "amount", "currency"],
  balances: ["currency", "account", "payout", "fund", "amount"],
  statements: ["id", "period", "issued_on", "lines"],
  statement_stages: ["statement_id", "period", "currency", "stage", "payment_id", "due"],
  payments: ["id", "state", "execution_day", "amount", "paid_in", "account", "statement_ids"],
  petitions: ["id", "kind", "state", "asked", "granted", "currency", "decide_by"],
};
