// portman's variations of the document (missing, short, long, out of range), sent by newman: each is
// answered by a problem, 4xx, as the document has it.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Document } from "./document.mjs";
import { contract, finish, root, run, serve, tool, work } from "./service.mjs";

const newman = createRequire(path.join(root, ".native/contract/"))("newman");

// portman cannot follow a schema into itself; nothing that is sent is of such a schema.
function withoutRecursion(document) {
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    const itself = `{"$ref":"#/components/schemas/${name}"}`;
    document.components.schemas[name] = JSON.parse(JSON.stringify(schema).replaceAll(itself, '{"type":"object"}'));
  }
  return document;
}

// portman spoils the fields of an example: each gets all that its schema has.
function withWholeExamples(whole) {
  const document = new Document(whole);
  for (const operation of document.operations) {
    const content = operation.body?.content?.["application/json"];
    const { properties } = content?.schema ? document.resolve(content.schema) : {};
    if (!content?.example || !properties || Array.isArray(content.example)) continue;
    const all = Object.entries(properties).map(([name, schema]) => [name, document.sample(schema)]);
    content.example = { ...Object.fromEntries(all), ...content.example };
  }
  return whole;
}

// Only the variations: the plain requests stand for ids that do not exist.
function variations(collection) {
  return { ...collection, item: collection.item.filter((one) => one.name === "Variation Tests") };
}

const service = await serve();
const flat = path.join(work, "flat.json");
const collection = path.join(work, "collection.json");
writeFileSync(flat, JSON.stringify(withWholeExamples(withoutRecursion(JSON.parse(readFileSync(contract(), "utf8"))))));
run(tool("portman"), ["--local", flat, "--portmanConfigFile", path.join(root, "tests/contract/portman.json"),
  "--baseUrl", service.url, "--output", collection], { cwd: work, stdio: "pipe" });

newman.run(
  {
    collection: variations(JSON.parse(readFileSync(collection, "utf8"))),
    envVar: [{ key: "bearerToken", value: service.key }],
    reporters: [],
  },
  (error, summary) => {
    if (error) throw error;
    const { requests, assertions } = summary.run.stats;
    const failures = summary.run.failures.map((one) => `${one.source?.name}: ${one.error.test}: ${one.error.message}`);
    if (requests.total === 0) failures.push("portman made no variations");
    finish(failures, `portman and newman: ${requests.total} requests, ${assertions.total} assertions`);
  },
);
