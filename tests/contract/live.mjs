// Every operation of the document, through prism: an answer that the document does not describe is
// refused there. With every parameter, in every format, from page to page; and what does not exist.
import { readFileSync } from "node:fs";
import { Document, learnAll } from "./document.mjs";
import { ask, contract, each, finish, proxy, serve, shown } from "./service.mjs";

const file = contract();
const document = new Document(file);
const service = await serve();
// Columns are left out of rows by the word of who asks, and the document has rows whole: here we judge.
const isCut = ({ target }) => /[?&]fields=/.test(target);
let cut = 0;
const judge = await proxy(file, service.url, { strict: true });
const failures = [];
let asked = 0;

async function send(request) {
  if (isCut(request)) cut += 1;
  else asked += 1;
  const answer = await ask(isCut(request) ? service.url : judge, { ...request, headers: { ...shown(service, request), ...request.headers } });
  if (answer.json?.type?.startsWith("https://stoplight.io/prism/errors"))
    failures.push(`${request.method ?? "GET"} ${request.target}: ${JSON.stringify(answer.json.validation ?? answer.json)}`);
  return answer;
}

function expect(holds, request, answer, what) {
  if (!holds) failures.push(`${request.method} ${request.target}: ${what}, got ${answer.status} ${answer.text.slice(0, 300)}`);
}

// Rows that were cut: what the document's rows have in the chosen columns, and no more.
function expectCut(request, answer, whole) {
  const chosen = new URL(request.target, service.url).searchParams.get("fields").split(",");
  const cutOf = (row) => Object.fromEntries(chosen.map((one) => [one, row[one]]));
  const isSo = JSON.stringify(answer.json?.data) === JSON.stringify(whole.json.data.map(cutOf));
  expect(answer.status === 200 && isSo, request, answer, `${chosen} of the whole rows`);
}

const known = await learnAll(document, send);

async function pages(operation) {
  let seen = 0;
  let target = known.request(operation, { limit: 1 }).target;
  for (let page = 0; page < 3 && target; page += 1) {
    const request = { method: "GET", target };
    const answer = await send(request);
    expect(answer.status === 200 && answer.json.data.length <= 1, request, answer, "a page of one row");
    seen += answer.json?.data?.length ?? 0;
    const next = /<([^>]*)>; rel="next"/.exec(answer.headers.link ?? "");
    expect(Boolean(next) === Boolean(answer.json?.has_more), request, answer, "Link and has_more agree");
    target = next?.[1];
  }
  return seen;
}

// What the demo has none of, and what a rule refuses, is answered by a problem that says so.
const answered = new Set();
const refusals = [404, 409, 412, 422];
for (const operation of document.operations) {
  const change = operation.method !== "GET";
  const request = known.request(operation);
  if (change && operation.parameters.some((one) => one.name.toLowerCase() === "if-match")) {
    const current = await send({ method: "GET", target: request.target.replace(/:[a-z-]+$/, "") });
    request.headers["if-match"] = current.headers.etag ?? '"none"';
  }
  const answer = await send(request);
  const isAnswer = answer.status < 400;
  // The example's password and secret are nobody's.
  const mayRefuse = operation.at["x-public"] ? [...refusals, 401] : refusals;
  // A list is empty and never absent; the example simulates a programme that cannot be read.
  const isAbsent = operation.path.startsWith("/v1/simulations/{id}/") && [404, 409].includes(answer.status);
  expect(isAnswer || (mayRefuse.includes(answer.status) && !operation.at["x-list"]) || isAbsent, request, answer, "an answer");
  if (isAnswer) answered.add(operation.id);
  if (change && isAnswer) await learnAll(document, send, known);
  if (change || !isAnswer) continue;

  const again = { ...request, headers: { "if-none-match": answer.headers.etag ?? '""' } };
  const unchanged = await send(again);
  expect(unchanged.status === 304 || !answer.headers.etag, again, unchanged, "304");
  const fitting = operation.parameters.filter((one) => one.in === "query" && one.name !== "cursor").flatMap((one) => {
    const schema = document.schema(one);
    const words = (schema.type === "array" ? document.resolve(schema.items).enum : schema.enum) ?? [known.valueOf(operation, one)];
    return words.map((word) => known.request(operation, { [one.name]: word }));
  });
  await each(fitting, async (one) => {
    const result = await send(one);
    expect(result.status < 500 && result.status !== 400, one, result, "no complaint about a parameter that fits");
    if (isCut(one)) expectCut(one, result, answer);
  });
  if (operation.at["x-list"]) await pages(operation);
  if (operation.path.endsWith("{id}")) {
    const nobody = { method: "GET", target: request.target.replace(/\/[^/]*$/, "/no-such-thing") };
    const missing = await send(nobody);
    expect(missing.status === 404 && missing.json?.code === "not_found", nobody, missing, "404 not_found");
  }
}

// A cursor leads on in its own list only, and a question has an end.
const page = await send({ method: "GET", target: "/v1/partners?limit=1" });
for (const target of [`/v1/customers?cursor=${page.json.next_cursor}`, `/v1/partners?country=DE&cursor=${page.json.next_cursor}`,
  "/v1/credit?from=1000-01&to=9999-12"]) {
  const answer = await send({ method: "GET", target });
  expect(answer.status === 400 && answer.json?.code === "invalid_request", { method: "GET", target }, answer, "400");
}

// Without the proxy: addresses and methods that the document does not have.
for (const [method, target, status] of [
  ["GET", "/v1/nothing", 404],
  ["GET", "/v2", 404],
  ["DELETE", "/v1/partners", 405],
  ["TRACE", "/healthz", 405],
]) {
  const answer = await ask(service.url, { method, target, headers: service.headers });
  expect(answer.status === status && answer.json?.status === status, { method, target }, answer, `a problem ${status}`);
}
const served = await ask(service.url, { target: "/v1/openapi.json", headers: service.headers });
if (served.text !== readFileSync(file, "utf8")) failures.push("/v1/openapi.json is not what tools/contract makes of docs/api");

const refused = document.operations.filter((one) => !answered.has(one.id)).map((one) => one.id);
if (refused.length) console.log(`answered by refusals only: ${refused.join(", ")}`);
finish(failures, `${cut} answers of chosen columns were judged here; ${asked} requests went through prism, to the document's ${document.operations.length} operations`);
