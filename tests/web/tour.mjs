// Goes through the screens of routes.mjs as whoever may see them, and gathers what is wrong there.
import { visit } from "./browser.mjs";
import { screens as all } from "./routes.mjs";
import { prepare as prepareFunds } from "./journeys/funds.mjs";
import { restateMonth, tourWorld, usedWorld, world } from "./world.mjs";

// A word of the command line: only screens with it in their name.
const asked = process.argv.slice(2).find((one) => !one.startsWith("--")) ?? "";
export const screens = all.filter((one) => one.name.includes(asked));

// Each of `looks` is [label, options of visit()], a browser for each person, with `themes` that a screen
// is looked at in, one after the other. look(person, screen, name) gives what is wrong on the screen that
// is open; `begin(person)` is done once, before any is opened.
export async function tour(service, looks, { look, begin = () => {}, of = screens }) {
  const failures = [];
  let looked = 0;
  const open = async (person, screen, label, [first, ...more]) => {
    const judge = async (theme) => {
      const name = [screen.name, theme, label].filter(Boolean).join("-");
      failures.push(...(await look(person, screen, name)).map((one) => `${name}: ${one}`));
      looked += 1;
    };
    await dress(person, first);
    await person.page.goto(screen.path);
    await person.settled();
    await screen.open?.(person.page);
    await person.quiet();
    await judge(first);
    for (const theme of more) {
      await dress(person, theme);
      await judge(theme);
    }
  };
  for (const [label, { themes = [undefined], ...options }] of looks)
    for (const who of [...new Set(of.map((one) => one.who))]) {
      const person = await visit(service.url, options);
      if (who) await person.enter(who);
      await begin(person);
      for (const screen of of.filter((one) => one.who === who))
        await open(person, screen, label, themes).catch((error) =>
          failures.push(`${screen.name}-${label}: ${error.stack}`),
        );
      failures.push(...person.faults.map((one) => `${label} ${who}: ${one}`));
      await person.close();
    }
  return { failures, looked };
}

async function dress({ page }, theme) {
  if (!theme) return;
  await page.emulateMedia({ colorScheme: theme });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done())));
}

const kWorlds = {
  tour: tourWorld,
  used: usedWorld,
  restated: () => world({ prepare: restateMonth }),
  funds: () => world({ prepare: prepareFunds }),
};
const begun = new Map();

// The same in the world of each screen, which is begun once.
export async function tourAll(looks, { of = screens, ...options }) {
  const found = [];
  for (const [name, begin] of Object.entries(kWorlds)) {
    const own = of.filter((one) => (one.world ?? "tour") === name);
    if (own.length === 0) continue;
    if (!begun.has(name)) begun.set(name, await begin());
    found.push(await tour(begun.get(name), looks, { ...options, of: own }));
  }
  const failures = found.flatMap((one) => one.failures);
  return { failures, looked: found.reduce((sum, one) => sum + one.looked, 0) };
}

// The same complaint of many screens is told once, with how many there are.
export function told(failures) {
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

// What does not fit into the width, but for what scrolls by itself: pixels.
export async function overflow(page) {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return over > 0 ? [`${over} pixels too wide`] : [];
}
