// What a page says when others were faster, and when the service is away.
import assert from "node:assert/strict";
import { visit } from "../browser.mjs";
import { equal, shows } from "../expect.mjs";
import { partnerKey, post } from "../requests.mjs";
import { closeMonth } from "../world.mjs";

export const prepare = closeMonth;

const mine = "What you were about to do";
const theirs = "As it is now";
const side = (where, name) => where.getByRole("region", { name });

// Somebody else at a browser of their own.
async function beside(service, who, path, act) {
  const other = await visit(service.url);
  try {
    await other.enter(who);
    await other.page.goto(path);
    await other.settled();
    await act(other.page);
    equal(other.faults, [], "what went wrong beside");
  } finally {
    await other.close();
  }
}

async function dispute(service, statement_id, line = 1) {
  const wish = { kind: "dispute", statement_id, line, amount: "10.50", reason: "A day is missing" };
  return (await post(service, service.finance, "/v1/petitions", wish)).id;
}

async function decide(page, key, reason, name) {
  await page.keyboard.press(key);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name }).click();
}

async function open(person, who, path) {
  await person.enter(who);
  await person.page.goto(path);
  await person.settled();
}

export default [
  {
    name: "a stale edit shows both changes, and is done on top of the other one",
    async run(person, service) {
      const { page } = person;
      const id = await dispute(service, "ST-000051");
      await open(person, "finance", `/o/queue?row=${id}`);
      await page.keyboard.press("a");
      await page.getByLabel("Reason").fill("The feed came late");
      await page.getByLabel(/Grant/).fill("7.25");
      await beside(service, "controller", `/o/queue?row=${id}`, async (other) => {
        await decide(other, "n", "Being compared with the feed", "Look into it");
        await shows(side(other, id), "In review");
      });
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "Accept" }).click();
      await shows(dialog, "Somebody changed this while you were at it");
      await shows(side(dialog, theirs), "In review");
      await shows(side(dialog, theirs), "Being compared with the feed");
      await shows(side(dialog, theirs), "controller");
      await shows(side(dialog, mine), "Accept");
      await shows(side(dialog, mine), "USD 7.25");
      await shows(side(dialog, mine), "The feed came late");
      equal(await page.getByLabel("Reason").inputValue(), "The feed came late", "what was typed");
      await dialog.getByRole("button", { name: "Do mine on top of it" }).click();
      await dialog.waitFor({ state: "detached" });
      await shows(page, `Accept: ${id}`);
    },
  },
  {
    name: "a stale edit that is not possible any more is left, and what was typed is shown",
    async run(person, service) {
      const { page } = person;
      const id = await dispute(service, "ST-000052");
      await open(person, "finance", `/o/queue?row=${id}`);
      await page.keyboard.press("a");
      await page.getByLabel("Reason").fill("The feed came late");
      await beside(service, "controller", `/o/queue?row=${id}`, async (other) => {
        await decide(other, "r", "It is in the line already", "Reject");
        await other.getByRole("dialog").waitFor({ state: "detached" });
      });
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "Accept" }).click();
      await shows(dialog, "as it is now it cannot be any more");
      await shows(side(dialog, theirs), "Rejected");
      await shows(side(dialog, theirs), "It is in the line already");
      await shows(side(dialog, mine), "The feed came late");
      equal(await dialog.getByRole("button", { name: "Do mine on top of it" }).count(), 0);
      await dialog.getByRole("button", { name: "Leave it as it is now" }).click();
      await dialog.waitFor({ state: "detached" });
    },
  },
  {
    name: "a month that was frozen again is not signed off unseen: both are shown",
    async run(person) {
      const { page } = person;
      const freeze = /^Freeze/;
      await open(person, "finance", "/o/periods/2025-03");
      await page.getByRole("button", { name: freeze }).click();
      await shows(page, "You froze it: somebody else has to sign it off.");
      const service = { url: person.url };
      await open(person, "controller", "/o/periods/2025-03");
      await page.getByRole("button", { name: "Waive: Quarantine is empty" }).click();
      await page.getByLabel("Reason").fill("Seen by the controller");
      await page.getByRole("button", { name: "Waive it for this close" }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Sign off…" }).click();
      await beside(service, "finance", "/o/periods/2025-03", async (other) => {
        await other.getByRole("button", { name: freeze }).click();
        await shows(other, "What is known is fixed.");
      });
      const dialog = page.getByRole("alertdialog").filter({ has: page.locator("h2") });
      await dialog.getByRole("button", { name: /^Post/ }).click();
      await shows(dialog, "Somebody changed this while you were at it");
      await shows(side(dialog, theirs), "Not done on the checklist");
      await shows(side(dialog, mine), /^Post [\d,]+ entries/);
      await dialog.getByRole("button", { name: "Leave it as it is now" }).click();
      await dialog.waitFor({ state: "detached" });
    },
  },
  {
    name: "a request that a colleague answered first stays until that was seen",
    async run(person, service) {
      const { page } = person;
      const wish = { kind: "dpor", event: "invite", partner_id: "P02", subscription_id: "S1879" };
      await post(service, await partnerKey(service, "P02"), "/v1/requests", wish);
      await open(person, "customer", "/c/requests");
      await page.getByText("Add a reason, or ask").click();
      await page.getByLabel("Reason").fill("We have a partner already");
      await beside(service, "customer", "/c/requests", async (other) => {
        await other.getByRole("button", { name: /^Approve/ }).click();
        await shows(other, "Approved.");
      });
      await page.getByRole("button", { name: "Decline", exact: true }).click();
      await shows(page, "Somebody changed this while you were at it");
      await shows(side(page, theirs), "Active");
      await shows(side(page, mine), "Decline");
      await shows(side(page, mine), "We have a partner already");
      await page.getByRole("button", { name: "Leave it as it is now" }).click();
      await shows(page, "Nothing waits for you");
    },
  },
  {
    name: "the service goes and comes back: what was read stays, what was typed is sent",
    async run(person, service) {
      const { page } = person;
      const banner = page.getByText("No connection to the service. You can read what was loaded");
      await open(person, "partner", "/p/statements/ST-000051");
      await page.evaluate(() => (globalThis.isSamePage = true));
      // All screens are at hand a moment after the page is.
      await page.waitForFunction(() =>
        performance.getEntriesByType("resource").some((one) => /Sql-.*\.js/.test(one.name)),
      );
      await page.getByRole("button", { name: "What to do with Line 1", exact: true }).click();
      await page.getByRole("menuitem", { name: "Dispute this line" }).click();
      const form = page.getByRole("dialog");
      await form.getByLabel("Worth more by").fill("20.00");
      await form.getByLabel("Why", { exact: true }).fill("A day is missing");

      await service.stop();
      await form.getByRole("button", { name: /^Dispute 20.00/ }).click();
      await shows(form, "No connection to the service. What you entered stays");
      await shows(form, "The service does not answer");
      equal(await form.getByRole("button", { name: /^Dispute 20.00/ }).isDisabled(), true);
      equal(await form.getByLabel("Why", { exact: true }).inputValue(), "A day is missing");
      await page.keyboard.press("Escape");
      await banner.waitFor();
      await shows(page, "ST-000051");
      assert.ok((await page.locator("tbody tr").count()) > 0, "the lines are still there");
      await page.getByRole("link", { name: "Opportunities" }).click();
      await shows(page, "This was not loaded before the connection went");
      await page.goBack();
      await page.getByRole("heading", { level: 1, name: /^ST-/ }).waitFor();

      await page.getByRole("button", { name: "What to do with Line 1", exact: true }).click();
      await page.getByRole("menuitem", { name: "Dispute this line" }).click();
      await form.getByLabel("Worth more by").fill("20.00");
      await form.getByLabel("Why", { exact: true }).fill("A day is missing");
      await service.again();
      await form.getByRole("button", { name: /^Dispute 20.00/, disabled: false }).click();
      await shows(page, /is open\. It is to be decided by/);
      equal(await banner.count(), 0, "the banner is gone");
      await page.getByRole("link", { name: "Opportunities" }).click();
      await page.locator("tbody tr").first().waitFor();
      equal(await page.evaluate(() => globalThis.isSamePage), true, "without a reload");
    },
  },
];
