// What readers set beside the theme: zoom to 400 % (320 × 256 pixels are left of 1280 × 1024), their
// own colours, no motion. --pictures: of the first two, in build/screenshots.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { finish, root } from "../contract/service.mjs";
import { wide } from "./browser.mjs";
import { cutTexts } from "./cut.mjs";
import { overflow, told, tourAll } from "./tour.mjs";

const zoomed = { width: 320, height: 256 };
const pictures = process.argv.includes("--pictures") ? path.join(root, "build/screenshots") : null;
if (pictures) mkdirSync(pictures, { recursive: true });
async function picture(page, name) {
  if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
}

// Only tables of data and code may be wider than the screen, each within a box of its own.
function sideways() {
  const mayScroll = ".table-scroll, .prose-table, pre, .explain-usage, svg";
  return [...document.querySelectorAll("body *")]
    .filter((one) => {
      const { overflowX } = getComputedStyle(one);
      const isWider = one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1;
      return (
        /auto|scroll/.test(overflowX) && isWider && one.checkVisibility() && !one.closest(mayScroll)
      );
    })
    .map((one) => `${one.tagName}.${one.className} scrolls sideways`);
}

// A dialogue has to leave room for what is in it.
function cramped() {
  const body = document.querySelector(".dialog-body");
  const high = body?.getBoundingClientRect().height ?? Infinity;
  return high < 96 && body.scrollHeight > high ? [`${high} pixels are left for a dialogue`] : [];
}

async function reflow({ page }, _, name) {
  await picture(page, name);
  const found = await Promise.all([sideways, cramped, cutTexts].map((one) => page.evaluate(one)));
  return [...(await overflow(page)), ...found.flat()];
}

// What takes the focus next, and whether it is seen to have it.
function focused() {
  const one = document.activeElement;
  if (one === document.body) return null;
  const ring = one.matches("input") ? (one.closest(".check")?.querySelector(".box") ?? one) : one;
  const { outlineStyle, outlineWidth } = getComputedStyle(ring);
  const isSeen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
  return isSeen ? null : `no focus is seen on ${one.tagName}.${one.className}`;
}

// Colours are the reader's: what had a ground of its own needs a line, series a stroke or a name.
function toldApart() {
  const found = [];
  const isLined = (one) => parseFloat(getComputedStyle(one).borderTopWidth) > 0;
  for (const one of document.querySelectorAll(".badge, .button:not(.quiet, .as-of), .input, .card"))
    if (one.checkVisibility() && !isLined(one)) found.push(`no line around ${one.className}`);
  const ground = getComputedStyle(document.body).backgroundColor;
  for (const one of document.querySelectorAll(
    ".chart .filled, .chart .stroked, .chart text, .bullet .measure",
  )) {
    const { fill, stroke } = getComputedStyle(one);
    const isSeen = (fill !== "none" && fill !== ground) || (stroke !== "none" && stroke !== ground);
    if (!isSeen) found.push(`${one.tagName}.${one.className.baseVal} of a chart is not seen`);
  }
  for (const chart of document.querySelectorAll(".chart svg[role=img]")) {
    const looks = [...chart.querySelectorAll(".line:not(.forecast)")].map((one) => {
      const { stroke, strokeDasharray } = getComputedStyle(one);
      return `${stroke} ${strokeDasharray}`;
    });
    if (new Set(looks).size < looks.length) found.push("two lines of a chart look the same");
  }
  return found;
}

async function forced({ page }, _, name) {
  await picture(page, name);
  const faults = await page.evaluate(toldApart);
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press("Tab");
    faults.push((await page.evaluate(focused)) ?? []);
  }
  return faults.flat();
}

// Nothing moves by itself or after a press, but for what only appears late.
function motion() {
  const moving = document
    .getAnimations()
    .filter((one) => (one.effect?.getComputedTiming().duration ?? 0) > 0)
    .map((one) => `${one.animationName ?? one.transitionProperty} moves`);
  const timed = [...document.querySelectorAll("body, body *")].filter((one) => {
    const { transitionDuration, animationDuration } = getComputedStyle(one);
    return /[1-9]/.test(`${transitionDuration}${animationDuration}`);
  });
  return [...moving, ...timed.map((one) => `${one.tagName}.${one.className} would move`)];
}

async function still({ page }) {
  const before = await page.evaluate(motion);
  for (const button of (await page.locator(".button:visible").all()).slice(-1)) {
    const { x, y } = await button.boundingBox();
    await page.mouse.move(x + 4, y + 4);
  }
  return [...before, ...(await page.evaluate(motion))];
}

const runs = [
  [["zoomed", { size: zoomed }], reflow],
  [["forced", { size: wide, colours: "active", theme: "dark" }], forced],
  [["still", { size: wide, reduced: true }], still],
];
const failures = [];
let looked = 0;
for (const [visit, look] of runs) {
  const done = await tourAll([visit], { look });
  failures.push(...done.failures);
  looked += done.looked;
}
finish(told(failures), `${looked} screens`);
