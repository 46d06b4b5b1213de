import { once } from "../../api/act.ts";
import { api, askRaw, settle } from "../../api/client.ts";

export interface Wish {
  kind: "usage" | "registry";
  file: string;
  feed?: string;
  format?: string;
}

/** Large enough to be quick, small enough to be sent again after a broken connection. */
export const kPart = 4 * 1024 * 1024;

/**
 * From where to where the parts of a file go, of which `there` bytes have come. A file of nothing
 * has one part of nothing.
 */
export function partsOf(
  size: number,
  part: number = kPart,
  there: number = 0,
): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  for (let from = there; from < size || size === 0; from += part) {
    parts.push({ from, to: Math.min(size, from + part) });
    if (size === 0) break;
  }
  return parts;
}

/** The kind that a file's name tells: registry files are known by theirs. */
export function kindOf(name: string): Wish["kind"] {
  return registry.test(name) ? "registry" : "usage";
}
const registry =
  /^(partners|customers|products|subscriptions|channels|associations|customer_mergers|fx_rates|memberships|metric_values|awards|access|manual_earnings|partner_statuses|enrolments|profiles|credit_shares)(-\w+)?\.(csv(\.gz)?|parquet)$/;

/** Where the bytes of a file go. */
export interface Receiver {
  /** How many have come; null: it does not take any more. */
  there: () => Promise<number | null>;
  send: (from: number, to: number) => Promise<void>;
}

/**
 * Sends what is lacking of a file, part by part. Before each part it is asked how much has come, so
 * that after a broken connection it goes on from there. False: it did not take any more.
 */
export async function sendTo(
  receiver: Receiver,
  size: number,
  onSent: (bytes: number) => void,
): Promise<boolean> {
  for (let isDone = false; !isDone;) {
    const sent = await once(async () => {
      const there = await receiver.there();
      if (there === null) return null;
      const [part] = partsOf(size, kPart, there);
      if (part) await receiver.send(part.from, part.to);
      return part?.to ?? size;
    });
    if (sent === null) return false;
    onSent(sent);
    isDone = sent === size;
  }
  return true;
}

function receiverOf(id: string, file: Blob): Receiver {
  const target = `/v1/imports/${encodeURIComponent(id)}/content`;
  return {
    async there() {
      const { data } = await settle(api.GET("/v1/imports/{id}", { params: { path: { id } } }));
      return data.state === "receiving" ? (data.offset ?? 0) : null;
    },
    async send(from, to) {
      await askRaw(`${target}?offset=${from}`, { method: "PUT", body: file.slice(from, to) });
    },
  };
}

/** Announces a file; the answer is the id of its import. */
export async function announce(wish: Wish): Promise<string> {
  const made = await once((key) =>
    settle(api.POST("/v1/imports", { body: wish, headers: { "idempotency-key": key } })),
  );
  return made.data.id;
}

/**
 * Sends an announced file and has it taken in; called again it goes on where it stopped. `onSent` is
 * told the bytes that are there. How the import goes on is asked for on its own.
 */
export async function upload(
  id: string,
  file: Blob,
  onSent: (bytes: number) => void,
): Promise<void> {
  const isWhole = await sendTo(receiverOf(id, file), file.size, onSent);
  if (!isWhole) return;
  const params = { path: { id } };
  await once((key) =>
    settle(
      api.POST("/v1/imports/{id}:run", { params, body: {}, headers: { "idempotency-key": key } }),
    ),
  );
}
