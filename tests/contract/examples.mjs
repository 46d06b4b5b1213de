// Every block fenced as `sh` in docs/api/*.md runs, in the order of the page, against the demo's
// store; between them the pages call every operation of the document.
import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Document } from "./document.mjs";
import { contract, finish, root, serve, work } from "./service.mjs";

const service = await serve();
const failures = [];
const pages = readdirSync(path.join(root, "docs/api")).filter((name) => name.endsWith(".md"));
for (const page of pages) {
  const text = readFileSync(path.join(root, "docs/api", page), "utf8");
  const script = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map((block) => block[1]).join("\n");
  const cwd = path.join(work, page);
  mkdirSync(cwd);
  const env = { ...process.env, ACCREDIT_URL: service.url, ACCREDIT_KEY: service.key, ACCREDIT_CUSTOMER_KEY: service.customer };
  const options = { cwd, env, encoding: "utf8", maxBuffer: 1 << 28 };
  // Each command is told, so that the last one told is the one that failed.
  const wrong = await new Promise((resolve) => {
    execFile("bash", ["-euxo", "pipefail", "-c", script], options, (error, out, told) =>
      resolve(error ? `${page} ends with ${error.code}\n${out.slice(-500)}\n${told.slice(-500)}` : ""));
  });
  if (wrong) failures.push(wrong);
}

// Some examples are refused by a rule, and say so; none is spoilt, and none makes the service fail.
for (const { method, path: at, status } of service.requests())
  if (status >= 500 || status === 400) failures.push(`${method} ${at} of an example is answered ${status}`);

// "GET /v1/partners/{id}" as a pattern of the log's lines.
const pattern = ({ method, path: shape }) =>
  new RegExp(`^${method} ${shape.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{[^}]*\}/g, "[^/:]+")}$`);
const asked = service.requests().map((line) => `${line.method} ${line.path}`);
const { operations } = new Document(contract());
for (const one of operations)
  if (!asked.some((line) => pattern(one).test(line))) failures.push(`no example in docs/api/*.md calls ${one.method} ${one.path} (${one.id})`);
finish(failures, `the examples of ${pages.join(", ")} sent ${asked.length} requests; the document has ${operations.length} operations`);
