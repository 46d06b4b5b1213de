// The types that openapi-typescript makes of the document, and docs/api/client.ts, which uses them
// with openapi-fetch: both compile with --strict, and the client is answered by the service.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { finish, root, run, serve, tool, work } from "./service.mjs";

const folder = path.join(work, "client");
mkdirSync(folder);
symlinkSync(path.join(root, ".native/contract/node_modules"), path.join(folder, "node_modules"));
writeFileSync(path.join(folder, "package.json"), '{"type": "module"}');
// All of node that it needs.
writeFileSync(path.join(folder, "node.d.ts"), "declare const process: { argv: string[] };\n");
cpSync(path.join(root, "docs/api/client.ts"), path.join(folder, "client.ts"));
run(path.join(root, "tools/client"), [path.join(folder, "accredit.ts")], { stdio: "pipe" });

// A field that the document does not have is seen: tsc complains if it finds nothing to complain of.
writeFileSync(path.join(folder, "wrong.ts"), `import type { components } from "./accredit.js";
export function wrong(one: components["schemas"]["Partner"]) {
  // @ts-expect-error
  return one.no_such_field;
}
`);
const compilerOptions = { strict: true, target: "es2022", module: "nodenext", lib: ["es2022", "dom"], types: [] };
const files = ["client.ts", "wrong.ts", "node.d.ts"];
writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
try {
  execFileSync(tool("tsc"), [], { cwd: folder, encoding: "utf8" });
} catch (error) {
  finish([`tsc --strict: ${error.stdout}`], "the client does not compile");
}

const service = await serve();
const failures = [];
const said = run(process.execPath, [path.join(folder, "client.js"), service.url, service.key]);
for (const wanted of [/^partner P01 /m, /^status active$/m, /^credit consumption \d+(\.\d+)? [A-Z]{3}$/m, /^P01 in 2026-03: /m, /^refused not_found$/m])
  if (!wanted.test(said)) failures.push(`${wanted} is not in what the client printed:\n${said}`);
finish(failures, `a client of ${readFileSync(path.join(folder, "accredit.ts"), "utf8").split("\n").length} generated lines was compiled and answered`);
