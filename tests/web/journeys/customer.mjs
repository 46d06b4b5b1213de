// What a customer comes for (experience 1.1), with clicks and fields counted.
import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { ask } from "../../contract/service.mjs";
import { atMost, equal, inGerman, shows } from "../expect.mjs";
import { partnerKey, post, rows } from "../requests.mjs";

const customer = "C362";
async function invite(service, subscription) {
  const wish = { kind: "dpor", event: "invite", partner_id: "P02", subscription_id: subscription };
  return post(service, await partnerKey(service, "P02"), "/v1/requests", wish);
}

// Who is partner of record of each subscription now.
async function records(service) {
  const found = await rows(
    service,
    `/v1/associations?customer_id=${customer}&type=dpor&limit=1000`,
  );
  const today = new Date().toISOString().slice(0, 10);
  const now = found.filter(
    (one) => one.valid_from <= today && (one.valid_to === null || one.valid_to > today),
  );
  return Object.fromEntries(now.map((one) => [one.subscription_id, one.partner_id]));
}

const home = async (person) => {
  await person.enter("customer");
  await person.page.goto("/c");
  await person.settled();
  person.begin();
};

// Nothing on the page that would change anything: neither in sight, nor in the menu of a row.
async function changesNothing(page, rowName) {
  const deeds = /^(Attach|End|Replace|Change what|Stop sharing|Withdraw|Approve|Decline)/;
  equal(await page.getByRole("button", { name: deeds }).count(), 0, "buttons of deeds");
  if (!rowName) return;
  await page.getByRole("button", { name: `What to do with ${rowName}` }).click();
  const items = await page.getByRole("menuitem").all();
  for (const one of items) {
    const isOff = (await one.getAttribute("aria-disabled")) === "true";
    const name = await one.innerText();
    equal(isOff, deeds.test(name), `whether "${name}" is not for a viewer`);
  }
  await page.keyboard.press("Escape");
}

export default [
  {
    name: "C1: attach a partner to all that can have one, by its name, and take it back",
    async run(person, service) {
      const { page } = person;
      const before = await records(service);
      await home(person);
      await person.click({ button: "Attach partner" });
      await person.type(page.getByRole("combobox"), "mars");
      await person.click(page.getByRole("option", { name: /Marskovik/ }));
      await shows(page.getByRole("dialog"), "not possible: bought from a cloud solution provider");
      await person.click(page.getByRole("button", { name: /^Attach Marskovik Systems to 3/ }));
      await shows(page, "Marskovik Systems is partner of record of 3 subscriptions.");
      atMost(person, { clicks: 3, fields: 1 });
      equal(await records(service), { S0001: "P03", S0674: "P03", S1879: "P03" });
      const said = await rows(service, `/v1/consents?customer_id=${customer}&partner_id=P03`);
      equal(said.length, 3, "a receipt for each subscription");
      await person.click({ button: "Undo" });
      await shows(page, "It is as it was before.");
      equal(await records(service), before, "who was replaced holds again");
    },
  },
  {
    name: "C1: on a phone, by the partner's id, from the row of one subscription",
    isPhone: true,
    async run(person, service) {
      const { page } = person;
      const before = await records(service);
      await home(person);
      await person.click(page.getByRole("button", { name: "What to do with Lumen Office S0001" }));
      await person.click(page.getByRole("menuitem", { name: /^Replace/ }));
      await person.type(page.getByRole("combobox"), "p01");
      await person.click(page.getByRole("option", { name: /Cormarex/ }));
      await shows(page.getByRole("dialog"), "ends at the same moment");
      await person.click(page.getByRole("button", { name: /^Attach Cormarex Labs to 1/ }));
      await shows(page, "Cormarex Labs is partner of record of 1 subscription.");
      equal((await records(service)).S0001, "P01");
      await person.click({ button: "Undo" });
      await shows(page, "It is as it was before.");
      equal(await records(service), before);
    },
  },
  {
    name: "C2: approve a partner's request, knowing all of it, in two clicks",
    isPhone: true,
    async run(person, service) {
      const { page } = person;
      const before = await records(service);
      await invite(service, "S0674");
      await home(person);
      await person.click({ link: "Answer them" });
      await shows(page, "Kelnunne Cloudworks asks to be your partner of record");
      await shows(page, "ends at the same moment");
      const approve = page.getByRole("button", { name: /^Approve: Kelnunne Cloudworks sees/ });
      await person.click(approve);
      await shows(page, "Approved. Kelnunne Cloudworks is told.");
      atMost(person, { clicks: 2, fields: 0 });
      equal((await records(service)).S0674, "P02");
      const [receipt] = (
        await rows(service, `/v1/consents?customer_id=${customer}&partner_id=P02`)
      ).slice(-1);
      equal(receipt.text_version, "portal-1-en", "the text that was shown is kept");
      await person.click({ button: "Undo" });
      await shows(page, "It is as it was before.");
      equal(await records(service), before);
    },
  },
  {
    name: "C2: decline in two clicks",
    async run(person, service) {
      const { id } = await invite(service, "S1879");
      await home(person);
      await person.click(person.page.getByRole("link", { name: /^Requests/ }).first());
      await person.click({ button: "Decline" });
      await shows(person.page, "Declined. Kelnunne Cloudworks is told.");
      atMost(person, { clicks: 2, fields: 0 });
      const headers = { authorization: `Bearer ${service.key}` };
      const told = await ask(service.url, { target: `/v1/requests/${id}`, headers });
      equal(told.json.history.at(-1).state, "DECLINED");
    },
  },
  {
    name: "C3: end a partner in two clicks, and take it back",
    async run(person, service) {
      const { page } = person;
      const before = await records(service);
      await home(person);
      await person.click({ button: "End Wexdenlan Cloudworks on Tarn Compute S0674" });
      await person.click(
        page.getByRole("alertdialog").getByRole("button", { name: /^End Wexdenlan/ }),
      );
      await shows(page, "Wexdenlan Cloudworks is ended on Tarn Compute S0674.");
      atMost(person, { clicks: 2, fields: 0 });
      equal((await records(service)).S0674, undefined);
      await person.click({ button: "Undo" });
      await shows(page, "It is as it was before.");
      equal(await records(service), before);
    },
  },
  {
    name: "C3: end the partners of all subscriptions at once in three clicks, and take it back in one",
    async run(person, service) {
      const { page } = person;
      const before = await records(service);
      const held = Object.keys(before).length;
      await home(person);
      await person.click(page.locator("thead label").first());
      await person.click({ button: `End the partners of record of ${held} subscriptions` });
      const dialog = page.getByRole("alertdialog");
      await shows(dialog, "Tarn Compute S0674: ");
      await person.click(dialog.getByRole("button", { name: /^End .* on 3 subscriptions$/ }));
      await shows(page, /ended on 3 subscriptions\.$/);
      atMost(person, { clicks: 3, fields: 0 });
      equal(await records(service), {});
      await person.click({ button: "Undo" });
      await shows(page, "It is as it was before.");
      equal(await records(service), before);
    },
  },
  {
    name: "C3: replace a partner in one dialogue: one ends as the other begins",
    async run(person, service) {
      const { page } = person;
      const before = await records(service);
      await home(person);
      await person.click(page.getByRole("button", { name: "What to do with Tarn Compute S0674" }));
      await person.click(page.getByRole("menuitem", { name: "Replace Wexdenlan Cloudworks" }));
      await person.type(page.getByRole("combobox"), "mars");
      await person.click(page.getByRole("option", { name: /Marskovik/ }));
      await person.click(
        page.getByRole("button", { name: /^Attach Marskovik Systems to 1 .*replacing Wexdenlan/ }),
      );
      await shows(page, "Marskovik Systems is partner of record of 1 subscription.");
      atMost(person, { clicks: 4, fields: 1 });
      const all = await rows(service, `/v1/associations?customer_id=${customer}&limit=1000`);
      const of = (partner) =>
        all.findLast((one) => one.subscription_id === "S0674" && one.partner_id === partner);
      equal(of("P03").valid_from, of(before.S0674).valid_to, "no day without one, none with two");
      await person.click({ button: "Undo" });
      await shows(page, "It is as it was before.");
      equal(await records(service), before);
    },
  },
  {
    name: "C4: who sees what and until when is on the first page; who looked, when, at which export, one click further",
    async run(person, service) {
      const { page } = person;
      const key = await partnerKey(service, "P11");
      const headers = { authorization: `Bearer ${key}` };
      await ask(service.url, { target: `/v1/customers/${customer}`, headers });
      await post(service, key, "/v1/exports", {
        list: "subscriptions",
        format: "csv",
        filters: [{ name: "customer_id", value: customer }],
      });
      await home(person);
      const matrix = page.getByRole("region", { name: "Who sees what" });
      const row = matrix.getByRole("row", { name: /Brapiria Labs/ });
      const words = await row.innerText();
      equal(/1 of 4/.test(words), true, "of how many subscriptions");
      equal(/no end|20\d\d/.test(words), true, "until when");
      equal(/never/.test(words), false, "it has looked");
      await shows(matrix.getByRole("row", { name: /Marskovik Systems/ }), "never");
      atMost(person, { clicks: 0, fields: 0 });
      await person.click(row.getByRole("link", { name: "Brapiria Labs" }));
      const looks = page.getByRole("dialog").getByRole("region", { name: "Who looked" });
      await shows(looks, /exports S0001, exported \(1 row\)/);
      const now = new Date().toISOString().slice(0, 10);
      equal((await looks.locator("time").first().getAttribute("datetime")).slice(0, 10), now);
      atMost(person, { clicks: 1, fields: 0 });
    },
  },
  {
    name: "C4: on a phone the first page has the matrix, too",
    isPhone: true,
    async run(person) {
      await home(person);
      const matrix = person.page.getByRole("list", { name: /^Which partner sees which data/ });
      await matrix.getByRole("link", { name: "Brapiria Labs" }).waitFor();
      await shows(matrix, "Product 1 of 4, Usage 1 of 4, Bills 1 of 4");
      await shows(matrix, "Last looked");
      atMost(person, { clicks: 0, fields: 0 });
    },
  },
  {
    name: "C4: narrow what a partner sees; the receipt keeps the text; withdraw it",
    async run(person, service) {
      const { page } = person;
      await person.enter("customer");
      await page.goto("/c/access?change=P26");
      await person.settled();
      const change = page.getByRole("button", { name: /^Quodenquist Consulting sees product/ });
      await shows(page, "Nothing is changed yet");
      equal(await change.isDisabled(), true, "what nobody has chosen is not said");
      equal(
        /of (Lumen Office S1879|all)/.exec(await change.innerText())?.[1],
        "Lumen Office S1879",
        "it begins with the one subscription of which the partner sees something",
      );
      await person.click(page.getByText("what you are billed"));
      await person.click(change);
      await shows(page, "From now on: Quodenquist Consulting sees");
      const seen = () => rows(service, `/v1/data-access?customer_id=${customer}&partner_id=P26`);
      equal(
        (await seen()).some((one) => one.class === "billed_revenue"),
        false,
      );
      await page.goto("/c/access?tab=consents");
      await person.settled();
      await page
        .getByRole("row", { name: /Quodenquist/ })
        .last()
        .click();
      await shows(page.getByRole("dialog"), "Kelvesrex Forestry lets Quodenquist Consulting see");
      person.begin();
      await person.click({ button: "Withdraw" });
      await person.click(page.getByRole("button", { name: /^Withdraw CR-/ }));
      await shows(page, "Withdrawn at once.");
      atMost(person, { clicks: 2, fields: 0 });
      equal((await seen()).length, 0, "nothing is seen any more");
      const said = await rows(service, `/v1/consents?customer_id=${customer}&partner_id=P26`);
      const { withdraws } = said.at(-1);
      await page.goto(`/c/access?tab=consents&receipt=${withdraws}`);
      await shows(page.getByRole("dialog"), /^Withdrawn on /);
      equal(await page.getByRole("button", { name: "Withdraw" }).count(), 0, "once only");
    },
  },
  {
    name: "C5: the access log as a file with its hash, in two clicks",
    async run(person) {
      const { page } = person;
      await home(person);
      await person.click({ link: "Access log" });
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        person.click(page.getByRole("button", { name: "Export", exact: true }).first()),
      ]);
      atMost(person, { clicks: 2, fields: 0 });
      const bytes = readFileSync(await file.path());
      await shows(page, createHash("sha256").update(bytes).digest("hex"));
    },
  },
  {
    name: "C5: a file of some days of the access log is of the rows on the screen",
    async run(person, service) {
      const { page } = person;
      const headers = { authorization: `Bearer ${await partnerKey(service, "P11")}` };
      await ask(service.url, { target: `/v1/customers/${customer}`, headers });
      await home(person);
      const today = new Date().toISOString().slice(0, 10);
      await page.goto("/c/access-log?from=2020-01-01&to=2020-01-31");
      await shows(page, "Nobody looked on these days");
      await person.click({ button: "Other formats" });
      const file = (name) =>
        Promise.all([
          page.waitForEvent("download"),
          person.click(page.getByRole("menuitem", { name })),
        ]);
      const [none] = await file("Export as NDJSON");
      equal(readFileSync(await none.path(), "utf8").trim(), "", "a file of no day has no row");
      await shows(page, /looks from Jan 1, 2020 to Jan 31, 2020/);
      await page.goto(`/c/access-log?from=${today}`);
      await page.locator("tbody tr[aria-rowindex]").first().waitFor();
      const shown = Number(await page.locator("table.table").getAttribute("aria-rowcount")) - 1;
      await person.click({ button: "Other formats" });
      const [some] = await file("Export as NDJSON");
      const lines = readFileSync(await some.path(), "utf8")
        .trim()
        .split("\n");
      equal(lines.length, shown, "as many rows as on the screen");
    },
  },
  {
    name: "C7: what a partner gets for my usage is one click away, in words and without amounts",
    async run(person) {
      const { page } = person;
      await home(person);
      await person.click({ link: "What my partners earn" });
      await shows(page, "what you use on them is counted as its success");
      atMost(person, { clicks: 1, fields: 0 });
      equal(
        /[$€]|USD|%/.test(await page.locator("main").innerText()),
        false,
        "no amounts, no rates",
      );
    },
  },
  {
    name: "C7: on a German page what my partners earn is told in German",
    async run(person) {
      const { page } = person;
      await home(person);
      await page.goto("/c/benefit?period=2026-03");
      await shows(page, "the vendor pays it for this");
      await inGerman(page);
      await shows(page, "der Anbieter bezahlt ihn dafür");
      await shows(page, /an \d+ von 31 Tagen; was Sie an ihnen nutzen, zählt als sein Erfolg/);
      equal(/the vendor|counted|days;/.test(await page.locator("main").innerText()), false);
    },
  },
  {
    name: "C6: the contacts of my products come first, and a guide is read in the portal",
    async run(person) {
      const { page } = person;
      await home(person);
      await page.goto("/c/support");
      await person.settled();
      equal(await page.locator(".cards h2").allInnerTexts(), [
        "lumen-office",
        "tarn-compute",
        "Everything else",
      ]);
      await page.goto("/c/guides");
      await person.click(page.getByRole("link", { name: /^Guide to/ }));
      await shows(page, "Who is recognised");
      equal(await page.locator("main table").count(), 2);
    },
  },
  {
    name: "C6: help is one click away and knows the page",
    async run(person) {
      await home(person);
      await person.click({ link: "Support" });
      atMost(person, { clicks: 1, fields: 0 });
      await shows(person.page, "About this page");
    },
  },
  {
    name: "a viewer sees and cannot change, by no address either",
    async run(person, service) {
      const { page } = person;
      const before = await records(service);
      await person.enter("viewer");
      await page.goto("/c");
      await shows(page, "Your role may look, not change.");
      await changesNothing(page, "Lumen Office S0001");
      await page.goto("/c/access");
      await changesNothing(page, "Brapiria Labs");
      await page.goto("/c/access?tab=associations");
      await page.locator("tbody tr").first().waitFor();
      await changesNothing(page);
      await page.goto("/c/benefit?period=2026-03");
      await shows(page, "the vendor pays it for this");
      equal(await page.getByRole("link", { name: "Change who it is" }).count(), 0);
      const [record] = Object.keys(before);
      const held = await rows(service, `/v1/associations?customer_id=${customer}&limit=1000`);
      const ended = held.find((one) => one.subscription_id === record && !one.valid_to);
      for (const address of [
        "/c?attach=all",
        `/c?end=${ended.id}`,
        "/c/access?change=P11",
        "/c/access?stop=P11",
        `/c/access?tab=associations&end=${ended.id}`,
      ]) {
        await page.goto(address);
        const dialog = page.getByRole("dialog");
        await shows(dialog, "An administrator of your company can.");
        equal(await dialog.getByRole("button").allInnerTexts(), ["", "Close"], address);
        await dialog.getByRole("button", { name: "Close" }).last().click();
        await dialog.waitFor({ state: "detached" });
      }
      equal(await records(service), before);
    },
  },
  {
    name: "on a phone, too, each figure of a customer says as of when it is",
    isPhone: true,
    async run(person) {
      const { page } = person;
      await person.enter("customer");
      for (const path of ["/c", "/c/access", "/c/requests", "/c/access-log", "/c/benefit"]) {
        await page.goto(path);
        await page.locator("main .as-of").first().waitFor({ state: "visible" });
        await shows(page.locator("main .as-of"), /as of \d/);
      }
    },
  },
];
