/**
 * budget FOLDER: whether what was built keeps its bounds: what the first page of each portal loads,
 * styles, fonts, and all of it together. Source: docs/decisions, the portals.
 */
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

const kKibi = 1024;
const bounds = { script: 230 * kKibi, style: 25 * kKibi, font: 100 * kKibi, whole: 3_000_000 };

interface Entry {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
}

const folder = process.argv[2];
if (!folder) throw new Error("budget FOLDER");
const read = (name: string) => readFileSync(path.join(folder, "files", name));
const manifest = JSON.parse(read("manifest.json").toString()) as Record<string, Entry>;

/** What is loaded with it, all the way down. */
function withImports(name: string, seen = new Set<string>()): Set<string> {
  if (!seen.has(name)) {
    seen.add(name);
    for (const one of manifest[name]?.imports ?? []) withImports(one, seen);
  }
  return seen;
}

const packed = (files: Iterable<string>) =>
  [...files].reduce((sum, one) => sum + gzipSync(read(one), { level: 9 }).length, 0);
const failures: string[] = [];
function hold(name: string, bytes: number, most: number): void {
  console.log(`${name}: ${(bytes / kKibi).toFixed(1)} KiB of ${(most / kKibi).toFixed(0)}`);
  if (bytes > most) failures.push(name);
}

const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry);
if (!entry) throw new Error("the manifest has no entry");
const first = withImports(entry);
for (const home of ["customer", "partner", "operator"]) {
  const name = `src/${home}/overview/Screen.tsx`;
  if (!manifest[name]) throw new Error(`${name} is not in the manifest`);
  const loaded = new Set([...first, ...withImports(name)]);
  hold(
    `${home}: scripts of the first page, gzip`,
    packed([...loaded].flatMap((one) => manifest[one]?.file ?? [])),
    bounds.script,
  );
}
const styles = new Set(Object.values(manifest).flatMap((one) => one.css ?? []));
hold("styles, gzip", packed(styles), bounds.style);
const fonts = Object.values(manifest)
  .map((one) => one.file)
  .filter((one) => one.endsWith(".woff2") && !one.includes("latin-ext"));
hold(
  "fonts that every page loads",
  fonts.reduce((sum, one) => sum + read(one).length, 0),
  bounds.font,
);
hold(
  "all of it, as the program carries it",
  statSync(path.join(folder, "site.pack")).size,
  bounds.whole,
);
if (failures.length > 0) {
  console.error(`over its bound: ${failures.join(", ")}`);
  process.exit(1);
}
