// Pictures of real screens for the guides (web/src/guides/pictures) and the README (docs/pictures), in
// both themes, those of the guides in both languages. They are committed, so that a build needs no
// browser. What is pressed next is framed. The browser packs them itself: WebP, drawn on a canvas.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { finish, root } from "../contract/service.mjs";
import { visit } from "./browser.mjs";
import { partnerKey, post } from "./requests.mjs";
import { world } from "./world.mjs";

const size = { width: 960, height: 600 };
const large = { width: 1280, height: 800 };
const month = "2026-03";
const primary = (page) => page.locator(".page-head .button.primary").first();

// Each: its name, who is there, what is done first, and what is framed.
const scenes = [
  { name: "attach-1", who: "customer", path: "/c", mark: primary },
  {
    name: "attach-2",
    who: "customer",
    path: "/c?attach=all",
    async act(page) {
      await page.getByRole("combobox").fill("mars");
    },
    mark: (page) => page.getByRole("option").first(),
  },
  {
    name: "attach-3",
    who: "customer",
    async act(page) {
      await page.getByRole("option").first().click();
    },
    mark: (page) => page.locator(".dialog-foot .primary"),
  },
  {
    name: "attach-4",
    who: "customer",
    async act(page) {
      await page.locator(".dialog-foot .primary").click();
      await page.locator(".toast").waitFor();
    },
    mark: (page) => page.locator(".toast .button").first(),
    undo: true,
  },
  {
    name: "answer-1",
    who: "customer",
    path: "/c",
    prepare: (service) => invite(service),
    mark: (page) => page.locator('nav a[href="/c/requests"]').first(),
  },
  {
    name: "answer-2",
    who: "customer",
    path: "/c/requests",
    mark: (page) => page.locator(".answers .primary").first(),
  },
  {
    name: "answer-3",
    who: "customer",
    async act(page) {
      await page.locator(".answers .primary").first().click();
      await page.locator(".toast").waitFor();
    },
    mark: (page) => page.locator(".toast .button").first(),
    undo: true,
  },
  {
    name: "explain-1",
    who: "partner",
    path: `/p?period=${month}`,
    mark: (page) => page.locator('dl.figures a[href*="/p/credit"]').first(),
  },
  {
    name: "explain-2",
    who: "partner",
    async act(page, person) {
      await page.locator('dl.figures a[href*="/p/credit"]').first().click();
      await page.waitForURL(/\/p\/credit/);
      await person.settled();
      await page.locator("tbody tr").first().waitFor();
    },
    mark: (page) => page.locator("tbody tr").first(),
  },
  {
    name: "explain-3",
    who: "partner",
    async act(page) {
      await page.locator("tbody tr td").first().click();
      await page.locator(".explain-usage tbody tr").first().waitFor();
    },
  },
  { name: "period-1", who: "finance", path: "/o/periods/2025-02" },
];

const readme = [
  { name: "partner", who: "partner", path: `/p?period=${month}` },
  { name: "customer", who: "customer", path: "/c" },
  {
    name: "explained",
    who: "partner",
    path: "/p/earnings?period=2026-03&explain=month%3D2026-03%26subscription%3DS0621%26lever%3Dprovider-consumption",
  },
  { name: "operator", who: "finance", path: "/o/periods/2025-02" },
];

async function invite(service) {
  const wish = { kind: "dpor", event: "invite", partner_id: "P02", subscription_id: "S0674" };
  await post(service, await partnerKey(service, "P02"), "/v1/requests", wish);
}

// WebP of a picture, with a frame around a part of it.
async function webp(painter, picture, box, colour) {
  const text = await painter.evaluate(
    async ({ source, around, stroke }) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.width, image.height];
      const pen = canvas.getContext("2d");
      pen.drawImage(image, 0, 0);
      if (around) {
        [pen.lineWidth, pen.strokeStyle] = [4, stroke];
        pen.beginPath();
        pen.roundRect(around.x - 5, around.y - 5, around.width + 10, around.height + 10, 10);
        pen.stroke();
      }
      return canvas.toDataURL("image/webp", 0.72);
    },
    { source: `data:image/png;base64,${picture.toString("base64")}`, around: box, stroke: colour },
  );
  return Buffer.from(text.slice(text.indexOf(",") + 1), "base64");
}

const failures = [];
let made = 0;
async function take(person, painter, scene, { service, theme, file }) {
  const { page } = person;
  await scene.prepare?.(service);
  if (scene.path) {
    await page.goto(scene.path);
    await person.settled();
  }
  await scene.act?.(page, person);
  await page.waitForTimeout(300);
  if (scene.mark) await scene.mark(page).scrollIntoViewIfNeeded();
  const box = scene.mark ? await scene.mark(page).boundingBox() : null;
  const colour = theme === "dark" ? "#ffc27a" : "#db5f00";
  writeFileSync(file, await webp(painter, await page.screenshot(), box, colour));
  made += 1;
  if (scene.undo) {
    await page.locator(".toast .button").first().click();
    await page.waitForTimeout(1500);
  }
}

async function album(list, { folder, window, languages }) {
  mkdirSync(path.join(root, folder), { recursive: true });
  for (const [language, locale] of languages)
    for (const theme of ["light", "dark"]) {
      const service = await world();
      const painter = await visit(service.url, {});
      for (const who of [...new Set(list.map((one) => one.who))]) {
        const person = await visit(service.url, { theme, size: window, language: locale });
        await person.enter(who);
        for (const scene of list.filter((one) => one.who === who)) {
          const name = [scene.name, language, theme, "webp"].filter(Boolean).join(".");
          const file = path.join(root, folder, name);
          await take(person, painter.page, scene, { service, theme, file }).catch((error) =>
            failures.push(`${name}: ${error.stack}`),
          );
        }
        failures.push(...person.faults);
        await person.close();
      }
      await painter.close();
    }
}

await album(scenes, {
  folder: "web/src/guides/pictures",
  window: size,
  languages: [
    ["en", "en-US"],
    ["de", "de-DE"],
  ],
});
await album(readme, { folder: "docs/pictures", window: large, languages: [["", "en-US"]] });
finish(failures, `${made} pictures`);
