import type { RowOf } from "../../api/questions.ts";
import type { Month } from "../../format/time.ts";
import type { WholeList } from "../../kit/table/TableBar.tsx";
import { quoted } from "../../api/filter.ts";
import { type EarningLine, isEarned } from "../earnings/rows.ts";
import { type Association, holdsIn } from "../registry.ts";

/** A line of the ledger: what was credited, or a subscription that came to nothing. */
export interface CreditLine {
  id: string;
  subscription: string;
  customer: string | null;
  product: string | null;
  measure: string | null;
  /** Null: billed revenue that is not to be seen, or nothing. */
  amount: string | null;
  currency: string;
  quantity: string;
  associations: string;
  isCounted: boolean;
}

/** By which kinds of association it is credited. */
export function typesOf({ associations }: { associations: string }): string[] {
  return associations.split("+").filter((one) => one !== "");
}

type Row = RowOf<"/v1/credit">;

const kKeys = ["subscription", "customer", "product", "measure", "currency"] as const;

/** What the ledger is asked by; "": of whatever competency. */
export function keysFor(competency: string) {
  return competency === "" ? [...kKeys] : [...kKeys, "competency" as const];
}

/** What was credited in the month, as a list of the service: the lines of `counted`. */
export function wholeOf(month: Month, competency: string): WholeList {
  const filters = [
    { name: "from", value: month },
    { name: "to", value: month },
    ...keysFor(competency).map((value) => ({ name: "by", value })),
  ];
  if (competency !== "")
    filters.push({ name: "filter", value: `competency eq ${quoted(competency)}` });
  return { list: "credit", filters };
}

export function counted(rows: readonly Row[], competency: string): CreditLine[] {
  return rows
    .filter((row) => competency === "" || row.competency === competency)
    .map((row) => ({
      id: [row.subscription, row.measure, row.currency].join(" "),
      subscription: row.subscription ?? "",
      customer: row.customer || null,
      product: row.product || null,
      measure: row.measure ?? null,
      amount: row.currency ? row.amount : null,
      currency: row.currency ?? "",
      quantity: row.quantity,
      associations: row.associations,
      isCounted: true,
    }));
}

/** By subscription that earns nothing at all: why, each reason once. */
export function reasonsOf(lines: readonly EarningLine[]): ReadonlyMap<string, readonly string[]> {
  const earning = new Set(lines.filter(isEarned).map((one) => one.subscription_id));
  const found = new Map<string, string[]>();
  for (const { subscription_id: id, reason_code } of lines) {
    if (reason_code === null || earning.has(id)) continue;
    const before = found.get(id) ?? [];
    if (!before.includes(reason_code)) found.set(id, [...before, reason_code]);
  }
  return found;
}

/** Subscriptions that are held in the month and for which nothing was credited. */
export function uncounted(
  lines: readonly CreditLine[],
  associations: readonly Association[],
  month: Month,
  productOf: (subscription: string) => string | null,
): CreditLine[] {
  const credited = new Set(lines.map((one) => one.subscription));
  const found = new Map<string, CreditLine>();
  for (const one of associations) {
    const id = one.subscription_id;
    if (id === null || credited.has(id) || !holdsIn(one, month)) continue;
    const before = found.get(id);
    const types = before ? [...before.associations.split("+"), one.type] : [one.type];
    found.set(id, {
      id,
      subscription: id,
      customer: one.customer_id,
      product: productOf(id),
      measure: null,
      amount: null,
      currency: "",
      quantity: "0",
      associations: [...new Set(types)].join("+"),
      isCounted: false,
    });
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
