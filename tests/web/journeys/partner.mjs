// What partners come for: the jobs P1 to P9, with clicks and fields counted.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { accredit, run } from "../../contract/service.mjs";
import { atMost, equal, inGerman, shows } from "../expect.mjs";
import { closeMonth } from "../world.mjs";

const month = "2026-03";
const button = (person, name) => person.page.getByRole("button", { name, exact: true });

// A month is closed today, and what both months owe in the currency of the account is under way.
export function prepare(store) {
  closeMonth(store);
  const payout = (verb, who, ...words) =>
    run(accredit, ["payout", verb, ...words, "--data", store, "--as", `operator:${who}`], {
      stdio: "pipe",
    });
  payout("create", "nils", "--on", "2031-04-15");
  payout("approve", "mika", "PO-000001");
}

async function begin(person, who, path) {
  await person.enter(who);
  await person.page.goto(path);
  await person.settled();
  person.begin();
}

export default [
  {
    name: "P1: revenue, usage, consumption and indicators beside each other, of one customer too",
    async run(person) {
      await begin(person, "partner", `/p?period=${month}`);
      for (const name of ["Revenue", "Usage", "Consumption", "Performance indicators"])
        await shows(person.page.locator("dl.figures"), name);
      equal(await person.page.locator(".multiples figure").count(), 4);
      atMost(person, { clicks: 0, fields: 0 });
      const all = await person.page.locator("dl.figures").first().innerText();
      await person.page.goto(`/p?period=${month}&product=tarn-data`);
      await person.settled();
      assert.notEqual(await person.page.locator("dl.figures").first().innerText(), all);
    },
  },
  {
    name: "P1: each figure of one customer and role leads to its lines",
    async run(person) {
      const { page } = person;
      await begin(person, "partner", `/p?period=${month}&customer=C523&role=dpor`);
      const figures = page.locator("dl.figures .figure");
      const links = await figures.getByRole("link").count();
      assert.ok(links > 0, "no figure leads anywhere");
      for (let place = 0; place < links; place += 1) {
        const link = figures.getByRole("link").nth(place);
        if (/^[^1-9]*$/.test(await link.innerText())) continue;
        await person.click(link);
        await page.waitForURL(/f\.customer=C523&f\.association=dpor/);
        await page.locator("tbody tr").first().waitFor();
        await person.settled();
        await page.goBack();
        await person.settled();
      }
      atMost(person, { clicks: links, fields: 0 });
    },
  },
  {
    name: "overview of an analyst: where money is not to be seen, the right that is missing",
    async run(person) {
      await begin(person, "analyst", `/p?period=${month}`);
      for (const [card, right] of [
        ["Next payment", "ledger:read"],
        ["Money not earned", "earnings:read"],
      ])
        await shows(person.page.getByRole("region", { name: card }), new RegExp(right));
    },
  },
  {
    name: "P2: where a competency stands, and in one click what is lacking",
    async run(person) {
      await begin(person, "partner", `/p?period=${month}`);
      await shows(person.page, "Forecast for gold");
      await person.click(person.page.getByRole("link", { name: "Cloud platform" }));
      await shows(person.page, "Requirements of the next level");
      await shows(person.page, "What would close the gap");
      atMost(person, { clicks: 1, fields: 0 });
    },
  },
  {
    name: "P2: a range ahead and no line, the anniversary year, and how it stood on a day",
    async run(person) {
      const { page } = person;
      const day = new Date().toISOString().slice(0, 10);
      // Today can be asked for when it is over, and nothing of the world was recorded before.
      await page.clock.setFixedTime(Date.now() + 86_400_000);
      await begin(person, "partner", `/p/competencies/platform?period=${month}`);
      const chart = page.getByRole("figure", { name: /^Consumption of twelve months/ });
      await chart.locator("svg path.band").waitFor({ state: "attached" });
      await shows(chart, "gold $400,000.00");
      await shows(
        chart,
        /Forecast: each month to come brings .* of the last 6 months did\. It ends/,
      );
      await person.click(chart.getByRole("button", { name: "Show as table" }));
      for (const bound of [/, at least$/, /, at most$/])
        await chart.getByRole("columnheader", { name: bound }).waitFor();
      equal(await chart.locator("tbody tr").count(), 24, "months");
      await person.click(page.getByRole("tab", { name: "Anniversary year" }));
      await page.waitForURL(/window=anniversary/);
      await shows(page, /since the term of the level that you hold began/);
      await person.type({ label: "As it stood on" }, day);
      await page.waitForURL(new RegExp(`window=anniversary.*as_of=${day}`));
      await shows(page, /This is what was known at the end of/);
      equal(await page.getByText("What would close the gap").count(), 0, "advice of another day");
      await page.goto(`/p/competencies/platform?period=${month}&as_of=2020-01-01`);
      await shows(page, "Nothing was known yet");
      await person.click(button(person, "Show what is known now"));
      await shows(page, "How it stood");
      await shows(page.getByRole("list", { name: "How it stood" }), /At the end of the month, Jun/);
      atMost(person, { clicks: 3, fields: 1 });
    },
  },
  {
    name: "P2: less than four months have no forecast",
    async run(person) {
      await begin(person, "partner", "/p/competencies/platform?period=2025-03");
      await shows(person.page, /Not enough history: 3 months are known/);
      equal(await person.page.locator("svg path.band").count(), 0, "ranges");
      atMost(person, { clicks: 0, fields: 0 });
    },
  },
  {
    name: "P3: from a figure to usage rows",
    async run(person) {
      await begin(person, "partner", `/p?period=${month}`);
      await person.click(
        person.page.locator("dl.figures .figure", { hasText: "Consumption" }).getByRole("link"),
      );
      await person.page.waitForURL(/\/p\/credit/);
      await person.click(person.page.locator("tbody tr td").first());
      const drawer = person.page.getByRole("dialog");
      await shows(drawer, /usage row/);
      await drawer.locator(".explain-usage tbody tr").first().waitFor();
      atMost(person, { clicks: 2, fields: 0 });
    },
  },
  {
    name: "P3: on a German page the explanation is German, and as many rows are below it",
    async run(person) {
      const { page } = person;
      const question = encodeURIComponent(
        "month=2026-03&subscription=S0621&lever=provider-consumption",
      );
      await begin(person, "partner", `/p/earnings?period=${month}&explain=${question}`);
      const drawer = page.getByRole("dialog");
      const rows = drawer.locator(".explain-usage tbody tr");
      await rows.first().waitFor();
      await shows(drawer, /recorded at commit/);
      const count = await rows.count();
      await inGerman(page);
      await rows.first().waitFor();
      await shows(drawer, /Basis [\d.,]+ × /);
      await shows(drawer, /erfasst mit Commit \d+; gehalten an \d+ der gutgeschriebenen Tage/);
      equal(await rows.count(), count, "rows");
      const said = await drawer.innerText();
      const english = /\b(base|credited|decimals|held|paid to|quantity|recorded|rounded|sum of)\b/;
      equal(english.exec(said)?.[0], undefined, "no English");
    },
  },
  {
    name: "P3: why a line does not earn, and what would mend it",
    async run(person) {
      await begin(person, "partner", `/p?period=${month}`);
      const card = person.page.getByRole("region", { name: "Money not earned" });
      await person.click(card.getByRole("link").first());
      const line = person.page.locator("tbody tr", { hasText: "Not earned" }).first();
      await shows(line, "none earns incentives");
      await shows(line, "Ask the customer to make you partner of record");
      atMost(person, { clicks: 1, fields: 0 });
    },
  },
  {
    name: "P4: a request of three fields, and its timeline",
    async run(person) {
      await begin(person, "channel", "/p/associations");
      await person.click(button(person, "Request an association").first());
      const form = person.page.getByRole("dialog");
      await person.type(form.getByRole("combobox", { name: "Customer" }), "Velmasto Motors");
      await person.click(person.page.getByRole("option").first());
      await person.click(form.locator(".check", { hasText: "S0621" }));
      await person.click(form.getByRole("button", { name: /^Ask the customer for/ }));
      await shows(person.page, /request is sent/);
      atMost(person, { clicks: 4, fields: 1 });
      await person.page.goto("/p/associations?tab=requests");
      await person.settled();
      await person.page.locator("tbody tr td").first().click();
      await shows(person.page.getByRole("dialog"), "Next: Customer");
    },
  },
  {
    name: "P5: a statement in one click, its usage rows in two, and its sum",
    async run(person) {
      await begin(person, "partner", `/p?period=${month}`);
      await person.click(person.page.getByRole("link", { name: /^Statement ST-/ }));
      await person.page.getByRole("heading", { level: 1, name: /^ST-/ }).waitFor();
      atMost(person, { clicks: 1, fields: 0 });
      await shows(person.page.locator("dl.figures").first(), "668.63");
      await person.click(person.page.locator("tbody tr td").first());
      await person.page.locator(".explain-usage tbody tr").first().waitFor();
      atMost(person, { clicks: 2, fields: 0 });
    },
  },
  {
    name: "P5: the next payment without a click, which statements it pays in one",
    async run(person) {
      await begin(person, "partner", `/p?period=${month}`);
      const card = person.page.getByRole("region", { name: "Next payment" });
      await shows(card, /EUR.*on Apr 15, 2031,.*in payment/);
      atMost(person, { clicks: 0, fields: 0 });
      await person.click(card.getByRole("link", { name: "All payments" }));
      const row = person.page.locator("tbody tr").first();
      for (const part of ["In payment", "DE…3000", "ST-000011", "ST-000051"])
        await shows(row, part);
      atMost(person, { clicks: 1, fields: 0 });
      await person.click(row.getByRole("link", { name: "ST-000011" }));
      const way = person.page.getByRole("region", { name: "Way of this statement" });
      const inEuro = way.getByRole("list", { name: "Way of what is owed in EUR" });
      await shows(inEuro.locator("[aria-current=step]"), "In payment");
      await shows(
        way
          .getByRole("list", { name: "Way of what is owed in USD" })
          .locator("[aria-current=step]"),
        "Confirmed",
      );
      atMost(person, { clicks: 2, fields: 0 });
    },
  },
  {
    name: "P6: a line is disputed, and the clock runs",
    async run(person) {
      await begin(person, "partner", "/p/statements/ST-000051");
      await person.click(
        person.page.getByRole("button", { name: "What to do with Line 1", exact: true }).first(),
      );
      await person.click(person.page.getByRole("menuitem", { name: "Dispute this line" }));
      const form = person.page.getByRole("dialog");
      await person.type(form.getByLabel("Worth more by"), "20.00");
      await person.type(form.getByLabel("Why", { exact: true }), "A day is missing");
      await form
        .getByRole("button", { name: /^Dispute 20\.00 [A-Z]{3}$/, disabled: false })
        .waitFor();
      await person.page.keyboard.press("Control+Enter");
      await shows(person.page, /is open\. It is to be decided by/);
      atMost(person, { clicks: 2, fields: 2 });
      await person.page.goto("/p/disputes");
      await person.settled();
      await person.page.locator("tbody tr td").first().click();
      await shows(person.page.getByRole("dialog"), "To be decided by");
    },
  },
  {
    name: "P6: on a German page an amount has a comma, and what is none says so",
    async run(person) {
      const { page } = person;
      await begin(person, "partner", "/p/statements/ST-000051");
      await inGerman(page);
      await page
        .getByRole("button", { name: /Zeile 1(?!\d)/ })
        .first()
        .click();
      await page.getByRole("menuitem", { name: "Diese Zeile anfechten" }).click();
      const form = page.getByRole("dialog");
      await form.locator("input").first().fill("20.00");
      await shows(form, /schreiben Sie ihn wie 1\.234,50/);
      await form.locator("input").first().fill("1.234,5");
      await shows(form, /^1\.234,50 [A-Z]{3} anfechten$/);
      await form.locator("textarea").fill("Ein Tag fehlt");
      equal(await form.getByRole("button", { name: /anfechten$/ }).isEnabled(), true);
    },
  },
  {
    name: "P7: opportunities, each with its rule and its numbers",
    async run(person) {
      await begin(person, "partner", `/p?period=${month}`);
      await person.click(person.page.getByRole("link", { name: "See all" }));
      await person.page.waitForURL(/\/p\/opportunities/);
      await shows(person.page.locator("tbody"), /active users/);
      atMost(person, { clicks: 1, fields: 0 });
    },
  },
  {
    name: "P8: a question in SQL, of rows that the partner sees",
    async run(person) {
      await begin(person, "partner", `/p/sql?period=${month}`);
      await person.click(button(person, "Answer"));
      await shows(person.page.locator("tbody"), "ASSOC_NOT_INCENTIVE_BEARING");
      atMost(person, { clicks: 1, fields: 0 });
    },
  },
  {
    name: "P8: the rows of a table, as they are filtered, in one click",
    async run(person) {
      const { page } = person;
      await begin(person, "partner", `/p/credit?period=${month}&f.association=dpor`);
      const file = page.waitForEvent("download");
      await person.click(page.getByRole("button", { name: "Export", exact: true }));
      const saved = await (await file).path();
      atMost(person, { clicks: 1, fields: 0 });
      const lines = readFileSync(saved, "utf8").trim().split("\n");
      const shown = await page.locator(".table-bar .count").innerText();
      equal(`${lines.length - 1}`, /\d+/.exec(shown)[0], shown);
    },
  },
  {
    name: "one page for a customer, in one click, printed with the partner's name and id",
    async run(person) {
      await begin(person, "channel", "/p/associations");
      await person.click(person.page.locator('a[href="/p/one-pager"]'));
      await shows(person.page.locator(".sheet"), "Brapiria Labs");
      atMost(person, { clicks: 1, fields: 0 });
      const printed = await person.page.pdf({ format: "A4" });
      const text = execFileSync("pdftotext", ["-layout", "-", "-"], { input: printed }).toString();
      for (const part of ["Brapiria Labs", "P11", "/c?attach=all&partner=P11"])
        assert.ok(text.includes(part), `${part} is not in what is printed:\n${text}`);
      assert.ok(!text.includes("Print or save"), text);
      equal(text.split("\f").length - 1, 1);
    },
  },
  {
    name: "P9: a key is made, shown once, and rotated",
    async run(person) {
      await begin(person, "channel", "/p/developers");
      await person.click(button(person, "New key"));
      const form = person.page.getByRole("dialog");
      await person.type(form.getByLabel("Name", { exact: true }), "crm");
      await person.click(form.getByRole("button", { name: "Create the key crm" }));
      await shows(person.page.getByRole("alertdialog"), "It is shown once");
      await person.click(button(person, "I have it"));
      await person.click(person.page.getByRole("button", { name: "What to do with crm" }));
      await person.click(person.page.getByRole("menuitem", { name: "Rotate" }));
      await person.click(button(person, "Make a new secret for crm"));
      await shows(person.page.getByRole("alertdialog"), "It is shown once");
      atMost(person, { clicks: 6, fields: 1 });
    },
  },
  {
    name: "P9: a webhook is made and tested",
    async run(person) {
      await begin(person, "channel", "/p/developers?tab=hooks");
      await person.click(button(person, "New webhook"));
      const form = person.page.getByRole("dialog");
      await person.type(form.getByLabel("Address", { exact: true }), "https://hooks.example/crm");
      await person.click(form.getByRole("button", { name: /^Tell https/ }));
      await person.click(button(person, "I have it"));
      await person.click(person.page.locator("tbody tr td").first());
      await person.click(button(person, "Send a test"));
      await shows(person.page, /A test is under way/);
      atMost(person, { clicks: 5, fields: 1 });
      const log = person.page.getByRole("list", { name: "Deliveries of this webhook" });
      await log.getByRole("listitem").first().waitFor();
      await shows(log, "webhook.test");
      await person.click(log.getByRole("button", { name: "Send again", exact: true }).first());
      await shows(person.page, /is sent again/);
      await person.click(button(person, "Send a test"));
      await log.getByRole("button", { name: "Replay from here on" }).last().waitFor();
      await person.click(log.getByRole("button", { name: "Replay from here on" }).last());
      await shows(person.page, /^All from evt_\w+ on is sent again/);
    },
  },
];
