// Webhooks as a receiver sees them who has npm's standardwebhooks and no code of ours: each delivery
// verifies, a spoilt one does not, and a partner's endpoint gets what /v1/events gives the partner.
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { ask, finish, root, serve } from "./service.mjs";

const { Webhook } = createRequire(path.join(root, ".native/contract/package.json"))("standardwebhooks");

const failures = [];
const expect = (holds, what) => holds || failures.push(what);

// Keeps what arrives, by path; a path that begins so is answered otherwise.
const arrived = new Map();
const answers = { "/broken": () => 500, "/once": (count) => (count === 1 ? 503 : 204), "/moved": () => 302, "/gone": () => 410 };
const receiver = http.createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const list = arrived.get(request.url) ?? [];
    arrived.set(request.url, [...list, { headers: request.headers, body: Buffer.concat(parts).toString() }]);
    response.writeHead(answers[request.url]?.(list.length + 1) ?? 200, { location: "/elsewhere" }).end();
  });
});
await new Promise((resolve) => receiver.listen(0, "127.0.0.1", resolve));
const here = `http://127.0.0.1:${receiver.address().port}`;
const at = (place) => arrived.get(place) ?? [];
async function until(holds, what, seconds = 60) {
  for (let i = 0; i < seconds * 20 && !holds(); i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(holds(), `${what} did not come in ${seconds} s`);
}

const service = await serve({ more: ["--webhooks-anywhere"] });
async function send(key, method, target, body) {
  const headers = { authorization: `Bearer ${key}`, ...(body && { "content-type": "application/json" }) };
  const answer = await ask(service.url, { method, target, headers, body: body && JSON.stringify(body) });
  expect(answer.status < 300, `${method} ${target}: ${answer.status} ${answer.text}`);
  return answer.json;
}
const wish = { name: "partner", role: "partner_admin", partner_id: "P11", sees_money: true };
const partnerKey = (await send(service.key, "POST", "/v1/keys", wish)).secret;
const endpoint = (key, place, types) => send(key, "POST", "/v1/webhook-endpoints", { url: here + place, ...(types && { types }) });
async function eventsOf(key, type) {
  const out = [];
  for (let cursor = ""; ;) {
    const page = await send(key, "GET", `/v1/events?limit=1000${type ? `&type=${type}` : ""}${cursor && `&cursor=${cursor}`}`);
    out.push(...page.data);
    if (!page.has_more) return out;
    cursor = encodeURIComponent(page.next_cursor);
  }
}
// The service makes events of the demo's commits some time after it has started.
let all = [];
for (let i = 0; i < 600; i += 1) {
  const now = await eventsOf(service.key);
  if (now.length > 0 && now.length === all.length) break;
  all = now;
  await new Promise((resolve) => setTimeout(resolve, 1_200));
}
expect(all.some((one) => one.type === "statement.issued"), "the demo has issued no statement");

const verifies = (secret, { headers, body }) => {
  try {
    return new Webhook(secret).verify(body, headers);
  } catch {
    return null;
  }
};

// A partner's endpoint, told again of everything: what /v1/events has for the partner, no more.
const partner = await endpoint(partnerKey, "/partner");
const range = { from: all[0].id, to: all.at(-1).id };
const { queued } = await send(partnerKey, "POST", `/v1/webhook-endpoints/${partner.id}:replay`, range);
await until(() => at("/partner").length >= queued, `${queued} events of the partner`, 150);
const own = await eventsOf(partnerKey);
const ids = (list) => JSON.stringify([...new Set(list)].sort());
expect(own.length > 0 && own.length < all.length, `the partner has ${own.length} of ${all.length} events`);
expect(ids(own.map((one) => one.id)) === ids(at("/partner").map((one) => one.headers["webhook-id"])), "the partner got other events than /v1/events has");
for (const one of at("/partner")) {
  const payload = verifies(partner.secret, one);
  const event = own.find(({ id }) => id === one.headers["webhook-id"]);
  const same = payload && payload.type === event?.type && payload.timestamp === event?.time && JSON.stringify(payload.data) === JSON.stringify(event?.data);
  expect(same, `does not verify, or is not the event: ${one.body}`);
  expect([undefined, "P11"].includes(payload?.data.partner_id), `of another partner: ${one.body}`);
}

// What was changed on the way, is old, or is of somebody else does not verify.
const [sound] = at("/partner");
const spoilt = [
  { headers: sound.headers, body: `${sound.body} ` },
  { headers: { ...sound.headers, "webhook-id": "evt_1" }, body: sound.body },
  { headers: { ...sound.headers, "webhook-timestamp": String(Math.floor(Date.now() / 1000) - 360) }, body: sound.body },
];
for (const one of spoilt) expect(!verifies(partner.secret, one), `verifies though it was spoilt: ${JSON.stringify(one.headers)}`);

// Rotation: old and new secret both verify.
await send(partnerKey, "POST", `/v1/webhook-endpoints/${partner.id}:rotate`).then(async ({ secret }) => {
  const before = at("/partner").length;
  await send(partnerKey, "POST", `/v1/webhook-endpoints/${partner.id}:test`);
  await until(() => at("/partner").length > before, "a test after the rotation");
  const last = at("/partner").at(-1);
  expect(verifies(secret, last) && verifies(partner.secret, last), "after the rotation a secret does not verify");
  expect(!verifies("whsec_" + Buffer.alloc(32).toString("base64"), last), "a wrong secret verifies");
});

// A refusal is followed by the same message, the same id, five seconds later; a redirect is not followed;
// 410 disables at once.
for (const place of ["/once", "/moved", "/gone"]) {
  const made = await endpoint(service.key, place, ["plan.published"]);
  await send(service.key, "POST", `/v1/webhook-endpoints/${made.id}:test`);
  if (place === "/once") {
    await until(() => at(place).length === 2, "the second attempt", 20);
    const [first, second] = at(place);
    expect(first.headers["webhook-id"] === second?.headers["webhook-id"] && first.body === second?.body, "the second attempt is another message");
    expect(verifies(made.secret, first) && second && verifies(made.secret, second), "an attempt does not verify");
  } else {
    await until(() => at(place).length > 0, place);
  }
}
await until(() => at("/moved").length >= 2, "the second attempt at a redirect", 20);
expect(at("/elsewhere").length === 0, "a redirect was followed");
const list = await send(service.key, "GET", "/v1/webhook-endpoints");
const gone = list.data.find((one) => one.url.endsWith("/gone"));
expect(gone.enabled === false && /410/.test(gone.reason), `410 does not disable: ${JSON.stringify(gone)}`);
const told = await eventsOf(service.key, "webhook.disabled");
expect(told.some((one) => one.data.endpoint_id === gone.id), "no event tells that it was disabled");

receiver.closeAllConnections();
receiver.close();
finish(failures, `${[...arrived.values()].flat().length} deliveries reached a receiver of npm's, ${queued} of them a partner's of ${all.length} events`);
