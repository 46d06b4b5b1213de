// The jobs C1–C4, P1–P6 and O3–O5 by keys alone: no mouse, the focus always seen, and given back.
import { equal, shows } from "../expect.mjs";
import { Keys } from "../keys.mjs";
import { partnerKey, post, rows } from "../requests.mjs";
import { closeMonth } from "../world.mjs";

export const prepare = closeMonth;

const month = "2026-03";

async function begin(person, who, path) {
  await person.enter(who);
  await person.page.goto(path);
  await person.settled();
  return new Keys(person);
}

// The notices are a landmark of their own.
async function undo(keys, { page }) {
  await keys.press("F6");
  await keys.enter(page.getByRole("button", { name: "Undo" }));
  await shows(page, "It is as it was before.");
}

const role = (page, name, words) => page.getByRole(name, { name: words });

export default [
  {
    name: "keys alone, C1: attach a partner, and take it back",
    async run(person) {
      const { page } = person;
      const keys = await begin(person, "customer", "/c");
      await keys.skip();
      const opener = role(page, "button", "Attach partner").first();
      await keys.enter(opener);
      await keys.at(page.getByRole("combobox"), "the field for the partner");
      await keys.type("mars");
      await role(page, "option", /Marskovik/).waitFor();
      await keys.press("ArrowDown", "Enter");
      await keys.enter(role(page, "button", /^Attach Marskovik Systems to 3/));
      await shows(page, "Marskovik Systems is partner of record of 3 subscriptions.");
      await keys.at(opener, "after the dialogue");
      await undo(keys, person);
    },
  },
  {
    name: "keys alone, C2: approve a request",
    async run(person, service) {
      const { page } = person;
      const wish = { kind: "dpor", event: "invite", partner_id: "P02", subscription_id: "S0674" };
      await post(service, await partnerKey(service, "P02"), "/v1/requests", wish);
      const keys = await begin(person, "customer", "/c");
      await keys.skip();
      await keys.enter(role(page, "link", "Answer them"));
      await shows(page, "Kelnunne Cloudworks asks to be your partner of record");
      await keys.atPage();
      await keys.enter(role(page, "button", /^Approve: Kelnunne Cloudworks sees/));
      await shows(page, "Approved. Kelnunne Cloudworks is told.");
      await undo(keys, person);
    },
  },
  {
    name: "keys alone, C3: end a partner from the row, and take it back",
    async run(person) {
      const { page } = person;
      const keys = await begin(person, "customer", "/c");
      await keys.skip();
      await keys.to(role(page, "row", /S0674/));
      await keys.enter(role(page, "button", "End Wexdenlan Cloudworks on Tarn Compute S0674"));
      const dialog = page.getByRole("alertdialog");
      await keys.at(dialog, "the question has the focus");
      await keys.enter(dialog.getByRole("button", { name: /^End Wexdenlan/ }));
      await shows(page, "Wexdenlan Cloudworks is ended on Tarn Compute S0674.");
      await keys.at(page.locator("main"), "after the dialogue, though what opened it is gone");
      await undo(keys, person);
    },
  },
  {
    name: "keys alone, C4: who sees what, and who looked",
    async run(person) {
      const { page } = person;
      const keys = await begin(person, "customer", "/c");
      await keys.press("g", "p");
      await page.waitForURL((at) => at.pathname === "/c/access");
      await person.settled();
      await keys.atPage();
      const row = page.locator("tbody tr").first();
      await keys.to(row);
      await keys.press("Enter");
      await keys.at(page.getByRole("dialog"), "what one partner sees");
      await keys.press("Escape");
      await keys.at(row, "after the drawer");
      await keys.to(role(page, "tab", "Who sees what"), "Shift+Tab");
      await keys.press("ArrowRight");
      await page.waitForURL((at) => at.searchParams.has("tab"));
    },
  },
  {
    name: "keys alone, P1 and P2: the overview by its letter, the month before, and what a competency lacks",
    async run(person) {
      const { page } = person;
      const keys = await begin(person, "partner", "/p/support");
      await keys.press("g", "o");
      await page.waitForURL((at) => at.pathname === "/p");
      await keys.atPage();
      await page.goto(`/p?period=${month}`);
      await person.settled();
      await keys.press("[");
      await page.waitForURL((at) => at.searchParams.get("period") === "2026-02");
      await keys.press("]");
      await page.waitForURL((at) => at.searchParams.get("period") === month);
      await person.settled();
      for (const name of ["Revenue", "Usage", "Consumption", "Performance indicators"])
        await shows(page.locator("dl.figures"), name);
      await keys.skip();
      await keys.enter(role(page, "link", "Cloud platform"));
      await shows(page, "Requirements of the next level");
      await keys.atPage();
    },
  },
  {
    name: "keys alone, P3: from a figure to usage rows, and back to the row",
    async run(person) {
      const { page } = person;
      const keys = await begin(person, "partner", `/p?period=${month}`);
      await keys.skip();
      const figure = page.locator("dl.figures .figure", { hasText: "Consumption" });
      await keys.enter(figure.getByRole("link"));
      await page.waitForURL(/\/p\/credit/);
      await person.settled();
      const row = page.locator("tbody tr");
      await keys.to(row.first());
      await keys.press("ArrowDown", "ArrowDown");
      await keys.at(row.nth(2), "two rows further");
      await keys.press("Enter");
      const drawer = page.getByRole("dialog");
      await drawer.locator(".explain-usage tbody tr").first().waitFor();
      await keys.at(drawer, "the explanation");
      await keys.press("Escape");
      await keys.at(row.nth(2), "after the drawer");
    },
  },
  {
    name: "keys alone, P4: ask for an association",
    async run(person) {
      const { page } = person;
      const keys = await begin(person, "channel", "/p/associations");
      await keys.skip();
      const opener = page.getByRole("button", { name: "Request an association", exact: true });
      await keys.enter(opener.first());
      const form = page.getByRole("dialog");
      await keys.to(form.getByRole("combobox", { name: "Customer" }));
      await keys.type("Velmasto Motors");
      await role(page, "option", /Velmasto/).waitFor();
      await keys.press("ArrowDown", "Enter");
      await keys.to(form.locator(".check", { hasText: "S0621" }));
      await keys.press("Space");
      await keys.enter(form.getByRole("button", { name: /^Ask the customer for/ }));
      await shows(page, /request is sent/);
      await keys.at(opener.first(), "after the form");
      await keys.to(role(page, "tab", "Active"));
      await keys.press("ArrowRight");
      await page.waitForURL((at) => at.searchParams.get("tab") === "requests");
      await person.settled();
      await keys.to(page.locator("tbody tr"));
      await keys.press("Enter");
      await shows(page.getByRole("dialog"), "Next: Customer");
    },
  },
  {
    name: "keys alone, P5 and P6: a statement, the rows of a line, and its dispute",
    async run(person) {
      const { page } = person;
      const keys = await begin(person, "partner", "/p");
      await keys.skip();
      await keys.enter(role(page, "link", /^Statement ST-/));
      await role(page, "heading", /^ST-/).waitFor();
      await person.settled();
      const row = page.locator("tbody tr");
      await keys.to(row.first());
      await keys.press("ArrowDown", "Enter");
      await page.locator(".explain-usage tbody tr").first().waitFor();
      await keys.press("Escape");
      await keys.at(row.nth(1), "after the explanation");
      const menu = row.nth(1).getByRole("button", { name: /^What to do with/ });
      await keys.enter(menu);
      const wanted = role(page, "menuitem", "Dispute this line");
      await wanted.waitFor();
      for (let down = 0; down < 6 && !(await keys.isAt(wanted)); down += 1)
        await keys.press("ArrowDown");
      await keys.press("Enter");
      const form = page.getByRole("dialog");
      await keys.at(form.getByLabel("Worth more by"), "the first field");
      await keys.type("20.00");
      await keys.to(form.getByLabel("Why", { exact: true }));
      await keys.type("A day is missing");
      await keys.enter(form.getByRole("button", { name: /^Dispute 20.00/ }));
      await shows(page, /is open\. It is to be decided by/);
      await keys.at(menu, "after the form");
    },
  },
  {
    name: "keys alone, O3: quarantine, and the file that mends it",
    async run(person) {
      const { page } = person;
      const keys = await begin(person, "operator", "/o");
      await keys.press("g", "q");
      await page.waitForURL((at) => at.pathname === "/o/quarantine");
      await person.settled();
      await keys.atPage();
      await keys.enter(role(page, "link", "Upload a registry file").first());
      const form = page.getByRole("dialog");
      const chooser = page.waitForEvent("filechooser");
      await keys.enter(form.getByRole("button", { name: "Choose a file" }));
      await (
        await chooser
      ).setFiles({
        name: "subscriptions.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(
          "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n" +
            "S9911,C001,lumen-office,USD,2024-01-01,\n",
        ),
      });
      await keys.enter(role(page, "button", "Upload and take in"));
      await keys.enter(role(page, "button", "See what came of it"));
      await shows(page.getByRole("dialog"), "Done");
    },
  },
  {
    name: "keys alone, O4: freeze a month, waive, and sign it off as somebody else",
    async run(person) {
      const { page } = person;
      const keys = await begin(person, "finance", "/o");
      await keys.skip();
      await keys.enter(role(page, "link", "Go on with closing"));
      await page.waitForURL((at) => at.pathname === "/o/periods/2025-03");
      await keys.atPage();
      const freeze = role(page, "button", /^Freeze/);
      await keys.enter(freeze);
      await shows(page, "You froze it: somebody else has to sign it off.");
      await keys.at(freeze, "after the freeze");

      await begin(person, "controller", "/o/periods/2025-03");
      await keys.skip();
      // What is open depends on what others did before: a dispute is an obstacle too.
      const open = await role(page, "button", /^Waive: /).all();
      const names = await Promise.all(open.map((one) => one.getAttribute("aria-label")));
      equal(names.includes("Waive: Quarantine is empty"), true, names.join());
      for (const name of names) {
        await keys.enter(role(page, "button", name));
        await keys.at(page.getByLabel("Reason"), "the reason");
        await keys.type("Seen by the controller");
        await keys.press("Enter");
        await page.getByRole("dialog").waitFor({ state: "detached" });
        await keys.atPage();
      }
      await keys.enter(role(page, "button", "Sign off…"));
      await keys.enter(role(page, "button", /^Post [\d,]+ entries/));
      await shows(page, "It does not change any more.");
      await keys.atPage();
    },
  },
  {
    name: "keys alone, O5: decide a dispute and explain the next",
    async run(person, service) {
      const { page } = person;
      const ids = [];
      for (const line of [3, 4]) {
        const wish = { kind: "dispute", statement_id: "ST-000051", line, amount: "1.50" };
        const made = { ...wish, reason: "A day is missing" };
        ids.push((await post(service, service.finance, "/v1/petitions", made)).id);
      }
      const keys = await begin(person, "finance", "/o");
      await keys.press("g", "d");
      await page.waitForURL((at) => at.pathname === "/o/queue");
      await person.settled();
      await keys.atPage();
      await keys.enter(page.locator(".queue-row", { hasText: ids[0] }));
      await keys.press("a");
      await keys.at(page.getByLabel(/Grant|Reason/), "the decision");
      await keys.to(page.getByLabel("Reason"));
      await keys.type("The feed of that day came late");
      await keys.press("Enter");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await role(page, "region", ids[1]).waitFor();
      await keys.atPage();
      await keys.press("e");
      await shows(page.getByRole("dialog"), "The line, as it was explained at its cut-off");
      await keys.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await keys.atPage();
    },
  },
  {
    name: "keys of a table: arrows, Enter, Space, a range, f and x, and no row under what sticks",
    async run(person) {
      const { page } = person;
      const keys = await begin(person, "customer", "/c");
      await keys.skip();
      const row = page.locator(".table-frame tbody tr");
      await keys.to(row.first());
      await keys.press("Space");
      await shows(page, "1 selected");
      await keys.press("ArrowDown", "ArrowDown", "Shift+Space");
      await shows(page, "3 selected");
      const file = page.waitForEvent("download");
      await keys.press("x");
      equal(/\.csv$/.test((await file).suggestedFilename()), true);
      await keys.press("f");
      const find = page.getByLabel("Find in these rows").first();
      await keys.at(find, "the field that finds rows");
      await keys.type("f?gx[]");
      equal(await find.inputValue(), "f?gx[]", "in a field they are letters");
      equal(await page.getByRole("dialog").count(), 0);

      await begin(person, "partner", "/p/statements/ST-000051");
      await keys.skip();
      await keys.to(row.first());
      for (const key of ["End", "ArrowUp", "ArrowUp", "Home", "ArrowDown"]) {
        await keys.press(key);
        await keys.seen();
      }
      await keys.at(row.nth(1), "End and Home go to the ends");
    },
  },
  {
    name: "keys of one letter: on the sheet, and off where somebody switches them off",
    async run(person) {
      const { page } = person;
      const keys = await begin(person, "partner", `/p/credit?period=${month}`);
      const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
      await keys.press("?");
      await sheet.waitFor();
      for (const text of ["Find in the table", "Previous and next row", "Go to Overview"])
        await shows(sheet, text);
      await keys.press("Escape");
      await sheet.waitFor({ state: "detached" });
      await keys.atPage();

      await page.goto(`/p/credit?period=${month}`);
      await person.settled();
      await keys.enter(page.getByRole("button", { name: "How it looks" }));
      const off = role(page, "menuitemradio", "Off").last();
      await off.waitFor();
      for (let down = 0; down < 20 && !(await keys.isAt(off)); down += 1) {
        await keys.press("ArrowDown");
        await keys.seen();
      }
      await keys.press("Enter", "Escape");
      await page.getByRole("menu").waitFor({ state: "detached" });
      const before = page.url();
      await keys.press("?", "[", "f", "g", "o");
      await page.waitForTimeout(300);
      equal(await page.getByRole("dialog").count(), 0, "no sheet");
      equal(page.url(), before, "nothing happened");
      await keys.press("Control+k");
      await page.getByRole("dialog").waitFor();
    },
  },
];
