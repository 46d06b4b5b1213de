/**
 * pack FOLDER: makes FOLDER/site.pack of FOLDER/files. Text first: "page" lines with the addresses
 * that show something, "file" lines with path, hash, three sizes and type; an empty line; then the
 * bytes of each file: brotli, gzip, or as they are where they are packed already. src/site reads it.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { runnerImport } from "vite";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

interface Packed {
  line: string;
  bytes: Buffer[];
}

function pack(folder: string, name: string): Packed {
  const plain = readFileSync(path.join(folder, name));
  const type = types[path.extname(name)];
  if (!type) throw new Error(`${name}: no media type is known for it`);
  const isPacked = /\.(woff2|webp)$/.test(name);
  const parameters = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  };
  const bytes = isPacked
    ? [Buffer.alloc(0), Buffer.alloc(0), plain]
    : [
        brotliCompressSync(plain, { params: parameters }),
        gzipSync(plain, { level: 9 }),
        Buffer.alloc(0),
      ];
  const hash = createHash("sha256").update(plain).digest("hex").slice(0, 32);
  return {
    line: `file /${name} ${hash} ${bytes.map((one) => one.length).join(" ")} ${type}`,
    bytes,
  };
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => path.relative(folder, path.join(one.parentPath, one.name)))
    .filter((one) => one !== "manifest.json")
    .sort();
}

const target = process.argv[2];
if (!target) throw new Error("pack FOLDER");
const web = path.resolve(import.meta.dirname, "..");
const { module } = await runnerImport<{ allPaths: () => string[] }>(
  path.join(web, "src/portals.ts"),
  {
    root: web,
    configFile: false,
    logLevel: "error",
    cacheDir: path.join(target, "cache"),
  },
);
const folder = path.join(target, "files");
const files = filesOf(folder).map((one) => pack(folder, one));
const head = [
  "accredit-site 1",
  ...module.allPaths().map((one) => `page ${one}`),
  ...files.map((one) => one.line),
  "",
  "",
];
writeFileSync(
  path.join(target, "site.pack"),
  Buffer.concat([Buffer.from(head.join("\n")), ...files.flatMap((one) => one.bytes)]),
);
