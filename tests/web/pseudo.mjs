// Every screen in the pseudo language, in which no letter of ours is without an accent and each text is
// two fifths longer, and in German: nothing that is read comes from elsewhere than a catalogue or the
// API, and all of it has room.
import { finish } from "../contract/service.mjs";
import { narrow, wide } from "./browser.mjs";
import { crowdedLabels, cutTexts } from "./cut.mjs";
import { overflow, told, tourAll } from "./tour.mjs";

const months = Array.from({ length: 12 }, (_, month) => new Date(2026, month, 1));
const formats = [{ month: "short" }, { month: "long" }, { weekday: "short" }, { weekday: "long" }];

// What Intl writes, what has the same name in all languages, and what React Aria says in its own words.
const usual = new Set([
  ...formats.flatMap((one) => months.map((day) => day.toLocaleDateString("en-US", one))),
  ...["and", "or", "Dismiss", "Show", "suggestions"],
  ...["AM", "PM", "GMT", "UTC", "CET", "CEST"],
  ...["ledger", "entries", "balances", "payments", "statement", "stages"], // views of SQL
  ...["Accredit", "CSV", "NDJSON", "PARQUET", "XLSX", "PDF", "SQL", "API", "SHA"],
]);

// Every text of the API's answers, as a reader may have got it. Long ones count whole only: else the
// words of a guide would excuse every word.
function listen(page) {
  const short = new Set();
  const long = [];
  const words = (text) => text.match(/\p{L}+/gu) ?? [];
  const take = (value) => {
    if (typeof value === "string" && value.length > 80) {
      long.push(value.replace(/\s+/g, " "));
      // Of a programme its names.
      for (const [, quoted] of value.matchAll(/= "([^"\n]{1,60})"/g)) take(quoted);
    } else if (typeof value === "string") words(value).forEach((one) => short.add(one));
    else if (value !== null && typeof value === "object") Object.values(value).forEach(take);
  };
  const pending = [];
  page.on("response", (answer) => {
    if (/^\/(v1\/|metrics$)/.test(new URL(answer.url()).pathname))
      pending.push(
        answer
          .json()
          .then(take, () => answer.text().then((text) => text.split("\n").forEach(take)))
          // Of a page that is left meanwhile no answer is kept, and none was read.
          .catch(() => {}),
      );
  });
  return {
    async knows(text) {
      await Promise.all(pending);
      const plain = text.replace(/\s+/g, " ").trim();
      if (long.some((one) => one.includes(plain))) return true;
      const rights = /\b[a-z_]+:[a-z]+\b/g; // "earnings:read"
      const rest = long.reduce((left, one) => left.replace(one, ""), plain.replace(rights, ""));
      const asked = words(decodeURIComponent(page.url()));
      return words(rest)
        .filter((one) => /[a-zA-Z]/.test(one))
        .every((one) => short.has(one) || usual.has(one) || asked.includes(one));
    },
  };
}

// What is read on the page, with a letter that is none of a catalogue. Left out: what has a language of
// its own (guides), ids and code, values that Intl writes, keys on the keyboard, what is typed.
function read() {
  const found = new Map();
  const note = (text, element, what) => {
    if (
      /[a-zA-Z]/.test(text) &&
      !element.closest(
        "body [lang], code, pre, kbd, time, data, textarea, noscript, [aria-hidden=true]",
      )
    )
      found.set(text.trim(), `${what} in ${element.tagName.toLowerCase()}.${element.className}`);
  };
  const title = document.querySelector("h1");
  if (title?.lang === "") note(document.title, document.body, "the title");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) note(walker.currentNode.data, walker.currentNode.parentElement, "text");
  const names = [
    "aria-label",
    "aria-valuetext",
    "aria-roledescription",
    "title",
    "placeholder",
    "alt",
  ];
  for (const element of document.body.querySelectorAll(names.map((one) => `[${one}]`).join()))
    for (const name of names)
      if (element.hasAttribute(name)) note(element.getAttribute(name), element, name);
  return [...found];
}

async function begin(person) {
  person.api = listen(person.page);
  await person.page.addInitScript(() =>
    localStorage.setItem("accredit.preferences", JSON.stringify({ language: "pseudo" })),
  );
}

async function room({ page }) {
  return [
    ...(await overflow(page)),
    ...(await page.evaluate(cutTexts)),
    ...(await page.evaluate(crowdedLabels)),
  ];
}

async function words(person) {
  const strange = [];
  for (const [text, where] of await person.page.evaluate(read))
    if (!(await person.api.knows(text))) strange.push(`of no catalogue: "${text}", ${where}`);
  return [...strange, ...(await room(person))];
}

const pseudo = await tourAll(
  [
    ["pseudo-wide", { size: wide }],
    ["pseudo-narrow", { size: narrow }],
  ],
  { begin, look: words },
);
const german = { language: "de-DE" };
const spoken = await tourAll(
  [
    ["de-wide", { size: wide, ...german }],
    ["de-narrow", { size: narrow, ...german }],
  ],
  { look: room },
);
finish(told([...pseudo.failures, ...spoken.failures]), `${pseudo.looked + spoken.looked} screens`);
