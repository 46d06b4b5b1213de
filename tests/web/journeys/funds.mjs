// What is asked of money that stands in the books: a partner claims its co-op fund, an operator asks
// for what is held and what came too late, and somebody else decides.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { accredit, run, work } from "../../contract/service.mjs";
import { atMost, equal, shows } from "../expect.mjs";

// Funds of any size that may be claimed for a hundred years, and late usage that is soon too late;
// half a year is closed.
export function prepare(store) {
  const tell = (...words) =>
    run(accredit, [...words, "--data", store], { stdio: "pipe" }).toString();
  const rules = tell("programme", "show");
  const wanted = {
    coop_threshold: '"1"',
    coop_claim_months: "1200",
    late_usage_earning_months: "1",
  };
  const kept = rules
    .replace('version = "2025.1"', 'version = "2025.1-funds"')
    .split("\n")
    .filter((line) => !Object.keys(wanted).some((name) => line.startsWith(`${name} =`)));
  const added = Object.entries(wanted).map(([name, value]) => `${name} = ${value}`);
  kept.splice(kept.indexOf("[parameters]") + 1, 0, ...added);
  const file = path.join(work, "funds.toml");
  writeFileSync(file, kept.join("\n"));
  tell("programme", "activate", file, "--reason", "funds");
  const late = path.join(work, "late.csv");
  writeFileSync(
    late,
    `source,record_key,revision,subscription_id,workload,usage_date,measure,quantity,unit,amount,currency,charge_kind
shop,1,1,S0337,vm,2025-01-20,consumption,1,h,500.00,EUR,usage\n`,
  );
  tell("period", "freeze", "2025-02", "--as", "operator:nils");
  closeFrozen(tell, "2025-02");
  tell("ingest", "--feed", "shop", late);
  for (const month of ["2025-03", "2025-04", "2025-05", "2025-06"]) {
    tell("period", "freeze", month, "--as", "operator:nils");
    closeFrozen(tell, month);
  }
}

function closeFrozen(tell, month) {
  for (const item of ["feeds", "quarantine", "rates", "adjustments"])
    tell("period", "waive", month, item, "--reason", "looked at", "--as", "operator:mika");
  tell("period", "signoff", month, "--as", "operator:mika");
}

// From the row of a balance: the menu, what is asked, why.
async function asksOf(person, { account, choice, action }) {
  const { page } = person;
  await person.enter("finance");
  await page.goto(`/o/ledger?tab=balances&f.account=${account}`);
  await person.settled();
  person.begin();
  await person.click(
    page
      .locator("tbody tr")
      .first()
      .getByRole("button", { name: /^What to do with/ }),
  );
  await person.click({ menuitem: choice });
  await person.type({ label: "Why" }, "Agreed with the partner on the phone");
  await person.click({ button: action });
  await page
    .getByText(/^PT-\d+ is open/)
    .first()
    .waitFor();
  atMost(person, { clicks: 3, fields: 1 });
  const told = await page
    .getByText(/^PT-\d+ is open/)
    .first()
    .innerText();
  return told.match(/PT-\d+/)[0];
}

// By somebody else; what it posts is told before and stands in the books after.
async function accepts(person, id, { effect, posted }) {
  const { page } = person;
  await person.enter("controller");
  await page.goto(`/o/queue?row=${id}`);
  await person.settled();
  person.begin();
  await page.keyboard.press("a");
  await shows(page.getByRole("dialog"), effect);
  await person.type({ label: "Reason" }, "Read and found right");
  await person.click(page.getByRole("dialog").getByRole("button", { name: "Accept" }));
  await page.getByRole("dialog").waitFor({ state: "detached" });
  atMost(person, { clicks: 1, fields: 1 });
  await page.goto(`/o/queue?show=all&row=${id}`);
  await person.settled();
  await page.keyboard.press("e");
  await shows(page.getByRole("dialog"), posted);
}

export default [
  {
    name: "P10: a co-op fund is claimed where it stands, with evidence, and is paid once it is accepted",
    async run(person) {
      const { page } = person;
      await person.enter("partner");
      await page.goto("/p/payments");
      await person.settled();
      const claim = page.getByRole("button", { name: "Claim: fund of 2025-01, EUR" });
      person.begin();
      await person.click(claim);
      await person.type({ label: "Amount" }, "1.50");
      await person.type({ label: "Evidence" }, "invoice 4711");
      await person.type({ label: "Why" }, "A stand at the fair of May");
      await person.click({ button: "Claim 1.50 EUR" });
      await page
        .getByText(/^PT-1 is open/)
        .first()
        .waitFor();
      atMost(person, { clicks: 2, fields: 3 });
      await shows(page, "EUR 1.50 of it are claimed and not decided yet.");
      await page.goto("/p/disputes?row=PT-1");
      await person.settled();
      await shows(page.getByRole("dialog"), "invoice 4711");
      await shows(page.getByRole("dialog"), "Withdraw PT-1");
      await accepts(person, "PT-1", {
        effect: /is paid .*1\.50 of its co-op fund/,
        posted: /Co-op → Payable/,
      });
      await person.enter("partner");
      await page.goto("/p/disputes?row=PT-1");
      await person.settled();
      await shows(page.getByRole("dialog"), /Co-op → Payable/);
    },
  },
  {
    name: "O5: what is held is asked to be released or forfeited where it stands, and somebody else decides",
    async run(person) {
      const release = await asksOf(person, {
        account: "held",
        choice: "Release…",
        action: /^Ask to release/,
      });
      await person.page.goto(`/o/queue?row=${release}`);
      await person.settled();
      await shows(person.page, "You asked for this yourself: somebody else decides it.");
      await accepts(person, release, { effect: /is released/, posted: /Held → (Accrued|Co-op)/ });
      const forfeit = await asksOf(person, {
        account: "held",
        choice: "Forfeit…",
        action: /^Ask to forfeit/,
      });
      equal(forfeit === release, false, "another petition");
      await accepts(person, forfeit, { effect: /is forfeited/, posted: /Held → Forfeited/ });
    },
  },
  {
    name: "O5: usage that came too late is paid after all",
    async run(person) {
      const id = await asksOf(person, {
        account: "outside_window",
        choice: "Pay it after all…",
        action: /^Ask to pay/,
      });
      await accepts(person, id, {
        effect: /is earned by .* after all/,
        posted: /Outside the window → Accrued/,
      });
    },
  },
];
