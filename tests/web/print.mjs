// Every page of one thing on paper, printed from the dark theme: black on white, without what only a
// screen has, heads of tables on each page, nothing cut. --pictures: the pages, in build/screenshots.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { finish, root, work } from "../contract/service.mjs";
import { wide } from "./browser.mjs";
import { cutTexts } from "./cut.mjs";
import { overflow, screens, told, tour } from "./tour.mjs";
import { tourWorld } from "./world.mjs";

const wanted = [
  "c-history",
  "c-requests",
  "c-access",
  "c-access-partner",
  "c-guide-designate",
  "p-earnings-explained",
  "p-competency",
  "p-statement",
  "p-portfolio-customer",
  "p-guide-credit",
  "p-one-pager",
  "o-period",
  "o-period-closed",
  "o-statement",
  "o-statement-line",
  "o-partner",
  "o-customer",
  "o-association",
  "o-audit-event",
];
// A4 less the margins of print.css, in pixels of CSS.
const sheet = { width: 688, height: 994 };
const pictures = process.argv.includes("--pictures") ? path.join(root, "build/screenshots") : null;
if (pictures) mkdirSync(pictures, { recursive: true });

const tool = (name, ...args) =>
  execFileSync(name, args, {
    encoding: "utf8",
    maxBuffer: 1 << 26,
    stdio: ["ignore", "pipe", "pipe"],
  });
const plain = (text) => text.replace(/\s+/g, "");

// What the paper has to say, as the screen says it.
function promised() {
  const panel = document.querySelector(".dialog");
  const place = panel ?? document.querySelector("main");
  const texts = (selector, within = place) =>
    [...within.querySelectorAll(selector)].map((one) => one.innerText.trim()).filter(Boolean);
  return {
    title: texts(".sheet h2")[0] ?? texts("h1, h2")[0],
    numbers: [...texts(".figures dd"), ...texts("dd data, .facts data")].map(
      (one) => one.split("\n")[0],
    ),
    tables: [...place.querySelectorAll("table")].map((one) => ({
      heads: texts("thead th:not(.actions, .narrow)", one),
      rows: [...one.querySelectorAll("tbody tr:not(.spacer)")].map((row) => texts("td, th", row)),
    })),
  };
}

// What nobody can press on paper, and what hides a part of itself.
function ofScreens() {
  const found = [];
  for (const one of document.querySelectorAll("nav, .table-bar, .toasts, .dialog-foot, .skip"))
    if (one.checkVisibility()) found.push(`a screen's ${one.className || one.tagName} on paper`);
  for (const one of document.querySelectorAll("main *, .dialog *")) {
    const { overflowX, overflowY } = getComputedStyle(one);
    const isHiding =
      (overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1) ||
      (overflowY !== "visible" && one.scrollHeight > one.clientHeight + 1);
    // What is for ears only is a point wide.
    if (isHiding && one.checkVisibility() && one.clientWidth > 1)
      found.push(`${one.tagName}.${one.className} hides a part of itself`);
  }
  return found;
}

function faultsOf(text, { title, numbers, tables }) {
  const pages = text.split("\f").slice(0, -1);
  const all = plain(text);
  const faults = [title, ...numbers.slice(0, 6)]
    .filter((one) => one && !all.includes(plain(one)))
    .map((one) => `"${one}" is not on paper`);
  pages.forEach((page, place) => {
    if (!plain(page).endsWith(`${place + 1}/${pages.length}`))
      faults.push(`page ${place + 1} of ${pages.length} has no number`);
  });
  if (!all.includes("http://127.0.0.1")) faults.push("the address is not on paper");
  for (const { heads, rows } of tables)
    for (const page of pages.map(plain)) {
      const has = (text) => page.includes(plain(text));
      const isThere = rows.filter((cells) => cells.every(has)).length > 2;
      const missing = heads.filter((one) => !has(one));
      if (isThere && missing.length > 0)
        faults.push(`a page without the heads ${missing.join(", ")}`);
    }
  return faults;
}

function darkness(file) {
  const base = path.join(work, "page");
  tool("pdftoppm", "-gray", "-r", "36", "-f", "1", "-l", "1", "-singlefile", file, base);
  const bytes = readFileSync(`${base}.pgm`);
  const [head, width, height] = /^P5\s(\d+) (\d+)\s\d+\s/.exec(bytes.toString("latin1", 0, 40));
  const points = bytes.subarray(head.length);
  const edge = [...points.subarray(0, width * 4), ...points.subarray(width * (height - 4))];
  const dark = points.filter((one) => one < 128).length / points.length;
  const faults = [];
  if (edge.some((one) => one < 250)) faults.push("the paper is not white");
  if (dark > 0.2) faults.push(`${Math.round(dark * 100)} % of the paper is dark`);
  return faults;
}

async function print({ page }, { name }) {
  const promise = await page.evaluate(promised);
  const file = path.join(work, `${name}.pdf`);
  await page.pdf({ path: file, preferCSSPageSize: true, format: "A4" });
  const text = tool("pdftotext", file, "-");
  if (pictures) tool("pdftoppm", "-r", "60", "-png", file, path.join(pictures, `print-${name}`));
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(sheet);
  const laid = [
    ...(await overflow(page)),
    ...(await page.evaluate(cutTexts)),
    ...(await page.evaluate(ofScreens)),
  ];
  await page.emulateMedia({ media: null });
  await page.setViewportSize(wide);
  return [...faultsOf(text, promise), ...darkness(file), ...laid];
}

const service = await tourWorld();
const { failures, looked } = await tour(service, [["paper", { theme: "dark", size: wide }]], {
  look: print,
  of: screens.filter((one) => wanted.includes(one.name)),
});
finish(told(failures), `${looked} pages on paper`);
