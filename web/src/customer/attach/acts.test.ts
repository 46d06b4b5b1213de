import { afterEach, expect, it, vi } from "vitest";
import type { Association } from "../holdings.ts";
import {
  attach,
  type AttachWish,
  type Before,
  endAll,
  mayUndoEnd,
  undoAttach,
  undoEnds,
} from "./acts.ts";

// A browser reads "/v1/…" as of the page; there is no page here.
vi.hoisted(() => {
  const Whole = globalThis.Request;
  globalThis.Request = class extends Whole {
    constructor(input: RequestInfo | URL, init?: RequestInit) {
      super(typeof input === "string" ? new URL(input, "http://service") : input, init);
    }
  };
});

interface Call {
  path: string;
  body: Record<string, unknown>;
}
type Reply = [status: number, body: unknown];

/** A service that answers as told; what it was asked. */
function serve(answer: (call: Call) => Reply): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const call = {
      path: new URL(request.url).pathname,
      body: (await request.json()) as Call["body"],
    };
    calls.push(call);
    const [status, body] = answer(call);
    const headers = { "content-type": "application/json" };
    return new Response(JSON.stringify(body), { status, headers });
  });
  return calls;
}
afterEach(() => vi.unstubAllGlobals());

const wish = (change: Partial<AttachWish> = {}): AttachWish => ({
  partner: "P1",
  subscriptions: ["S1"],
  standing: null,
  classes: ["usage"],
  from: null,
  until: null,
  disclosure: { text: "agreed", version: "portal-1-en" },
  ...change,
});
const before: Before = { incumbents: new Map(), said: { words: [], seen: [] } };
const refusal: Reply = [422, { code: "NO_RECORD_THERE", detail: "it may not", status: 422 }];
const attachedAll = ({ body }: Call): Reply => [
  201,
  {
    attached: (body["subscription_ids"] as string[]).map((subscription_id) => ({
      subscription_id,
      association_id: `A-${subscription_id}`,
    })),
    refused: [],
  },
];

it("puts consent back where the only designation is refused, and says which", async () => {
  const calls = serve(({ path }) => (path === "/v1/associations" ? refusal : [201, {}]));
  const done = await attach(wish(), before, "refused");
  expect(done.refused).toEqual([
    { subscription_id: "S1", code: "NO_RECORD_THERE", detail: "it may not" },
  ]);
  expect([done.attached, done.left, done.fault]).toEqual([[], [], null]);
  expect(calls.map((one) => one.path)).toEqual([
    "/v1/consents",
    "/v1/associations",
    "/v1/consents:withdraw",
  ]);
  expect(calls.map((one) => one.body["if_revision"])).toEqual([0, undefined, 1]);
});

it("names what stays open where consent could not be put back", async () => {
  serve(({ path }) => (path === "/v1/consents" ? [201, {}] : refusal));
  const done = await attach(wish(), before, "refused");
  expect(done.left).toEqual(["S1"]);
});

it("has done nothing where the first consent is refused", async () => {
  const calls = serve(() => refusal);
  await expect(attach(wish(), before, "refused")).rejects.toThrow("NO_RECORD_THERE");
  expect(calls).toHaveLength(1);
});

it("asks for at most 500 at once, and keeps what was attached where a later piece fails", async () => {
  const subscriptions = Array.from({ length: 501 }, (_, one) => `S${one}`);
  let pieces = 0;
  const calls = serve((call) => {
    if (call.path !== "/v1/associations") return [201, {}];
    pieces += 1;
    return pieces === 1 ? attachedAll(call) : [500, { code: "internal", detail: "", status: 500 }];
  });
  const done = await attach(wish({ subscriptions }), before, "refused");
  expect(done.attached).toHaveLength(500);
  expect(done.fault?.message).toContain("internal");
  const withdrawn = calls.filter((one) => one.path === "/v1/consents:withdraw");
  expect(withdrawn.map((one) => one.body["subscription_id"])).toEqual(["S500"]);
});

it("puts consent to all back where the standing designation is refused", async () => {
  const calls = serve((call) =>
    call.path === "/v1/associations"
      ? attachedAll(call)
      : call.path === "/v1/requests"
        ? refusal
        : [201, {}],
  );
  const done = await attach(wish({ standing: "C1" }), before, "refused");
  expect(done.fault?.message).toContain("NO_RECORD_THERE");
  expect(calls.slice(-2).map((one) => [one.path, one.body["subscription_id"]])).toEqual([
    ["/v1/consents:withdraw", undefined],
    ["/v1/consents", "S1"],
  ]);
});

it("takes each back, and names those that stay", async () => {
  const done = {
    attached: ["S1", "S2"].map((one) => ({ subscription: one, association: `A-${one}` })),
    refused: [],
    standingRequest: null,
    fault: null,
    left: [],
    revision: 2,
  };
  const calls = serve(({ path }) => (path === "/v1/associations/A-S1:end" ? refusal : [200, {}]));
  const left = await undoAttach(wish({ subscriptions: ["S1", "S2"] }), done, before, "undone");
  expect(left).toEqual(["S1"]);
  expect(calls.map((one) => one.body["if_revision"])).toEqual([undefined, undefined, 2, 3]);
});

const record = (id: string, change: Partial<Association> = {}) =>
  ({
    id,
    type: "dpor",
    partner_id: "P1",
    subscription_id: `S-${id}`,
    workload: null,
    valid_to: null,
    ...change,
  }) as Association;

it("ends many, and one that is refused does not stop the others", async () => {
  const calls = serve(({ path }) => (path === "/v1/associations/A2:end" ? refusal : [200, {}]));
  const ended = await endAll([record("A1"), record("A2"), record("A3")], null, "ended");
  expect(ended.done.map((one) => one.id)).toEqual(["A1", "A3"]);
  expect(ended.left.map((one) => [one.association.id, one.fault.message])).toEqual([
    ["A2", expect.stringContaining("NO_RECORD_THERE")],
  ]);
  expect(calls).toHaveLength(3);
});

it("answers the end of one alone by its refusal", async () => {
  serve(() => refusal);
  await expect(endAll([record("A1")], null, "ended")).rejects.toThrow("NO_RECORD_THERE");
});

it("gives each its place back, and names those where that failed", async () => {
  const calls = serve((call) =>
    call.body["subscription_ids"]?.toString() === "S-A1" ? refusal : attachedAll(call),
  );
  expect(await undoEnds([record("A1"), record("A2")], "2026-06-01", "undone")).toEqual(["S-A1"]);
  expect(calls.map((one) => one.body["valid_from"])).toEqual(["2026-06-01", "2026-06-01"]);
});

it("offers the way back of a partner of record of a subscription only", () => {
  expect(
    [record("A1"), record("A2", { subscription_id: null }), record("A3", { type: "tpor" })].map(
      mayUndoEnd,
    ),
  ).toEqual([true, false, false]);
});
