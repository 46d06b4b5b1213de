// Every screen × theme × width: no violation of WCAG 2.2 AA that axe finds, nothing that the HTML
// validator refuses, no other host, no broken policy. --pictures: only the pictures. A word: only
// screens with it in their name.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { finish, root } from "../contract/service.mjs";
import { invalid, judge, looks } from "./judge.mjs";
import { told, tourAll } from "./tour.mjs";

const onlyPictures = process.argv.includes("--pictures");
const pictures = path.join(root, "build/screenshots");
if (onlyPictures) mkdirSync(pictures, { recursive: true });

async function picture({ page }, _, name) {
  await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
  return [];
}

// Screens that are there to show a refusal.
const provoked = /refused|-not-yours|^(sign-in|signed-out|set-up)/;

async function judgeAll(person, screen, name) {
  const refusals = person.refusals.splice(0);
  return [
    ...(provoked.test(name) ? [] : refusals.map((one) => `asks for what is refused: ${one}`)),
    ...(await judge(person, screen, name)),
  ];
}

const { failures, looked } = await tourAll(looks, {
  look: onlyPictures ? picture : judgeAll,
});
finish(told([...failures, ...(onlyPictures ? [] : invalid())]), `${looked} screens`);
