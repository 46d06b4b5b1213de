// Every route × theme × width when there is nothing to show, and when the service refuses to answer:
// the page says so, with no violation of WCAG 2.2 AA, valid, and as wide as the screen. --pictures:
// pictures too. A word: only screens with it in their name.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { finish, root } from "../contract/service.mjs";
import { invalid, judge, looks } from "./judge.mjs";
import { screens, told, tour } from "./tour.mjs";
import { world } from "./world.mjs";

const pictures = process.argv.includes("--pictures") ? path.join(root, "build/screenshots") : null;
if (pictures) mkdirSync(pictures, { recursive: true });

const portalAndRoute = ({ name, path }) => `${name[0]} ${path.split("?")[0]}`;
// One screen of each route of somebody.
const routes = screens
  .filter((one) => one.who !== null)
  .filter(
    (one, place, all) =>
      all.findIndex((other) => portalAndRoute(other) === portalAndRoute(one)) === place,
  );
// Nothing is asked there.
const quiet = /^(c-not-|o-period-none)/;
// Who asks is known all the same.
const answers = /\/v1\/(?!session$)/;

async function refuse({ page }) {
  const problem = {
    type: "/v1/problem-types#rate_limited",
    title: "Too many requests",
    status: 429,
    detail: "There were too many requests; wait a second.",
    instance: "/v1",
    code: "rate_limited",
    request_id: "req_1",
    fix: "Wait, then ask again.",
  };
  const refusal = {
    status: 429,
    contentType: "application/problem+json",
    body: JSON.stringify(problem),
  };
  await page.route(answers, (route) => route.fulfill(refusal));
}

// Lists have no rows.
async function empty({ page }) {
  await page.route(answers, async (route) => {
    const response = await route.fetch();
    const json = await response.json().catch(() => null);
    if (json?.object !== "list") return route.fulfill({ response });
    return route.fulfill({
      response,
      json: { ...json, data: [], has_more: false, next_cursor: null },
    });
  });
}

const look = (state) => async (person, screen, name) => {
  if (pictures)
    await person.page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
  const mustSay = state === "refused" && !quiet.test(name);
  const isSilent = mustSay && (await person.page.getByRole("alert").count()) === 0;
  return [
    ...(isSilent ? ["nothing says that it was refused"] : []),
    ...(await judge(person, screen, name)),
  ];
};

const service = await world();
const found = [];
for (const [state, begin] of [
  ["empty", empty],
  ["refused", refuse],
]) {
  const of = routes.map((one) => ({ ...one, name: `${one.name}-${state}`, open: undefined }));
  found.push(await tour(service, looks, { begin, look: look(state), of }));
}
const failures = found.flatMap((one) => one.failures);
const looked = found.reduce((sum, one) => sum + one.looked, 0);
finish(told([...failures, ...invalid()]), `${looked} screens`);
