// What people do on the way, on a phone of 390 pixels, with a thumb.
import assert from "node:assert/strict";
import { ask } from "../../contract/service.mjs";
import { atMost, equal, shows } from "../expect.mjs";
import { partnerKey, post } from "../requests.mjs";
import { closeMonth } from "../world.mjs";

export const prepare = closeMonth;

const isPhone = true;
const month = "2026-03";

async function open(person, who, path) {
  await person.enter(who);
  await person.page.goto(path);
  await person.settled();
  person.begin();
}

// Nothing is wider than the screen, rows are cards, and a thumb finds what it wants.
async function fits({ page }) {
  const found = await page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - innerWidth;
    const isShown = (one) => one.checkVisibility({ visibilityProperty: true });
    const small = [...document.querySelectorAll("button, a.button, [role=menuitem]")]
      .filter((one) => isShown(one) && one.style.width !== "1px")
      .map((one) => [one.getBoundingClientRect(), one.outerHTML.slice(0, 120)])
      .filter(([box]) => box.width > 2 && (box.width < 24 || box.height < 24))
      .map(([, html]) => html);
    const sideways = [...document.querySelectorAll("main *, [role=dialog] *")]
      .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowX))
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && !one.querySelector("table"))
      .map((one) => one.outerHTML.slice(0, 120));
    return { wide, small, sideways };
  });
  assert.deepEqual(found, { wide: 0, small: [], sideways: [] });
}

async function invite(service, subscription_id) {
  const wish = { kind: "dpor", event: "invite", partner_id: "P02", subscription_id };
  return post(service, await partnerKey(service, "P02"), "/v1/requests", wish);
}

export default [
  {
    name: "on a phone, a customer approves a request and declines another",
    isPhone,
    async run(person, service) {
      const { page } = person;
      await invite(service, "S0674");
      const { id } = await invite(service, "S1879");
      await open(person, "customer", "/c");
      await fits(person);
      await person.click({ link: "Answer them" });
      await shows(page, "Kelnunne Cloudworks asks to be your partner of record");
      await fits(person);
      await person.click(page.getByRole("button", { name: /^Approve: .*S0674/ }));
      await shows(page, "Approved. Kelnunne Cloudworks is told.");
      atMost(person, { clicks: 2, fields: 0 });
      await person.click({ button: "Decline" });
      await shows(page, "Declined. Kelnunne Cloudworks is told.");
      atMost(person, { clicks: 3, fields: 0 });
      await fits(person);
      const headers = { authorization: `Bearer ${service.key}` };
      const told = await ask(service.url, { target: `/v1/requests/${id}`, headers });
      equal(told.json.history.at(-1).state, "DECLINED");
    },
  },
  {
    name: "on a phone, a partner reads the overview, a line, and disputes it",
    isPhone,
    async run(person) {
      const { page } = person;
      await open(person, "partner", `/p?period=${month}`);
      await shows(page.locator("dl.figures"), "Revenue");
      await fits(person);
      await person.click(page.getByRole("link", { name: /^Statement ST-/ }));
      await page.getByRole("heading", { level: 1, name: /^ST-/ }).waitFor();
      await person.settled();
      await fits(person);
      equal(await page.locator("table").count(), 0, "rows are cards");
      const card = page.locator(".card-list > li").first();
      await person.click(card.getByRole("button", { name: "Line 1", exact: true }));
      const drawer = page.getByRole("dialog");
      await drawer.locator(".explain-usage tbody tr").first().waitFor();
      await fits(person);
      await person.click(drawer.getByRole("button", { name: "Dispute this line" }));
      const form = page.getByRole("dialog").last();
      await person.type(form.getByLabel("Worth more by"), "20.00");
      await person.type(form.getByLabel("Why", { exact: true }), "A day is missing");
      await fits(person);
      await person.click(form.getByRole("button", { name: /^Dispute 20.00/ }));
      await shows(page, /is open\. It is to be decided by/);
      atMost(person, { clicks: 4, fields: 2 });
    },
  },
  {
    name: "on a phone, filters and order are on a sheet",
    isPhone,
    async run(person) {
      const { page } = person;
      await open(person, "partner", `/p/credit?period=${month}`);
      await person.click({ button: "Filter" });
      const sheet = page.getByRole("dialog", { name: "Filter and order" });
      await person.click(sheet.getByRole("button", { name: /Order/ }));
      await fits(person);
      await person.click(page.getByRole("option", { name: /^Subscription, from the largest/ }));
      await page.waitForURL((at) => /^-/.test(at.searchParams.get("sort") ?? ""));
      await person.click(sheet.getByRole("button", { name: /^Show [\d,]+ rows/ }));
      await sheet.waitFor({ state: "detached" });
      const titles = await page.locator(".card-title > span").allInnerTexts();
      equal(titles, [...titles].sort().reverse(), "from the last one on");
      await fits(person);
    },
  },
];
