// portals.mjs: the portals in Chromium, over a service with ROWS associations (1,000,000): what the
// first page weighs and when it is there, how long another page takes whose data is known, whether
// 10,000 rows scroll without a gap, and what a page of a long list takes. One JSON object a line. Ends
// with an error when rows are missing. Needs what tests/web/run journeys needs.
import { ask } from "../tests/contract/service.mjs";
import { visit } from "../tests/web/browser.mjs";
import { loaded, scrollThrough, withAssociations } from "../tests/web/many.mjs";
import { world } from "../tests/web/world.mjs";

const rows = Number(process.env.ROWS ?? 1_000_000);
const runs = Number(process.env.RUNS ?? 5);
const faults = [];
const tell = (what, figures) => console.log(JSON.stringify({ bench: "portals", what, ...figures }));
const round = (number) => Math.round(number * 10) / 10;
const at = (numbers, share) =>
  round(
    [...numbers].sort((a, b) => a - b)[
      Math.min(numbers.length - 1, Math.floor(share * numbers.length))
    ],
  );
const milliseconds = (all) => ({
  p50_ms: at(all, 0.5),
  p99_ms: at(all, 0.99),
  max_ms: at(all, 1),
  turns: all.length,
});

const homes = { customer: "/c", partner: "/p?period=2026-03", operator: "/o?period=2026-03" };

// A browser that has nothing: what it fetches, and when the largest part of the page is painted.
async function firstPage(service, who) {
  const paints = [];
  let sizes = {};
  for (let turn = 0; turn <= runs; turn += 1) {
    const person = await visit(service.url, { reduced: false });
    await person.enter(who);
    await person.page.goto(homes[who]);
    await person.settled();
    const seen = await person.page.evaluate(async () => {
      const largest = await new Promise((tellOf) =>
        new PerformanceObserver((list) => tellOf(list.getEntries().at(-1).startTime)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        }),
      );
      const weigh = (end) =>
        performance
          .getEntriesByType("resource")
          .filter((one) => one.startTime <= largest && new URL(one.name).pathname.endsWith(end))
          .reduce((sum, one) => sum + one.encodedBodySize, 0);
      return {
        largest,
        sizes: { script: weigh(".js"), style: weigh(".css"), font: weigh(".woff2") },
      };
    });
    if (turn > 0) paints.push(seen.largest);
    sizes = seen.sizes;
    await person.close();
  }
  const kibi = Object.fromEntries(
    Object.entries(sizes).map(([name, bytes]) => [`${name}_kib`, round(bytes / 1024)]),
  );
  tell("first page", {
    of: who,
    goal_ms: 1500,
    lcp_p50_ms: at(paints, 0.5),
    lcp_max_ms: at(paints, 1),
    ...kibi,
  });
}

// From the press on a link of the navigation to the frame in which the page stands.
async function routeChange(service, who) {
  const person = await visit(service.url, { reduced: false });
  await person.enter(who);
  await person.page.goto(homes[who]);
  await person.settled();
  const links = await person.page
    .locator(".shell > .shell-nav a")
    .evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  const took = [];
  const go = (href) =>
    person.page.evaluate(
      (target) =>
        new Promise((done) => {
          const begin = performance.now();
          const isThere = () =>
            location.pathname === new URL(target, location.href).pathname &&
            document.querySelector("h1") &&
            !document.querySelector(".skeleton");
          const look = () =>
            isThere() ? done(performance.now() - begin) : requestAnimationFrame(look);
          const path = (link) => new URL(link.href).pathname;
          [...document.querySelectorAll(".shell > .shell-nav a")]
            .find((link) => path(link) === new URL(target, location.href).pathname)
            .click();
          requestAnimationFrame(look);
        }),
      href,
    );
  for (const href of [links[1], links[0]]) {
    await go(href);
    await person.settled();
  }
  for (let turn = 0; turn < 10; turn += 1) took.push(await go(links[1 - (turn % 2)]));
  await person.close();
  tell("route change on known data", { of: who, goal_ms: 150, ...milliseconds(took) });
}

async function scroll(person) {
  await person.page.goto("/o/associations?sort=-id");
  await loaded(person, Math.min(10_000, rows));
  const seen = await scrollThrough(person.page);
  const frames = seen.frames.slice(1);
  if (seen.gaps > 0) faults.push(`${seen.gaps} places without a row`);
  tell("10,000 rows scrolled", {
    steps: frames.length,
    gaps: seen.gaps,
    dropped_frames: frames.filter((one) => one > 25).length,
    longest_frame_ms: at(frames, 1),
    p50_frame_ms: at(frames, 0.5),
  });
}

async function paged(service, person) {
  const headers = { authorization: `Bearer ${service.key}` };
  const took = [];
  let cursor = "";
  let count = 0;
  do {
    const begin = performance.now();
    const page = await ask(service.url, {
      target: `/v1/associations?limit=1000${cursor}`,
      headers,
    });
    took.push(performance.now() - begin);
    count += page.json.data.length;
    cursor = page.json.has_more ? `&cursor=${encodeURIComponent(page.json.next_cursor)}` : "";
  } while (cursor !== "");
  if (count < rows) faults.push(`${count} of ${rows} associations`);
  tell("a page of 1,000 over HTTP", { rows: count, ...milliseconds(took) });
  await person.page.goto("/o/associations");
  await person.settled();
  const shown = [];
  for (let page = 0; page < Math.min(30, rows / 1000 - 1); page += 1)
    shown.push(
      await person.page.evaluate(
        () =>
          new Promise((done) => {
            const count = () => document.querySelector(".count").textContent;
            const [begin, before] = [performance.now(), count()];
            const look = () =>
              count() !== before ? done(performance.now() - begin) : requestAnimationFrame(look);
            document.querySelector(".table-more .button").click();
            requestAnimationFrame(look);
          }),
      ),
    );
  tell("another page in the browser", { rows_each: 1000, ...milliseconds(shown) });
}

const service = await world({ prepare: withAssociations(rows) });
for (const who of Object.keys(homes)) await firstPage(service, who);
for (const who of Object.keys(homes)) await routeChange(service, who);
const person = await visit(service.url, { reduced: false });
await person.enter("operator");
await paged(service, person);
await scroll(person);
faults.push(...person.faults);
await person.close();
for (const one of faults) console.error(`WRONG ${one}`);
process.exit(faults.length > 0 ? 1 : 0);
