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
];
