import { api, idempotencyKey, settle, speaker } from "../../api/client.ts";
import { problemOf } from "../../api/problem.ts";

export interface Wish {
  kind: "usage" | "registry";
  file: string;
  feed?: string;
  format?: string;
}

/** Large enough to be quick, small enough to be sent again after a broken connection. */
export const kPart = 4 * 1024 * 1024;

/** From where to where the parts of a file go; a file of nothing has one part of nothing. */
export function partsOf(size: number, part: number = kPart): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  for (let from = 0; from < size || parts.length === 0; from += part)
    parts.push({ from, to: Math.min(size, from + part) });
  return parts;
}

/** The kind that a file's name tells: registry files are known by theirs. */
export function kindOf(name: string): Wish["kind"] {
  return registry.test(name) ? "registry" : "usage";
}
const registry =
  /^(partners|customers|products|subscriptions|channels|associations|customer_mergers|fx_rates|memberships|metric_values|awards|access|manual_earnings|partner_statuses|enrolments|profiles|credit_shares)(-\w+)?\.(csv(\.gz)?|parquet)$/;

async function sendPart(id: string, file: Blob, from: number, to: number): Promise<void> {
  const headers = new Headers({ "content-type": "application/octet-stream" });
  if (speaker.csrf) headers.set("x-accredit-csrf", speaker.csrf);
  if (speaker.tenant) headers.set("accredit-tenant", speaker.tenant);
  const target = `/v1/imports/${encodeURIComponent(id)}/content?offset=${from}`;
  const response = await fetch(target, { method: "PUT", headers, body: file.slice(from, to) });
  if (!response.ok) throw problemOf(await response.json().catch(() => undefined), response);
}

/**
 * Announces a file, sends it part by part and has it taken in. `onSent` is told the bytes that are
 * there; the answer is the import, whose progress is asked for on its own.
 */
export async function upload(
  wish: Wish,
  file: Blob,
  onSent: (bytes: number) => void,
): Promise<string> {
  const key = () => ({ "idempotency-key": idempotencyKey() });
  const made = await settle(api.POST("/v1/imports", { body: wish, headers: key() }));
  const { id } = made.data;
  for (const { from, to } of partsOf(file.size)) {
    await sendPart(id, file, from, to);
    onSent(to);
  }
  const params = { path: { id } };
  await settle(api.POST("/v1/imports/{id}:run", { params, body: {}, headers: key() }));
  return id;
}
