// What is wrong with a page as it stands: violations of WCAG 2.2 AA that axe finds, what the HTML
// validator refuses, what does not fit into the width.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { work } from "../contract/service.mjs";
import { narrow, wide } from "./browser.mjs";
import { axe, validator } from "./packages.mjs";
import { overflow } from "./tour.mjs";

const themes = ["light", "dark"];
export const looks = [
  ["wide", { size: wide, themes }],
  ["narrow", { size: narrow, themes }],
];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const pages = path.join(work, "pages");
mkdirSync(pages, { recursive: true });

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(
    (only) => globalThis.axe.run(document, { runOnly: only }),
    tags,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      (one) => `${id} ${one.html.slice(0, 160)} ${one.failureSummary?.split("\n")[1] ?? ""}`,
    ),
  );
}

// Keeps the page for `invalid`, but for what it was in the other theme too.
const kept = new Set();
export async function judge({ page }, _, name) {
  const text = (await page.content()).replace(/^<!doctype html>/i, "");
  if (!kept.has(text)) writeFileSync(path.join(pages, `${name}.html`), `<!doctype html>\n${text}`);
  kept.add(text);
  return [...(await violations(page)), ...(await overflow(page))];
}

// What the validator says of all pages that were judged.
export function invalid() {
  const said = execFileSync(
    "java",
    [
      "-jar",
      validator,
      "--stdout",
      "--exit-zero-always",
      "--format",
      "json",
      "--errors-only",
      pages,
    ],
    { maxBuffer: 1 << 26 },
  );
  return JSON.parse(said).messages.map(
    (one) => `${path.basename(one.url)}: ${one.message} ${one.extract ?? ""}`,
  );
}
