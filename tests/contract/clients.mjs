// Clients that are not ours: npm's cloudevents in its three modes, OpenMeter's SDK, and openid-client
// for an OAuth2 client's token. Each event counts once, however often and by whichever it is sent.
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ask, finish, root, serve } from "./service.mjs";

const packages = createRequire(path.join(root, ".native/contract/package.json"));
const load = (name) => import(pathToFileURL(packages.resolve(name)));
const { CloudEvent, HTTP } = packages("cloudevents");
const { OpenMeter } = await load("@openmeter/sdk");
const openid = await load("openid-client");

const failures = [];
const expect = (holds, what) => holds || failures.push(what);
const service = await serve();
const bearer = { authorization: `Bearer ${service.key}` };
const feed = await made({ name: "meter", role: "feed" });
let checked = 0;

async function made(wish) {
  const headers = { ...bearer, "content-type": "application/json" };
  return (await ask(service.url, { method: "POST", target: "/v1/keys", headers, body: JSON.stringify(wish) })).json;
}

const event = (id) =>
  new CloudEvent({
    id, source: "clients", type: "usage", subject: "S0003", time: "2026-01-05T10:00:00Z", datacontenttype: "application/json",
    data: { workload: "vm", measure: "consumption", quantity: "2.5", unit: "h", amount: "10.25", currency: "EUR", charge_kind: "usage" },
  });

// `message`: as the package made it for the wire.
async function send(mode, message, accepted, duplicate) {
  const headers = { ...message.headers, authorization: `Bearer ${feed.secret}` };
  const answer = await ask(service.url, { method: "POST", target: "/v1/usage-events", headers, body: message.body });
  const { accepted: taken, duplicate: known, rejected } = answer.json ?? {};
  expect(answer.status === 202 && taken === accepted && known === duplicate && rejected === 0, `${mode}: ${answer.status} ${answer.text}`);
  checked += 1;
}

const batch = (...ids) => ({
  headers: { "content-type": "application/cloudevents-batch+json" },
  body: JSON.stringify(ids.map((id) => event(id).toJSON())),
});
await send("structured", HTTP.structured(event("a")), 1, 0);
await send("binary", HTTP.binary(event("b")), 1, 0);
await send("batch", batch("c", "d"), 2, 0);
// The modes are three ways of saying the same.
await send("binary again", HTTP.binary(event("a")), 0, 1);
await send("structured again", HTTP.structured(event("b")), 0, 1);
await send("batch again", batch("a", "b", "c", "d", "e"), 1, 4);

const meter = new OpenMeter({ baseUrl: service.url, apiKey: feed.secret });
const used = { id: "m-1", source: "clients", type: "vm", subject: "S0003", time: new Date("2026-01-05T10:00:00Z"), data: { value: "3" } };
for (const events of [used, used, [used, { ...used, id: "m-2" }]]) {
  try {
    await meter.events.ingest(events);
  } catch (error) {
    failures.push(`openmeter: ${error}`);
  }
  checked += 1;
}
const wrong = await meter.events.ingest({ ...used, id: "m-3", data: { value: "much" } }).then(() => "taken", (error) => error);
expect(wrong !== "taken" && wrong.status === 400, `openmeter, a value that is none: ${wrong}`);

const erp = await made({ kind: "client", name: "erp", role: "support" });
const server = { issuer: service.url, token_endpoint: `${service.url}/oauth/token` };
const config = new openid.Configuration(server, erp.key_id, erp.secret);
openid.allowInsecureRequests(config);
try {
  const token = await openid.clientCredentialsGrant(config, { scope: "partners:read" });
  const read = await ask(service.url, { target: "/v1/partners?limit=1", headers: { authorization: `Bearer ${token.access_token}` } });
  const refused = await ask(service.url, { target: "/v1/customers?limit=1", headers: { authorization: `Bearer ${token.access_token}` } });
  expect(token.token_type === "bearer" && token.expires_in > 0, JSON.stringify(token));
  expect(read.status === 200 && refused.status === 403, `a token of one scope: ${read.status}, ${refused.status}`);
} catch (error) {
  failures.push(`openid-client: ${error}: ${JSON.stringify(error.cause ?? "")}`);
}
checked += 3;

finish(failures, `cloudevents, @openmeter/sdk and openid-client: ${checked} exchanges`);
