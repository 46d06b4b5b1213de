// A service over a copy of the demo's store, with a person of each role.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { run, serve, ask, accredit, work } from "../contract/service.mjs";
import { partnerKey, post, rows } from "./requests.mjs";

export const password = "a good long one";

// Whoever may sign in: what their role is, and of whom.
export const people = {
  customer: { base: "/c", words: ["--role", "customer_admin", "--customer", "C362"] },
  viewer: { base: "/c", words: ["--role", "customer_viewer", "--customer", "C362"] },
  partner: { base: "/p", words: ["--role", "partner_executive", "--partner", "P11"] },
  channel: { base: "/p", words: ["--role", "partner_admin", "--partner", "P11"] },
  analyst: { base: "/p", words: ["--role", "partner_analyst", "--partner", "P11"] },
  operator: { base: "/o", words: ["--role", "admin"] },
  finance: { base: "/o", words: ["--role", "finance"] },
  controller: { base: "/o", words: ["--role", "finance"] },
  manager: { base: "/o", words: ["--role", "programme_manager", "--sees-money"] },
  auditor: { base: "/o", words: ["--role", "auditor"] },
  newcomer: { base: "/p", words: ["--role", "partner_admin", "--partner", "P11"] },
};

// Where the programme pays from, and where one partner has its money.
const accounts = `partner_id,holder,iban,number,bic,clearing_system,clearing_member,country,currency,town,address1,address2
,Lanternfall Clouds B.V.,NL91ABNA0417164300,,ABNANL2A,,,NL,EUR,Amsterdam,Prinsengracht 7,
P11,Brapiria Labs,DE89370400440532013000,,COBADEFF,,,DE,EUR,Berlin,,
`;
function enterAccounts(store) {
  const file = path.join(work, "payout_accounts.csv");
  writeFileSync(file, accounts);
  run(accredit, ["payout", "account", file, "--data", store], { stdio: "pipe" });
}

// A month is closed today: its statements can be disputed for sixty days.
export function closeMonth(store, month = "2025-02", waived = ["quarantine"]) {
  const period = (verb, who, ...words) => {
    const of = [month, ...words, "--data", store, "--as", `operator:${who}`];
    run(accredit, ["period", verb, ...of], { stdio: "pipe" });
  };
  period("freeze", "nils");
  for (const item of waived) period("waive", "nils", item, "--reason", "looked at");
  period("signoff", "mika");
}

// Usage of a closed month that comes late, of which one partner earns a part; posted by the next
// close.
export function restateMonth(store) {
  closeMonth(store);
  const file = path.join(work, "late-2025-02.csv");
  writeFileSync(
    file,
    "source,record_key,revision,subscription_id,workload,usage_date,measure,quantity,unit,amount," +
      "currency,charge_kind\n" +
      "lanternfall-meter,late.1,1,S1640,compute,2025-02-20,consumption,50,hours,100.00,USD,usage\n",
  );
  run(accredit, ["ingest", file, "--data", store], { stdio: "pipe" });
  closeMonth(store, "2025-03", ["quarantine", "feeds", "adjustments"]);
}

// {url, links, key, …}: `links` are the one-time links of those who have not set a password yet.
export async function world({ prepare = () => {}, more = [] } = {}) {
  const links = {};
  const service = await serve({
    more,
    prepare(store) {
      for (const [name, { words }] of Object.entries(people)) {
        const email = `${name}@example.com`;
        const told = run(
          accredit,
          ["user", "create", name, "--data", store, "--email", email, ...words],
          { stdio: "pipe" },
        );
        links[name] = told.match(/acl_\w+/)[0];
      }
      enterAccounts(store);
      prepare(store);
    },
  });
  for (const name of Object.keys(people)) {
    if (name !== "newcomer") await setPassword(service.url, links[name]);
  }
  return { ...service, links };
}

// The same, where a request waits for the customer's decision.
export async function tourWorld() {
  const service = await world();
  const wish = { kind: "dpor", event: "invite", partner_id: "P02", subscription_id: "S0674" };
  await post(service, await partnerKey(service, "P02"), "/v1/requests", wish);
  return service;
}

// In use: a month is closed and the next one frozen by somebody else, a dispute waits, a payout is
// proposed, and a draft that pays more is simulated and submitted.
export async function usedWorld() {
  const service = await world({ prepare: closeMonth });
  const asFinance = (target, body) => post(service, service.finance, target, body);
  await asFinance("/v1/payouts", { execution_day: "2031-04-15" });
  const [{ id: statement_id }] = await rows(service, "/v1/statements?period=2025-02");
  const dispute = { kind: "dispute", statement_id, line: 1, amount: "10.50" };
  await asFinance("/v1/petitions", { ...dispute, reason: "A day of usage is missing" });
  await asFinance("/v1/periods/2025-03:freeze");
  for (const item of ["quarantine", "disputes", "adjustments"])
    await asFinance("/v1/periods/2025-03:waive", { item, reason: "Seen by the controller" });
  const headers = { authorization: `Bearer ${service.key}` };
  const { json } = await ask(service.url, { target: "/v1/programme", headers });
  const programme = json.text
    .replace('rate = "9 %"', 'rate = "11 %"')
    .replace('version = "2025.1"', 'version = "2025.2"');
  await post(service, service.key, "/v1/simulations", { programme, from: "2025-02" });
  await simulated(service);
  await post(service, service.key, "/v1/programme-drafts", { text: programme });
  return service;
}

async function simulated(service) {
  for (let tries = 0; tries < 300; tries += 1) {
    const [one] = await rows(service, "/v1/simulations");
    if (one.state === "done") return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("the simulation does not end");
}

async function setPassword(url, token) {
  const body = JSON.stringify({ token, password });
  const headers = { "content-type": "application/json", origin: url };
  const answer = await ask(url, { method: "POST", target: "/v1/setup", headers, body });
  if (answer.status !== 201) throw new Error(`set-up: ${answer.status} ${answer.text}`);
}
