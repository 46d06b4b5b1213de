// One act of one person, seen by everybody whom it concerns: what a customer decides in its portal is
// in the partner's overview, ledger and explanation, at the partner's webhook, and what the partner
// then looks at is in the customer's access log.
import http from "node:http";
import { ask } from "../../contract/service.mjs";
import { equal, shows } from "../expect.mjs";
import { partnerKey, post, rows } from "../requests.mjs";

export const more = ["--webhooks-anywhere"];

const today = new Date().toISOString().slice(0, 10);
const month = today.slice(0, 7);

// An endpoint of the partner's: what it was told, as it comes.
async function endpoint() {
  const told = [];
  const server = http.createServer((request, response) => {
    let text = "";
    request.on("data", (piece) => (text += piece));
    request.on("end", () => {
      told.push(JSON.parse(text));
      response.writeHead(204).end();
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${server.address().port}/accredit`;
  return { url, told, close: () => server.close() };
}

async function until(holds, what) {
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    if (await holds()) return;
    await new Promise((later) => setTimeout(later, 200));
  }
  throw new Error(`it did not come about: ${what}`);
}

// A thousand dollars are consumed today.
async function consume(service) {
  const event = {
    specversion: "1.0",
    id: "together-1",
    source: "meter",
    type: "usage",
    subject: "S0674",
    time: `${today}T00:00:01Z`,
    data: {
      workload: "vm",
      measure: "consumption",
      quantity: "10",
      unit: "h",
      amount: "1000.00",
      currency: "USD",
      charge_kind: "usage",
    },
  };
  const headers = {
    authorization: `Bearer ${service.key}`,
    "content-type": "application/cloudevents+json",
  };
  const answer = await ask(service.url, {
    method: "POST",
    target: "/v1/usage-events",
    headers,
    body: JSON.stringify(event),
  });
  equal(answer.json.accepted, 1, "an event is accepted");
}

async function attach(person) {
  await person.enter("customer");
  await person.page.goto("/c?attach=S0674");
  await person.settled();
  await person.type(person.page.getByRole("combobox"), "brapiria");
  await person.click(person.page.getByRole("option", { name: /Brapiria Labs/ }));
  await person.click(person.page.getByRole("button", { name: /^Attach Brapiria Labs to 1/ }));
  await shows(person.page, "Brapiria Labs is partner of record of 1 subscription.");
}

export default [
  {
    name: "what a customer designates is seen by all whom it concerns",
    async run(person, service) {
      const { page } = person;
      const hook = await endpoint();
      const wish = { url: hook.url, types: ["association.activated", "association.replaced"] };
      await post(service, await partnerKey(service, "P11"), "/v1/webhook-endpoints", wish);
      const looks = () => rows(service, "/v1/access-log?customer_id=C362&limit=1000");
      const before = new Set((await looks()).map((one) => one.number));

      await attach(person);
      await until(() => hook.told.length > 0, "the webhook is told");
      equal(hook.told[0].data.subscription_id, "S0674", "what the webhook is told of");
      await consume(service);

      await person.enter("partner");
      const figure = page.locator("dl.figures .figure", { hasText: "Consumption" });
      await until(async () => {
        await page.goto(`/p?period=${month}`);
        await person.settled();
        return (await figure.innerText()).includes("$1,000.00");
      }, "the overview has what was consumed");
      await page.goto(`/p/credit?period=${month}`);
      await page.locator("tbody tr", { hasText: "S0674" }).locator("td").first().click();
      const drawer = page.getByRole("dialog");
      await drawer.locator(".explain-usage tbody tr").first().waitFor();
      await shows(drawer, /usage row/);
      const held = await rows(service, "/v1/associations?customer_id=C362&type=dpor&limit=1000");
      const made = held.find((one) => one.subscription_id === "S0674" && one.partner_id === "P11");
      equal(made.valid_from, today, "the designation of today");
      const ground = drawer.locator(".fact", { hasText: made.id }).first();
      const words = `Digital partner of record on this subscription, from ${today}`;
      await shows(ground, new RegExp(words));

      const after = await looks();
      const fresh = after.filter((one) => !before.has(one.number));
      equal(
        fresh.every((one) => one.partner_id === "P11" && one.at.startsWith(today)),
        true,
        "the partner's looks of today",
      );
      const asked = fresh.some((one) => one.object === "explanations" && one.object_id === "S0674");
      equal(asked, true, `the explanation among ${JSON.stringify(fresh)}`);
      await person.enter("customer");
      await page.goto("/c/access-log");
      const first = page.locator("tbody tr[aria-rowindex]").first();
      await shows(first, "Brapiria Labs");
      const at = await first.locator("time").first().getAttribute("datetime");
      equal(at.slice(0, 10), today, "the latest look stands first");
      hook.close();
    },
  },
];
