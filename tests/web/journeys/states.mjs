// What a page says when others were faster, and when the service is away.
import assert from "node:assert/strict";
import { visit } from "../browser.mjs";
import { equal, shows } from "../expect.mjs";
import { partnerKey, post, rows } from "../requests.mjs";
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
      const waive = async () => {
        await page.getByRole("button", { name: "Waive: Quarantine is empty" }).click();
        await page.getByLabel("Reason").fill("Seen by the controller");
        await page.getByRole("button", { name: "Waive it for this close" }).click();
        await page.getByRole("dialog").waitFor({ state: "detached" });
      };
      await waive();
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
      await waive();
      await page.getByRole("button", { name: "Sign off…" }).click();
      await dialog.getByRole("button", { name: /^Post/ }).waitFor();
      equal(await dialog.getByText("Somebody changed this").count(), 0, "asked anew");
    },
  },
  {
    name: "an address with a month that is none says so",
    async run(person) {
      const { page } = person;
      await open(person, "finance", "/o/periods/abc");
      await page.locator("main h1").waitFor();
      equal(await page.locator("main [role=alert]").count(), 0, "it has not crashed");
      await shows(page.locator("main"), "There is no such page");
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
  {
    name: "rows that no filter lets through: which one excludes most, and a way back, in each portal",
    async run(person) {
      const { page } = person;
      for (const [who, path] of [
        ["customer", "/c?find=nothing+has+this"],
        ["partner", "/p/earnings?period=2026-03&find=nothing+has+this"],
        ["operator", "/o/partners?find=nothing+has+this"],
      ]) {
        await open(person, who, path);
        const state = page.locator(".state", { hasText: "No row passes your filters" });
        await shows(state, /There are \d+ rows without them/);
        await state.getByRole("button", { name: "Reset filters" }).click();
        await page.locator("tbody tr").first().waitFor();
      }
      await open(person, "partner", "/p/credit?period=2026-03&f.subscription=S0119&find=no+such");
      await shows(page, /Without looking for “no such” there would be \d/);
    },
  },
  {
    name: "what somebody may not see names the right that is missing and who can give it, in each portal",
    async run(person) {
      const { page } = person;
      for (const [who, path, right] of [
        ["analyst", "/p/statements", "statements:read"],
        ["partner", "/p/developers", "keys:read"],
        ["finance", "/o/users", "users:read"],
      ]) {
        await open(person, who, path);
        await shows(page, "You may not see this");
        await shows(page, right);
        await shows(page, "Whoever administers users on your side can give it to you.");
      }
      await open(person, "customer", "/o");
      await shows(page, "Your account has no role in this portal.");
      await shows(page, "Whoever administers users on your side");
    },
  },
  {
    name: "a month that is not complete has an amber stamp, which lists what is missing, in each portal",
    async run(person) {
      const { page } = person;
      for (const [who, path, what] of [
        ["partner", "/p", /No usage of .* to .* that you may see has come yet/],
        ["customer", "/c/benefit", /No usage of .* that you may see has come yet/],
        ["operator", "/o", /rows wait in quarantine and are not counted/],
      ]) {
        await open(person, who, path);
        const main = page.getByRole("main");
        const stamp = main.getByRole("button", { name: /not complete/ }).first();
        await stamp.click();
        const list = page.getByRole("dialog", { name: /^What is missing in/ });
        await shows(list, "Some of it has not arrived yet");
        await shows(list, what);
      }
    },
  },
  {
    name: "what fails says what it means and its request, and is tried again",
    async run(person) {
      const { page } = person;
      await person.enter("partner");
      const problem = {
        type: "/v1/problem-types#busy",
        title: "Too much at once",
        status: 429,
        detail: "Others come first",
        instance: "/v1/opportunities",
        code: "busy",
        request_id: "req_77",
        fix: "Wait a moment.",
      };
      const answer = { status: 429, contentType: "application/problem+json" };
      await page.route("**/v1/opportunities*", (route) =>
        route.fulfill({ ...answer, body: JSON.stringify(problem) }),
      );
      await page.goto("/p/opportunities?period=2026-03");
      const alert = page.locator(".state.bad");
      const advice = "Wait a few seconds, then try again.";
      for (const text of ["The service is busy", "Others come first", advice, "req_77"])
        await shows(alert, text);
      await alert.getByRole("button", { name: "Copy req_77" }).click();
      equal(await page.evaluate(() => navigator.clipboard.readText()), "req_77");
      await page.unroute("**/v1/opportunities*");
      await alert.getByRole("button", { name: "Try again" }).click();
      await page.locator("tbody tr").first().waitFor();
    },
  },
  {
    name: "what takes a moment shows its outline only then, and is what it was while it is asked again",
    async run(person) {
      const { page } = person;
      await person.enter("partner");
      let isSlow = true;
      await page.route("**/v1/opportunities*", async (route) => {
        if (isSlow) await new Promise((later) => setTimeout(later, 1_000));
        await route.continue();
      });
      await page.goto("/p/opportunities?period=2026-03");
      const delay = await page.waitForFunction(() => {
        const outline = document.querySelector(".skeleton");
        return outline && getComputedStyle(outline).animationDelay;
      });
      equal(await delay.jsonValue(), "0.15s", "what comes at once does not flicker");
      await page.locator("tbody tr").first().waitFor();
      await page.keyboard.press("[");
      await page.waitForURL((at) => at.searchParams.get("period") === "2026-02");
      await page.locator(".table-scroll.stale tbody tr").first().waitFor();
      equal(await page.locator(".skeleton").count(), 0, "the rows of before stay, greyed");
      isSlow = false;
      await page.locator(".table-scroll:not(.stale) tbody tr").first().waitFor();
    },
  },
  {
    name: "undo is there for fifteen minutes, by an act of its own; then what was done stays",
    async run(person, service) {
      const { page } = person;
      const actions = async () =>
        (await rows(service, "/v1/audit-events?limit=1000")).map((one) => one.action);
      await page.clock.install();
      await open(person, "customer", "/c");
      const undo = page.getByRole("button", { name: "Undo" });
      const end = async () => {
        await page.getByRole("button", { name: /^End Brapiria Labs on .* S0001/ }).click();
        const dialog = page.getByRole("alertdialog").filter({ has: page.locator("h2") });
        await dialog.getByRole("button", { name: /^End Brapiria/ }).click();
        await undo.waitFor();
        await shows(page.locator(".toast"), /until \d+:\d\d/);
      };
      await end();
      const before = await actions();
      await page.clock.fastForward("14:50");
      await undo.click();
      await shows(page, "It is as it was before.");
      const after = await actions();
      equal(after.slice(0, before.length), before, "nothing is deleted");
      assert.ok(after.length > before.length, "it is an act of its own");
      await end();
      await page.clock.fastForward("15:10");
      await undo.waitFor({ state: "detached" });
      const held = await rows(service, "/v1/associations?customer_id=C362&type=dpor&limit=1000");
      const ended = held.filter((one) => one.subscription_id === "S0001" && one.valid_to !== null);
      assert.ok(ended.length > 0, "it stays ended");
    },
  },
  {
    name: "the palette leads from any id to its object",
    async run(person, service) {
      const { page } = person;
      const go = async (id, at, text) => {
        await page.keyboard.press("Control+k");
        await page.locator(".palette-find input").fill(id);
        await page.getByRole("menuitem", { name: `Go to ${id}` }).waitFor();
        await page.keyboard.press("Enter");
        await page.waitForURL((address) => address.pathname + address.search === at);
        await shows(page.locator("main, [role=dialog]"), text);
        if ((await page.getByRole("dialog").count()) > 0) await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "detached" });
      };
      const petition = await dispute(service, "ST-000051", 9);
      const wish = { kind: "dpor", event: "invite", partner_id: "P11", subscription_id: "S1879" };
      const key = await partnerKey(service, "P11");
      const { id: request } = await post(service, key, "/v1/requests", wish);

      await open(person, "customer", "/c");
      await go("S0001", "/c?history=S0001", "S0001");
      await go("p11", "/c/access?row=P11", "Brapiria Labs");
      await go(request, `/c/requests?find=${request}`, request);

      await open(person, "channel", "/p");
      await go("C430", "/p/portfolio?customer=C430", "C430");
      await go(request, `/p/associations?tab=requests&row=${request}`, "Next:");
      await open(person, "partner", "/p");
      await go("st-000051", "/p/statements/ST-000051", "ST-000051");
      await go("ST-000051/9", "/p/statements/ST-000051?f.line=9", "1 of");
      await go(petition, `/p/disputes?row=${petition}`, petition);

      await open(person, "operator", "/o");
      await go("P11", "/o/partners/P11", "Brapiria Labs");
      await go("C362", "/o/customers/C362", "Kelvesrex Forestry");
      await go("S0674", "/o/associations?subscription=S0674", "S0674");
      await go("a00001", "/o/associations?row=A00001", "A00001");
      await go("ST-000051 9", "/o/statements/ST-000051?line=9", "Why it is what it is");
      await go(request, `/o/queue?tab=requests&show=all&row=${request}`, request);
      await go("usr_1", "/o/users?find=usr_1", "customer@example.com");
      await go("key_1", "/o/users?tab=keys&find=key_1", "admin");
      await open(person, "finance", "/o");
      await go(petition, `/o/queue?show=all&row=${petition}`, petition);
      await go("2025-01", "/o/periods/2025-01", "It does not change any more.");
    },
  },
];
