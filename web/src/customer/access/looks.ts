import { useFirstRows } from "../../api/first_rows.ts";
import { type List, type RowOf, useList } from "../../api/questions.ts";
import { useMay } from "../../shell/session.tsx";
import type { LastLooks } from "./rows.ts";

export type Look = RowOf<"/v1/access-log">;

const kPage = 1000;
/** The access log's order for a reader: what was last, first. */
export const kLatest = "-at,-number";

/** Partners of whom the rows have nothing. */
export function missingOf(partners: readonly string[], rows: readonly Look[]): string[] {
  const named = new Set(rows.map((one) => one.partner_id));
  return partners.filter((one) => !named.has(one));
}

/** Rows stand with the latest first; `asked` are the partners that were asked for by name. */
export function lastLooks(
  partners: readonly string[],
  rows: readonly Look[],
  asked: ReadonlyMap<string, Look | null>,
): LastLooks {
  const out = new Map<string, string | null>();
  for (const one of rows) if (!out.has(one.partner_id)) out.set(one.partner_id, one.at);
  for (const one of partners) if (!out.has(one)) out.set(one, asked.get(one)?.at ?? null);
  return out;
}

const kUnknown: LastLooks = new Map();

/**
 * When somebody of each partner looked last: of the latest rows, and of a partner of whom these have
 * nothing by a question of its own, however long the log is.
 */
export function useLastLooks(
  customer: string,
  partners: readonly string[],
): { looks: LastLooks; isPending: boolean } {
  const enabled = useMay("access_log:read");
  const query = { customer_id: customer, sort: kLatest };
  const list = useList("/v1/access-log", query, { pageSize: kPage, enabled });
  const isThere = enabled && !list.isPending && list.error === null;
  const missing = isThere && list.hasMore ? missingOf(partners, list.rows) : [];
  const single = useFirstRows(
    "/v1/access-log",
    missing.map((one) => ({ ...query, partner_id: one })),
  );
  const { rows } = single;
  const looks =
    isThere && rows !== undefined
      ? lastLooks(partners, list.rows, new Map(missing.map((one, at) => [one, rows[at] ?? null])))
      : kUnknown;
  return { looks, isPending: list.isPending || (rows === undefined && single.error === null) };
}

/** The latest looks of one partner. */
export function useLooksOf(customer: string, partner: string, most: number): List<Look> {
  const query = { customer_id: customer, partner_id: partner, sort: kLatest };
  return useList("/v1/access-log", query, { pageSize: most, enabled: useMay("access_log:read") });
}
