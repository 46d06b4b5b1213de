// Every screen × theme × width: no violation of WCAG 2.2 AA that axe finds, nothing that the HTML
// validator refuses, no other host, no broken policy. --pictures: only the pictures. A word: only
// screens with it in their name.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { finish, root, work } from "../contract/service.mjs";
import { narrow, wide } from "./browser.mjs";
import { axe, validator } from "./packages.mjs";
import { overflow, told, tour } from "./tour.mjs";
import { world } from "./world.mjs";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const onlyPictures = process.argv.includes("--pictures");
const pictures = path.join(root, "build/screenshots");
const pages = path.join(work, "pages");
mkdirSync(pages, { recursive: true });
if (onlyPictures) mkdirSync(pictures, { recursive: true });

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

async function judge({ page }, _, name) {
  const text = (await page.content()).replace(/^<!doctype html>/i, "");
  writeFileSync(path.join(pages, `${name}.html`), `<!doctype html>\n${text}`);
  return [...(await violations(page)), ...(await overflow(page))];
}

async function picture({ page }, _, name) {
  await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
  return [];
}

// What the validator says.
function invalid() {
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

const looks = [
  ["light-wide", { theme: "light", size: wide }],
  ["dark-wide", { theme: "dark", size: wide }],
  ["light-narrow", { theme: "light", size: narrow }],
  ["dark-narrow", { theme: "dark", size: narrow }],
];
const { failures, looked } = await tour(await world(), looks, {
  look: onlyPictures ? picture : judge,
});
finish(told([...failures, ...(onlyPictures ? [] : invalid())]), `${looked} screens`);
