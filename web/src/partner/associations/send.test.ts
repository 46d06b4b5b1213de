import { afterEach, expect, it, vi } from "vitest";
import { reasonOf, sendAll } from "./send.ts";

const asked: string[] = [];
/** The subscriptions and events that the service refuses. */
const refused = new Set<unknown>();

// A browser reads "/v1/…" as of the page; there is no page here.
vi.hoisted(() => {
  const Whole = globalThis.Request;
  globalThis.Request = class extends Whole {
    constructor(input: RequestInfo | URL, init?: RequestInit) {
      super(typeof input === "string" ? new URL(input, "http://service") : input, init);
    }
  };
});
vi.stubGlobal("fetch", async (request: Request) => {
  const body = (await request.json()) as { event: string; subscription_id?: string };
  asked.push(`${new URL(request.url).pathname} ${body.event} ${body.subscription_id ?? ""}`.trim());
  const isRefused = refused.has(body.subscription_id ?? body.event);
  const told = isRefused
    ? { code: "ALREADY_REQUESTED", detail: "asked before", status: 422 }
    : { id: "REQ-1", revision: 1 };
  const headers = { "content-type": "application/json" };
  return new Response(JSON.stringify(told), { status: isRefused ? 422 : 201, headers });
});
afterEach(() => {
  asked.length = 0;
  refused.clear();
});

const invite = (subscription_id: string) =>
  ({ kind: "dpor", event: "invite", partner_id: "P1", subscription_id }) as const;
const grant = { kind: "grant", event: "create", partner_id: "P1", customer_id: "C1" } as const;

it("sends each by itself, and says which was not", async () => {
  refused.add("S2");
  const done = await sendAll(["S1", "S2", "S3"].map(invite));
  expect(done.sent).toBe(2);
  expect(done.notSent.map((one) => [one.wish.subscription_id, reasonOf(one.error)])).toEqual([
    ["S2", "asked before"],
  ]);
});

it("records a grant and sends it", async () => {
  expect(await sendAll([grant])).toEqual({ sent: 1, notSent: [] });
  expect(asked).toEqual(["/v1/requests create", "/v1/requests/REQ-1:move send"]);
});

it("sends a grant that is recorded already, and records no second one", async () => {
  refused.add("send");
  const [failed] = (await sendAll([grant])).notSent;
  expect(failed?.recorded).toMatchObject({ id: "REQ-1", revision: 1 });
  refused.clear();
  asked.length = 0;
  expect(await sendAll([grant], failed?.recorded)).toEqual({ sent: 1, notSent: [] });
  expect(asked).toEqual(["/v1/requests/REQ-1:move send"]);
});
