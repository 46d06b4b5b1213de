// Every screen × theme × width: no violation of WCAG 2.2 AA that axe finds, nothing that the HTML
// validator refuses, no other host, no broken policy. --pictures: only the pictures. A word: only
// screens with it in their name.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { finish, root, work } from "../contract/service.mjs";
import { narrow, visit, wide } from "./browser.mjs";
import { axe, validator } from "./packages.mjs";
import { screens as all } from "./routes.mjs";
import { world } from "./world.mjs";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const onlyPictures = process.argv.includes("--pictures");
const asked = process.argv.slice(2).find((one) => !one.startsWith("--")) ?? "";
const screens = all.filter((one) => one.name.includes(asked));
const pictures = path.join(root, "build/screenshots");
const failures = [];
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

// What does not fit into the width, but for what scrolls by itself.
async function overflow(page) {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

let looked = 0;
async function look(person, screen, name) {
  const { page } = person;
  await page.goto(screen.path);
  await person.settled();
  await screen.open?.(page);
  if (onlyPictures) {
    await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
  } else {
    failures.push(...(await violations(page)).map((one) => `${name}: ${one}`));
    const over = await overflow(page);
    if (over > 0) failures.push(`${name}: ${over} pixels too wide`);
    writeFileSync(
      path.join(pages, `${name}.html`),
      `<!doctype html>\n${await page.content().then((text) => text.replace(/^<!doctype html>/i, ""))}`,
    );
  }
  looked += 1;
}

// The same complaint of many screens is told once, with how many there are.
function told(failures) {
  const kinds = new Map();
  for (const one of failures) {
    const [name, ...rest] = one.split(": ");
    const what = rest.join(": ");
    kinds.set(what, [...(kinds.get(what) ?? []), name]);
  }
  return [...kinds].map(
    ([what, names]) =>
      `${names[0]}: ${what}${names.length > 1 ? ` (and ${names.length - 1} more screens)` : ""}`,
  );
}

// What the validator says.
function invalid() {
  const told = execFileSync(
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
  return JSON.parse(told).messages.map(
    (one) => `${path.basename(one.url)}: ${one.message} ${one.extract ?? ""}`,
  );
}

const service = await world();
for (const [theme, size, label] of [
  ["light", wide, "wide"],
  ["dark", wide, "wide"],
  ["light", narrow, "narrow"],
  ["dark", narrow, "narrow"],
]) {
  for (const who of [...new Set(screens.map((one) => one.who))]) {
    const person = await visit(service.url, { theme, size });
    if (who) await person.enter(who);
    for (const screen of screens.filter((one) => one.who === who)) {
      const name = `${screen.name}-${theme}-${label}`;
      await look(person, screen, name).catch((error) => failures.push(`${name}: ${error.stack}`));
    }
    failures.push(...person.faults.map((one) => `${theme} ${label} ${who}: ${one}`));
    await person.close();
  }
}
if (!onlyPictures) failures.push(...invalid());
finish(told(failures), `${looked} screens`);
