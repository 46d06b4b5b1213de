// What the operator comes for: O3 to O7, and the second person that money and rules need.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { accredit, run, work } from "../../contract/service.mjs";
import { atMost, equal, shows } from "../expect.mjs";

// A feed whose second file has days in another form: one row counts, two wait. Another one brings
// usage of a closed month late.
export function prepare(store) {
  const deliver = (feed, name, subscription, days) => {
    const file = path.join(work, name);
    const rows = days.map(
      (day) =>
        `${feed},${name} ${day},1,${subscription},vm,${day},consumption,1,h,5.00,EUR,usage\n`,
    );
    const columns =
      "source,record_key,revision,subscription_id,workload,usage_date,measure,quantity,unit,amount,currency,charge_kind";
    writeFileSync(file, `${columns}\n${rows.join("")}`);
    try {
      run(accredit, ["ingest", "--data", store, "--feed", feed, file], { stdio: "pipe" });
    } catch (error) {
      if (error.status !== 3) throw error;
    }
  };
  deliver("till", "till-1.csv", "S0001", ["2026-03-04"]);
  deliver("till", "till-2.csv", "S0001", ["05.03.2026", "06.03.2026"]);
  deliver("shop", "shop-1.csv", "S0337", ["2025-01-20", "2025-02-20"]);
}

const mended = `mapping = "till"
identity = "columns"
restates = "append"
dates = "day/month/year"
[columns]
source = "source"
record_key = "key"
subscription_id = "sub"
usage_date = "day"
currency = "currency"
[[facts]]
name = "f"
measure = "consumption"
amount = "amount"
`;

// A question of the API by a key, for what stands before a journey begins.
async function asked(service, key, method, target, body) {
  const answer = await fetch(service.url + target, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "idempotency-key": `${target} ${JSON.stringify(body)}`,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${method} ${target}: ${await answer.text()}`);
  return answer.json();
}

// Statements that were issued just now: those of the month that the first journey closes.
async function issued(service) {
  const { data } = await asked(service, service.key, "GET", "/v1/statements?period=2025-02");
  return data.map((one) => one.id);
}

// Disputes of lines that earned something, by somebody who is not a person of the journeys.
async function disputes(service, count) {
  for (const statement_id of (await issued(service)).slice(0, count)) {
    await asked(service, service.finance, "POST", "/v1/petitions", {
      kind: "dispute",
      statement_id,
      line: 1,
      amount: "10.50",
      reason: "A day of usage is missing",
    });
  }
}

async function decide(person, key, reason, button) {
  await person.page.keyboard.press(key);
  await person.page.getByRole("dialog").waitFor();
  await person.type({ label: "Reason" }, reason);
  await person.click(person.page.getByRole("dialog").getByRole("button", { name: button }));
  await person.page.getByRole("dialog").waitFor({ state: "detached" });
}

async function waive(person, item) {
  await person.click({ button: `Waive: ${item}` });
  await person.type({ label: "Reason" }, "Seen by the controller");
  await person.click({ button: "Waive it for this close" });
  await person.page.getByRole("dialog").waitFor({ state: "detached" });
}

// What is restated, beside what was posted: from the checklist to a line and why it is what it is.
async function readsTheDifference(person) {
  const { page } = person;
  person.begin();
  await person.click(page.getByRole("link", { name: /adjustments? to review/ }));
  await page.waitForURL((at) => at.search === "?tab=changes&f.kind=adjustment");
  const row = page.locator("tbody tr").first();
  await shows(row, "Usage that came late");
  await person.click(row);
  const drawer = page.getByRole("dialog");
  await shows(drawer, /[\d,.]+ posted, [\d,.]+ now/);
  await person.click(drawer.getByRole("button", { name: /^Why S\d+ is what it is/ }).first());
  await drawer.locator("details").first().waitFor();
  atMost(person, { clicks: 3, fields: 0 });
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "detached" });
  await person.click(page.getByRole("tab", { name: "Checklist" }));
}

export default [
  {
    name: "O4: one person freezes, another reads what is restated, waives and signs off, and statements are there",
    async run(person) {
      const { page } = person;
      await person.enter("finance");
      await page.goto("/o");
      await person.settled();
      person.begin();
      await person.click(page.getByRole("link", { name: "Go on with closing" }));
      await person.click({ button: "Freeze" });
      await shows(page, "You froze it: somebody else has to sign it off.");
      equal(await page.getByRole("button", { name: "Sign off…" }).isDisabled(), true);
      atMost(person, { clicks: 2, fields: 0 });
      await page.waitForURL((at) => at.pathname === "/o/periods/2025-02");

      await person.enter("controller");
      await page.goto("/o/periods/2025-02");
      await person.settled();
      await readsTheDifference(person);
      for (const item of [
        "Quarantine is empty",
        "Disputes are decided",
        "Adjustments are reviewed",
      ])
        if ((await page.getByRole("button", { name: `Waive: ${item}` }).count()) > 0)
          await waive(person, item);
      await page.getByRole("button", { name: "Sign off…" }).and(page.locator(":enabled")).waitFor();
      person.begin();
      await person.click({ button: "Sign off…" });
      await person.click({ button: /^Post [\d,]+ entries/ });
      await shows(page, "It does not change any more.");
      atMost(person, { clicks: 2, fields: 0 });
      await person.click(page.getByRole("link", { name: /See \d+ statements/ }));
      await person.settled();
      equal(new URL(page.url()).search, "?period=2025-02");
      equal((await page.locator("tbody tr").count()) > 10, true, "statements");
    },
  },
  {
    name: "O5: disputes are decided by keys alone, and the next one is there at once",
    async run(person, service) {
      await disputes(service, 3);
      const { page } = person;
      await person.enter("finance");
      await page.goto("/o/queue");
      await person.settled();
      await page.keyboard.press("j");
      await page.waitForURL((at) => at.search === "?row=PT-2");
      await page.keyboard.press("k");
      await page.waitForURL((at) => at.search === "?row=PT-1");
      await shows(page.getByRole("region", { name: "PT-1" }), /open for 0 days/);
      await shows(page.getByRole("region", { name: "PT-1" }), /\d+ days left/);
      person.begin();
      await page.keyboard.press("e");
      await shows(page.getByRole("dialog"), "The line, as it was explained at its cut-off");
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await decide(person, "a", "The feed of that day came late", "Accept");
      await page.getByRole("region", { name: "PT-2" }).waitFor();
      await decide(person, "r", "The day is in the line already", "Reject");
      atMost(person, { clicks: 2, fields: 2 });
      await page.getByRole("region", { name: "PT-3" }).waitFor();
      await decide(person, "n", "Being compared with the feed", "Look into it");
      await shows(page.getByRole("region", { name: "PT-3" }), "In review");
    },
  },
  {
    name: "O5: nobody decides what they asked for themselves",
    async run(person, service) {
      const { page } = person;
      const statement_id = (await issued(service))[3];
      await person.enter("finance");
      await page.goto("/o");
      const session = await page.request.get("/v1/session").then((answer) => answer.json());
      const made = await page.request.post("/v1/petitions", {
        data: {
          kind: "dispute",
          statement_id,
          line: 1,
          amount: "1.00",
          reason: "Asked by finance itself",
        },
        headers: {
          "x-accredit-csrf": session.csrf_token,
          "idempotency-key": "own",
          origin: new URL(page.url()).origin,
        },
      });
      equal(made.status(), 201, await made.text());
      const { id } = await made.json();
      await page.goto(`/o/queue?row=${id}`);
      await person.settled();
      await shows(page, "You asked for this yourself: somebody else decides it.");
      equal(await page.getByRole("button", { name: "Accept" }).isDisabled(), true);
      await page.keyboard.press("a");
      equal(await page.getByRole("dialog").count(), 0, "the key is guarded too");
    },
  },
  {
    name: "O5: who may look and not decide is told which right that takes",
    async run(person) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o/queue");
      await person.settled();
      await shows(page, "To decide this takes petitions:write, petitions:approve");
      for (const name of ["Accept", "Reject"])
        equal(await page.getByRole("button", { name }).isDisabled(), true, name);
      await page.keyboard.press("a");
      equal(await page.getByRole("dialog").count(), 0, "the key is held back too");
    },
  },
  {
    name: "O7: one person proposes a payout, another approves it, and the bank's file is there",
    async run(person) {
      const { page } = person;
      await person.enter("finance");
      await page.goto("/o/payouts");
      await person.settled();
      person.begin();
      await person.click({ button: "Propose a payout" });
      await person.type({ label: "Paid on" }, "2031-04-15");
      await person.click({ button: "Propose and look at it" });
      await page.waitForURL((at) => /^\/o\/payouts\/.+/.test(at.pathname));
      atMost(person, { clicks: 2, fields: 1 });
      await shows(page, "You proposed it: somebody else has to approve it.");
      equal(await page.getByRole("button", { name: "Approve…" }).isDisabled(), true);
      const { pathname } = new URL(page.url());

      await person.enter("controller");
      await page.goto(pathname);
      await person.settled();
      await page.getByRole("tab", { name: /left out/ }).click();
      await shows(page.locator("tbody"), "Payment details are missing");
      person.begin();
      await person.click({ button: "Approve…" });
      await person.click({ button: /^Approve \d+ payment/ });
      await shows(page, "Approved: the file for the bank is ready.");
      atMost(person, { clicks: 2, fields: 0 });
      const file = page.waitForEvent("download");
      await person.click({ button: "File for the bank" });
      await person.click({ menuitem: "pain.001 (ISO 20022)" });
      equal(/\.xml$/.test((await file).suggestedFilename()), true);
    },
  },
  {
    name: "O3: quarantine is grouped by error, and the file that mends it is uploaded from there",
    async run(person) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o/quarantine");
      await person.settled();
      await shows(page.getByRole("region", { name: "Unknown subscription" }), "248 rows");
      person.begin();
      await person.click(page.getByRole("link", { name: "Upload a registry file" }).first());
      const chooser = page.waitForEvent("filechooser");
      await person.click({ button: "Choose a file" });
      await (
        await chooser
      ).setFiles({
        name: "subscriptions.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(
          "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n" +
            "S9910,C001,lumen-office,USD,2024-01-01,\n",
        ),
      });
      await person.click({ button: "Upload and take in" });
      await person.click({ button: "See what came of it" });
      await shows(page.getByRole("dialog"), "Done");
      atMost(person, { clicks: 4, fields: 0 });
    },
  },
  {
    name: "O3: a feed with bad rows, read anew under the mended mapping, has its lamp green again",
    async run(person) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o/feeds");
      await person.settled();
      const till = page.getByRole("region", { name: "till" });
      await shows(till, "Rows wait");
      await shows(till, "files came on fewer than four days");
      person.begin();
      await person.click(till.getByRole("link", { name: "2 rows wait" }));
      const cause = page
        .getByRole("region", { name: "Not a date" })
        .filter({ has: page.locator("code", { hasText: "till" }) });
      await person.click(cause.getByRole("button", { name: "Read anew…" }));
      await person.type({ label: "Mapping, as TOML" }, mended);
      await person.click({ button: "Read 2 rows anew" });
      await shows(page, "2 rows were taken in.");
      atMost(person, { clicks: 3, fields: 1 });
      await person.click(page.getByRole("link", { name: "Feeds", exact: true }));
      await shows(till, "In order");
      atMost(person, { clicks: 4, fields: 1 });
    },
  },
  {
    name: "O3: a cause is replayed as a whole, and waived with a reason",
    async run(person) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o/quarantine");
      await person.settled();
      const cause = page.locator("section.card").first();
      person.begin();
      await person.click(cause.getByRole("button", { name: "Replay" }));
      await shows(page, /\d+ rows were taken in\./);
      atMost(person, { clicks: 1, fields: 0 });
      person.begin();
      await person.click(cause.getByRole("button", { name: "Waive…" }));
      await person.type({ label: "Reason" }, "Rows of a test");
      await person.click({ button: /^Waive \d+ rows? for good/ });
      await shows(page, /rows? (was|were) waived\./);
      atMost(person, { clicks: 2, fields: 1 });
    },
  },
  {
    name: "O3: a file is taken back: its effect first, then its name and a reason",
    async run(person) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o/feeds?tab=files&f.feed=till");
      await person.settled();
      person.begin();
      await person.click(page.getByRole("button", { name: "What to do with till-1.csv" }).first());
      await person.click({ menuitem: "Void this file" });
      const form = page.getByRole("dialog");
      await shows(form, "Rows that stop counting");
      const act = form.getByRole("button", { name: "Take 1 row out of the log" });
      equal(await act.isDisabled(), true);
      await person.type(form.getByLabel("Reason"), "It was of another shop");
      await person.type(form.getByLabel(/till-1\.csv/), "till-1.csv");
      await person.click(act);
      await shows(page, "1 row stopped counting.");
      await shows(page.locator("tbody"), "Void");
      atMost(person, { clicks: 3, fields: 2 });
    },
  },
  {
    name: "O6: who changed this, by facets and words, and the chain holds",
    async run(person) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o/audit");
      await person.settled();
      person.begin();
      await person.click({ button: "Check the chain" });
      await shows(page, "The chain holds");
      await person.type(page.getByLabel("Find in these rows").first(), "signoff");
      await page.waitForURL((at) => at.search === "?find=signoff");
      await page.locator("tbody tr").first().focus();
      await page.keyboard.press("Enter");
      await shows(page.getByRole("dialog"), "period 2025-0");
      atMost(person, { clicks: 1, fields: 1 });
    },
  },
  {
    name: "somebody is invited with a link that is shown once, and disabled again",
    async run(person) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o/users");
      await person.settled();
      person.begin();
      await person.click({ button: "Invite somebody" });
      await person.type({ label: "Name" }, "Grace");
      await person.type({ label: "E-mail address" }, "grace@example.com");
      await person.click({ button: "Make a set-up link" });
      await page.getByText(/\/set-up#acl_/).waitFor();
      atMost(person, { clicks: 2, fields: 2 });
      await person.click({ button: "Done" });
      await page.getByLabel("Find in these rows").first().fill("Grace");
      await person.click({ button: /Grace/ });
      await person.click({ menuitem: "Disable" });
      await person.type({ label: "Reason" }, "Left the company");
      await person.click({ button: "End sessions and disable" });
      await shows(page.locator("tbody"), "Disabled");
    },
  },
  {
    name: "any line of a statement is explained in one more click",
    async run(person) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o/statements/ST-000001");
      await person.settled();
      await page.locator("tbody tr").first().focus();
      await page.keyboard.press("Enter");
      await shows(page.getByRole("dialog"), "Why it is what it is");
      await page.waitForURL((at) => at.search === "?line=1");
      await page.getByRole("dialog").locator("details").first().waitFor();
    },
  },
  {
    name: "O1: a rule is a sentence and its text at once, and says to whom it applies",
    async run(person) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o/programme?tab=draft");
      await person.settled();
      const text = page.getByLabel("The programme file");
      person.begin();
      await person.click({ button: "Take the rules in force" });
      const rules = await text.inputValue();
      await person.click(page.getByRole("button", { name: /Rule$/ }));
      await person.click({ option: "Partner of record: share of consumption" });
      await person.type({ label: "at the rate, 2" }, "8.25 %");
      await shows(page, /Applies to \d+ partners? and \d+ subscriptions? in/);
      await person.type(text, (await text.inputValue()).replace('"2025.1"', '"2025.9"'));
      await shows(page, "It is valid");
      atMost(person, { clicks: 3, fields: 2 });
      // One value of one line is another, and nothing else.
      const changed = rules.replace('rate = "7.5 %"', 'rate = "8.25 %"');
      equal(await text.inputValue(), changed.replace('"2025.1"', '"2025.9"'));

      person.begin();
      await person.click({ button: "Add to the sentence" });
      await person.click({ menuitem: "only in good standing" });
      atMost(person, { clicks: 2, fields: 0 });
      equal(
        (await text.inputValue()).includes("\n[lever.eligibility]\ngood_standing = true\n"),
        true,
      );
      await person.click({ button: "Change from a day on" });
      await person.type({ label: "From this day on" }, "2027-01-01");
      await person.click({ button: "Begin a new one" });
      equal(
        (await text.inputValue()).includes(
          '{ from = "2026-03-16", rate = "8.25 %", until = 2027-01-01 }, { from = 2027-01-01, rate = "8.25 %" }',
        ),
        true,
      );
      await shows(page, "It is valid");

      // What is wrong is said beside the field and above, with its line; what was before comes back.
      await person.type({ label: "at the rate, 3" }, "825");
      await shows(page, "One thing keeps it from being submitted");
      equal(await page.locator(".clause .field-error").count(), 1);
      equal(await page.getByRole("button", { name: "Submit for approval" }).isDisabled(), true);
      for (let times = 0; times < 3; times += 1) await person.click({ button: "Undo" });
      await shows(page, "It is valid");

      // Who writes in the text changes the fields.
      await person.type(text, changed.replace("8.25 %", "9.5 %").replace("2025.1", "2025.9"));
      equal(await page.getByLabel("at the rate, 2", { exact: true }).inputValue(), "9.5 %");
      await person.type(text, `${changed}\n[[lever]\n`);
      await shows(page, /cannot be read from line \d+ on/);
    },
  },
  {
    name: "O2: a draft is validated, simulated and submitted; somebody else approves and publishes it",
    async run(person) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o/programme?tab=draft");
      await person.settled();
      await person.click({ button: "Take the rules in force" });
      const text = page.getByLabel("The programme file");
      const rules = await text.inputValue();
      person.begin();
      const changed = rules
        .replace('version = "2025.1"', 'version = "2025.2"')
        .replace('rate = "9 %"', 'rate = "11 %"');
      await person.type(text, changed);
      await person.click({ button: "Validate" });
      await shows(page, "It is valid");
      await person.click({ button: "Simulate" });
      await shows(page, "Lines that would be others");
      atMost(person, { clicks: 2, fields: 1 });
      await person.click(page.getByRole("tab", { name: /^\d+ lines?$/ }));
      await shows(page.locator("tbody"), "Rules of the programme");
      await page.waitForURL((at) => at.searchParams.get("of") === "lines");
      await page.goto("/o/programme?tab=draft");
      await person.click({ button: "Validate" });
      await person.click({ button: "Submit for approval" });
      await shows(page, "You submitted it: somebody else has to decide it.");
      const { search } = new URL(page.url());

      await person.enter("manager");
      await page.goto(`/o/programme${search}`);
      await person.settled();
      await shows(page.getByRole("dialog"), "2025.2");
      // The second person sees what was computed by exactly this text.
      await shows(page.getByRole("dialog"), "What it would have changed");
      await shows(page.getByRole("dialog"), "Lines that would be others");
      person.begin();
      await person.click({ button: "Approve" });
      await person.click({ button: "Publish…" });
      await person.type({ label: "Type 2025.2 to confirm" }, "2025.2");
      await person.click({ button: "Put it in force" });
      await shows(page.getByRole("dialog"), "Published");
      atMost(person, { clicks: 3, fields: 1 });
    },
  },
];
