import { afterEach, expect, it, vi } from "vitest";
import { attach, type AttachWish, type Before, undoAttach } from "./acts.ts";

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
