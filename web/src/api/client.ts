import createClient, { type Middleware } from "openapi-fetch";
import { languageNow } from "../preferences/preferences.ts";
import type { paths } from "./contract.gen.ts";
import { problemOf, Unreachable } from "./problem.ts";

/** What every request says besides its question. Set by the session; see shell/session.tsx. */
interface Speaker {
  csrf: string | null;
  /** For whom is asked: "partner:P11". */
  tenant: string | null;
}
export const speaker: Speaker = { csrf: null, tenant: null };

function headersOf(method: string): Record<string, string> {
  const headers: Record<string, string> = { "accept-language": languageNow() };
  if (speaker.tenant !== null) headers["accredit-tenant"] = speaker.tenant;
  if (method !== "GET" && method !== "HEAD" && speaker.csrf !== null)
    headers["x-accredit-csrf"] = speaker.csrf;
  return headers;
}

let away: (() => void) | null = null;
/** Calls it whenever the service did not answer at all. */
export function onUnreachable(listener: () => void): void {
  away = listener;
}
function noteUnreachable(error: unknown): void {
  // What was given up, because nobody waits for it any more, says nothing of the service.
  if (!(error instanceof DOMException && error.name === "AbortError")) away?.();
}

const kGateway = new Set([502, 503, 504]);
/** What stands before the service says in its place that it is not there. */
function refuseGateway(response: Response): void {
  const isOurs = response.headers.has("request-id");
  if (isOurs || !kGateway.has(response.status)) return;
  away?.();
  throw new Unreachable(`${response.status} of a gateway`);
}

const speak: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(headersOf(request.method)))
      request.headers.set(name, value);
    return request;
  },
  onResponse({ response }) {
    refuseGateway(response);
  },
  onError({ error }) {
    noteUnreachable(error);
    return new Unreachable(error);
  },
};

export type Json = "application/json" | "application/problem+json";
// `fetch` is looked up at each request, so that a test can stand in for it.
export const api = createClient<paths, Json>({ baseUrl: "", fetch: (request) => fetch(request) });
api.use(speak);

/** An answer, and when and as known at which commit it was given. */
export interface Known<Data> {
  data: Data;
  commit: number | null;
  etag: string | null;
  at: Date;
}

interface Answered<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The latest answer of all, for the stamp in the head of the page. */
export interface Latest {
  commit: number | null;
  at: Date | null;
  request: string | null;
}
let latest: Latest = { commit: null, at: null, request: null };
const listeners = new Set<() => void>();
export function latestKnown(): Latest {
  return latest;
}
export function onKnown(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function note(response: Response, commit: number | null): Date {
  const at = new Date(response.headers.get("date") ?? Date.now());
  latest = { commit: commit ?? latest.commit, at, request: response.headers.get("request-id") };
  for (const tell of listeners) tell();
  return at;
}

/** Waits for an answer; what is no success is thrown, as Problem or Unreachable. */
export async function settle<Data>(asked: Promise<Answered<Data>>): Promise<Known<Data>> {
  const { data, error, response } = await asked;
  if (!response.ok) throw problemOf(error, response);
  const stamp = response.headers.get("known-at");
  const commit = stamp === null ? null : Number(stamp);
  return {
    data: data as Data,
    commit,
    etag: response.headers.get("etag"),
    at: note(response, commit),
  };
}

/** Random, and long enough to be met once; also where crypto.randomUUID is not there (no TLS). */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Asks for a file and hands it to the browser's downloads, as the caller who is signed in. */
export async function download(target: string, name: string): Promise<void> {
  save(await (await askRaw(target, { method: "GET" })).blob(), name);
}

/** What is no JSON, sent or fetched as the caller who is signed in; else as `settle`. */
export async function askRaw(
  target: string,
  { method, body }: { method: "GET" | "PUT"; body?: Blob },
): Promise<Response> {
  const headers = headersOf(method);
  if (body) headers["content-type"] = "application/octet-stream";
  const response = await fetch(target, { method, headers, ...(body ? { body } : {}) }).catch(
    (error: unknown) => {
      noteUnreachable(error);
      throw new Unreachable(error);
    },
  );
  refuseGateway(response);
  if (!response.ok) throw problemOf(await response.json().catch(() => undefined), response);
  return response;
}

/** A file of the browser's own making. */
export function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
