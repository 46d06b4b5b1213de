// Prometheus's promtool finds nothing in what /metrics says and in the alert rules; and each metric that a
// rule asks for is there.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { ask, finish, root, serve } from "./service.mjs";

const promtool = path.join(root, ".native/promtool/promtool");
const rules = path.join(root, "docs/operating/alerts.yml");
if (!existsSync(promtool)) {
  console.error("contract: promtool is not here; run tools/install-promtool");
  process.exit(1);
}

const failures = [];
function judge(what, words, input) {
  const done = spawnSync(promtool, words, { input, encoding: "utf8" });
  if (done.status !== 0 || done.stderr.trim() !== "") failures.push(`${what}:\n${done.stdout}${done.stderr}`);
}

const service = await serve();
const { text } = await ask(service.url, { target: "/v1/partners?limit=1", headers: service.headers });
if (!text.includes("known_at")) failures.push("nobody was counted");
const metrics = await ask(service.url, { target: "/metrics", headers: service.headers });
judge("/metrics", ["check", "metrics"], metrics.text);
judge("alerts.yml", ["check", "rules", "--lint-fatal", rules]);

const known = new Set([...metrics.text.matchAll(/^# TYPE (\w+)/gm)].map((found) => found[1]));
const asked = new Set(readFileSync(rules, "utf8").match(/accredit_\w+/g));
for (const one of asked) if (!known.has(one.replace(/_bucket$/, ""))) failures.push(`no metric ${one}`);
finish(failures, `${known.size} metrics, ${asked.size} of them in alert rules`);
