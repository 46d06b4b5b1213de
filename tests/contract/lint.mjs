// `redocly lint` and `spectral lint`. Redocly's linter without its command, which would bring a
// documentation server of 100 MB: the same rules, the same configuration.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { contract, finish, root, tool } from "./service.mjs";

const redocly = createRequire(path.join(root, ".native/contract/"))("@redocly/openapi-core");
const here = path.join(root, "tests/contract");
const file = contract();

const config = await redocly.loadConfig({ configPath: path.join(here, "redocly.yaml") });
const failures = (await redocly.lint({ ref: file, config })).map(
  (problem) => `redocly ${problem.ruleId} at ${problem.location[0]?.pointer}: ${problem.message}`,
);
const spectral = spawnSync(
  tool("spectral"),
  ["lint", "--fail-severity", "hint", "--format", "json", "--quiet", "--ruleset", path.join(here, "spectral.yaml"), file],
  { encoding: "utf8" },
);
try {
  for (const one of JSON.parse(spectral.stdout))
    failures.push(`spectral ${one.code} at ${one.path.join(".")}: ${one.message}`);
} catch {
  failures.push(`spectral did not run: ${spectral.stdout}${spectral.stderr}`);
}
finish(failures, "redocly and spectral have read the document");
