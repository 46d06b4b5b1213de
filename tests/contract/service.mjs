// The service, the proxy that judges its answers, and a plain way to ask.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";

export const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "../..");
export const accredit = process.env.ACCREDIT_BINARY ?? path.join(root, "build/accredit");
export const demo = path.join(path.dirname(path.resolve(accredit)), "contract-demo");

export const work = mkdtempSync(path.join(os.tmpdir(), "accredit-contract-"));
const running = [];
process.on("exit", () => {
  for (const one of running) one.removeAllListeners("exit").kill("SIGKILL");
  rmSync(work, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));

export function tool(name) {
  return path.join(root, ".native/contract/node_modules/.bin", name);
}

export function run(program, args, options = {}) {
  return execFileSync(program, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26, ...options });
}

// The demo, with its first month closed, so that there are statements and entries.
export function makeStore() {
  rmSync(demo, { recursive: true, force: true });
  const wish = ["demo", "--no-serve", "--rows", "100000", "--closed", "1", "--dir", demo, "--quiet"];
  run(accredit, wish, { stdio: ["ignore", "ignore", "inherit"] });
}

// Starts a program and waits for what `sign` finds in its output; gives the match and the output.
function start(program, args, sign) {
  const child = spawn(program, args, { cwd: work, stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  const said = { out: "", err: "" };
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${program} says nothing:\n${said.err}`)), 200_000);
    const hear = (which) => (bytes) => {
      said[which] += bytes;
      const found = sign.exec(said.out + said.err);
      if (found) resolve((clearTimeout(late), { child, found, said }));
    };
    child.stdout.on("data", hear("out"));
    child.stderr.on("data", hear("err"));
    child.on("exit", (code, signal) => {
      const end = `${path.basename(program)} ended with ${code ?? signal}:\n${(said.out + said.err).slice(-2000)}`;
      console.error(end);
      reject(new Error(end));
    });
  });
}

// Who asks: the one place where keys come from. Nobody may do everything: finance closes and pays,
// an admin does the rest.
function keyOf(store, role) {
  return run(accredit, ["key", "create", role, "--role", role, "--data", store]).match(/ack_\w+/)[0];
}

// Whoever asks may ask as fast as it can.
const unlimited = ["read", "write", "ingest"].flatMap((one) => [`--rates-${one}`, "0"]);

// Serves a copy of the demo's store, prepared before: {url, key, finance, customer, headers, requests(),
// stop(), again()}: the same store at the same address.
// `more`: options of `accredit serve`.
export async function serve({ port = 0, prepare = () => {}, more = [] } = {}) {
  const store = path.join(mkdtempSync(path.join(work, "served-")), "store");
  cpSync(path.join(demo, "store"), store, { recursive: true });
  const [key, finance] = [keyOf(store, "admin"), keyOf(store, "finance")];
  prepare(store);
  const begin = (at) =>
    start(accredit, ["serve", "--data", store, "--port", at, ...unlimited, ...more], /http:\/\/[\d.]+:\d+/);
  let { child, found, said } = await begin(String(port));
  const url = found[0];
  const stop = () => new Promise((ended) => child.removeAllListeners("exit").on("exit", ended).kill("SIGTERM"));
  const again = async () => void ({ child, said } = await begin(new URL(url).port));
  const customer = await customerKey(url, key);
  const requests = () => said.out.split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
  return { url, key, finance, customer, headers: { authorization: `Bearer ${key}` }, requests, stop, again };
}

// Of an administrator of the first customer: nobody consents in a customer's place.
async function customerKey(url, key) {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const customers = await ask(url, { target: "/v1/customers?limit=1", headers });
  const wish = { name: "customer", role: "customer_admin", customer_id: customers.json.data[0].id };
  const made = await ask(url, { method: "POST", target: "/v1/keys", headers, body: JSON.stringify(wish) });
  return made.json.secret;
}

// What a request shows: finance closes, pays and decides, a customer consents, an admin does the rest.
export function shown(service, { method, target }) {
  const isFinance = method === "POST" && /^\/v1\/(periods|payouts|petitions)/.test(target);
  const isCustomer = method === "POST" && /^\/v1\/consents/.test(target);
  return { authorization: `Bearer ${isFinance ? service.finance : isCustomer ? service.customer : service.key}` };
}

// The document as the program carries it.
export function contract() {
  const file = path.join(work, "openapi.json");
  run(path.join(root, "tools/contract"), [file]);
  return file;
}

// prism between us and the service. Strict: a violation becomes a 500 of its own; else it passes
// everything on and notes violations in the header sl-violations.
export async function proxy(file, url, { strict }) {
  const port = await freePort();
  const args = ["proxy", file, url, "--port", String(port), ...(strict ? ["--errors"] : [])];
  await start(tool("prism"), args, /Prism is listening/);
  return `http://127.0.0.1:${port}`;
}

export function freePort() {
  return new Promise((resolve) => {
    const server = http.createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// One request, its target sent as it is: {status, headers, text, json}.
const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
export function ask(url, { method = "GET", target, headers = {}, body }) {
  const { hostname, port } = new URL(url);
  if (body !== undefined) headers = { ...headers, "content-length": Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, method, path: target, headers, agent }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => {
        const text = Buffer.concat(parts).toString();
        const isJson = /json$/.test((answer.headers["content-type"] ?? "").split(";")[0]) && text !== "" &&
          !/ndjson/.test(answer.headers["content-type"]);
        resolve({ status: answer.statusCode, headers: answer.headers, text, json: isJson ? JSON.parse(text) : null });
      });
    });
    request.on("error", (error) => reject(new Error(`${method} ${target}: ${error.message}`)));
    request.setTimeout(120_000, () => request.destroy(new Error("no answer in 120 s")));
    request.end(body);
  });
}

// Works on all of a list, eight at a time.
export async function each(list, work) {
  const waiting = [...list];
  const take = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: 8 }, take));
}

// Ends the process: the failures, or one line that says what was done.
export function finish(failures, done) {
  for (const one of failures.slice(0, 40)) console.error(`FAILED ${one}`);
  if (failures.length > 40) console.error(`... and ${failures.length - 40} more`);
  console.log(`${done}; ${failures.length} failed`);
  process.exit(failures.length > 0 ? 1 : 0);
}
