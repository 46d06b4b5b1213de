// Every parameter and every field of every operation, spoilt in every way that its schema rules out.
// Each must be answered by a problem of a known code, 4xx, that fits the document.
import { Document, learnAll } from "./document.mjs";
import { ask, contract, each, finish, proxy, serve, shown } from "./service.mjs";

const file = contract();
const document = new Document(file);
const service = await serve();
const witness = await proxy(file, service.url, { strict: false });
const direct = (request) => ask(service.url, { ...request, headers: { ...shown(service, request), ...request.headers } });
const known = await learnAll(document, direct);
const codes = new Map();
for (const one of (await direct({ target: "/v1/problem-types?limit=1000" })).json.data) codes.set(one.code, one.status);

// Texts that a parameter of that schema must not have, each with what is wrong with it.
function spoiltTexts(written) {
  const schema = document.resolve(written);
  if (schema.type === "array") return spoiltTexts(schema.items);
  const out = [["a control character", "a%00b"], ["no UTF-8", "%FF%FE"], ["half an escape", "%4"]];
  if (schema.type === "integer") {
    for (const text of ["", "abc", "1.5", "1e3", "0x10", "%2B1", "1%20", "9".repeat(30), "-"]) out.push(["no whole number", text]);
    if (schema.minimum !== undefined) out.push(["too little", String(schema.minimum - 1)]);
    if (schema.maximum !== undefined) out.push(["too much", String(schema.maximum + 1)]);
  } else if (schema.type === "boolean") {
    for (const text of ["", "1", "TRUE", "yes"]) out.push(["neither true nor false", text]);
  } else {
    if (schema.enum) for (const text of ["", "no-such-word", String(schema.enum[0]).toUpperCase()]) out.push(["no word of the enumeration", text]);
    if (schema.minLength > 0) out.push(["too short", "x".repeat(schema.minLength - 1)]);
    if (schema.maxLength !== undefined) out.push(["too long", "x".repeat(schema.maxLength + 1)]);
    if (["date", "month"].includes(schema.format)) for (const text of ["", "x", "2026-13", "2026-02-30", "2026-3", "-2026-03"]) out.push([`no ${schema.format}`, text]);
    if (schema.format === "decimal") for (const text of ["", "x", "1e5", "0.0000000000001"]) out.push(["no decimal", text]);
  }
  return out;
}

function* spoiltParameters(operation) {
  const sound = known.request(operation);
  const [path, query = ""] = sound.target.split("?");
  const pairs = query.split("&").filter(Boolean);
  const others = (name) => pairs.filter((pair) => !pair.startsWith(`${name}=`));
  const target = (list) => path + (list.length ? `?${list.join("&")}` : "");
  for (const parameter of operation.parameters) {
    const { name } = parameter;
    if (parameter.in === "header") continue;
    for (const [what, text] of spoiltTexts(parameter.schema)) {
      if (parameter.in === "query") yield [`${name}: ${what}`, { ...sound, target: target([...others(name), `${name}=${text}`]) }];
      else if (text) yield [`${name}: ${what}`, { ...sound, target: target(pairs).replace(path, known.path(operation, { [name]: text })) }];
    }
    if (parameter.in !== "query") continue;
    if (parameter.required) yield [`${name}: missing`, { ...sound, target: target(others(name)) }];
    const value = encodeURIComponent([known.valueOf(operation, parameter)].flat()[0]);
    if (document.schema(parameter).type !== "array")
      yield [`${name}: twice`, { ...sound, target: target([...others(name), `${name}=${value}`, `${name}=${value}`]) }];
    yield [`${name}: misspelt`, { ...sound, target: target([...pairs, `${name}x=${value}`]) }];
    yield [`${name}: in capitals`, { ...sound, target: target([...pairs, `${name.toUpperCase()}=${value}`]) }];
  }
  yield ["an unknown parameter", { ...sound, target: target([...pairs, "no_such_parameter=1"]) }];
  yield ["a parameter without a name", { ...sound, target: target([...pairs, "=1"]) }];
}

// Values that do not fit the schema.
function spoiltValues(written) {
  const schema = document.resolve(written);
  const types = [schema.type].flat();
  const all = { null: null, boolean: true, number: 1.5, string: "x", array: [], object: {} };
  const fits = (kind) => types.includes(kind) || types[0] === undefined;
  const out = Object.entries(all).filter(([kind]) => !fits(kind)).map(([kind, value]) => [`of type ${kind}`, value]);
  if (schema.enum) out.push(["no word of the enumeration", "no-such-word"]);
  if (types.includes("string")) {
    if (schema.minLength > 0) out.push(["too short", "x".repeat(schema.minLength - 1)]);
    if (schema.maxLength !== undefined) out.push(["too long", "x".repeat(schema.maxLength + 1)]);
    if (["date", "month", "decimal", "currency"].includes(schema.format)) out.push([`no ${schema.format}`, "~"]);
  }
  if (schema.minimum !== undefined) out.push(["too little", schema.minimum - 1]);
  if (schema.maximum !== undefined) out.push(["too much", schema.maximum + 1]);
  if (schema.minItems > 0) out.push(["too few", []]);
  if (schema.maxItems !== undefined) out.push(["too many", Array(schema.maxItems + 1).fill(document.sample(schema.items))]);
  return out;
}

// The value with one thing in it spoilt, once for each thing.
function* spoilt(written, value, where = "") {
  const schema = document.resolve(written);
  for (const [what, wrong] of spoiltValues(schema)) yield [`${where || "the body"}: ${what}`, wrong];
  if (schema.type === "array" && Array.isArray(value) && value.length)
    for (const [what, wrong] of spoilt(schema.items, value[0], `${where}/0`)) yield [what, [wrong, ...value.slice(1)]];
  if (schema.type !== "object" || value === null || typeof value !== "object") return;
  for (const name of schema.required ?? []) {
    const { [name]: gone, ...rest } = value;
    yield [`${where}/${name}: missing`, rest];
  }
  if (schema.additionalProperties === false) yield [`${where}: an unknown field`, { ...value, no_such_field: 1 }];
  for (const [name, property] of Object.entries(schema.properties ?? {}))
    for (const [what, wrong] of spoilt(property, value[name] ?? document.sample(property), `${where}/${name}`))
      yield [what, { ...value, [name]: wrong }];
}

function* spoiltBodies(operation) {
  const sound = known.request(operation);
  const json = { "content-type": "application/json" };
  const content = operation.body?.content?.["application/json"];
  if (!operation.body) return yield ["a body where none is taken", { ...sound, headers: json, body: "{}" }];
  if (operation.body.required) yield ["no body", { ...sound, body: undefined }];
  yield ["a body of another type", { ...sound, headers: { ...sound.headers, "content-type": "text/x-nothing" }, body: "x" }];
  if (!content) return;
  const bodies = ["{", "", "[1,]", '{"a":1}{"b":2}', '{"a":1,"a":2}', "\u0000", "[".repeat(5000), "NaN", "'x'"];
  for (const body of bodies) if (body) yield [`no JSON: ${body.slice(0, 9)}`, { ...sound, body }];
  yield ["no UTF-8", { ...sound, body: Buffer.from([0x22, 0xff, 0xfe, 0x22]) }];
  if (!content.schema) return;  // of events, which answers each in its place
  for (const [what, value] of spoilt(content.schema, document.exampleBody(operation)))
    yield [what, { ...sound, body: JSON.stringify(value) }];
}

// What is wrong with the answer; empty: nothing.
function complaint({ status, headers, json, text }, operation) {
  if (status < 400 || status > 499) return `${status} ${text.slice(0, 200)}`;
  if (operation.at["x-oauth"] && json?.error)
    return json.error_description && headers["content-type"] === "application/json" ? "" : `no error of RFC 6749: ${text}`;
  if (!/^application\/problem\+json/.test(headers["content-type"] ?? "")) return `${status} of ${headers["content-type"]}`;
  if (codes.get(json.code) !== status || json.status !== status) return `${status} with code ${json.code}, status ${json.status}`;
  if (json.type !== `/v1/problem-types#${json.code}` || !json.detail || json.request_id !== headers["request-id"])
    return `an incomplete problem: ${text.slice(0, 200)}`;
  const broken = JSON.parse(headers["sl-violations"] ?? "[]").filter((one) => one.location[0] === "response");
  return broken.length ? `an answer that the document does not have: ${JSON.stringify(broken)}` : "";
}

// prism parses the target and the body itself, so what cannot be parsed goes straight to the service.
function isJson(body) {
  try {
    return body === undefined || (JSON.parse(body), true);
  } catch {
    return false;
  }
}
const isReadable = ({ target, method, headers, body }) =>
  !/%(00|FF|4(?![0-9A-Fa-f]))|[?&]=/.test(target) && (method !== "GET" || !body) && isJson(body) &&
  !/x-nothing/.test(headers?.["content-type"] ?? "");

const failures = [];
const all = document.operations.flatMap((operation) =>
  [...spoiltParameters(operation), ...spoiltBodies(operation)].map(([what, request]) => ({ operation, what, request })));
await each(all, async ({ operation, what, request }) => {
  const headers = { ...service.headers, ...request.headers };
  const answer = await ask(isReadable(request) ? witness : service.url, { ...request, headers })
    .catch((error) => ({ status: 0, text: error.message }));
  const wrong = complaint(answer, operation);
  if (wrong) failures.push(`${operation.id}, ${what}: ${request.method} ${request.target.slice(0, 200)} -> ${wrong}`);
});
finish(failures, `${all.length} spoilt requests to ${document.operations.length} operations`);
