import type { RowOf } from "../../api/questions.ts";

export type Change = RowOf<"/v1/periods/{month}/changes">;
export type ChangedEntry = RowOf<"/v1/periods/{month}/entries">;

/** What sets one row of a close's changes apart from the others: what the address names it by. */
export function changeId(row: Change): string {
  return [row.partner_id, row.currency, row.kind, row.account, row.earning_month ?? ""].join(" ");
}

/** The entries that a row adds up, in the language of docs/formats/filter.md. */
export function filterOf(row: Change): string {
  const month = row.earning_month;
  return [
    `kind eq ${row.kind}`,
    `account eq ${row.account}`,
    `currency eq ${row.currency}`,
    month === null ? "earning_month is null" : `earning_month eq ${month}`,
  ].join(" and ");
}

/** Only a line is explained: what moves between accounts rests on balances. */
export function isExplained(entry: ChangedEntry): boolean {
  return entry.earning_month !== null && entry.subscription_id !== null;
}
