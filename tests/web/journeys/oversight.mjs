// What an operator looks at beside the daily work: the audit of some days, roles, keys, what is late.
import { equal, shows } from "../expect.mjs";

export default [
  {
    name: "O6: the audit of some days is asked of the service, and says so in the address",
    async run(person) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o/audit");
      await person.settled();
      const all = await page.locator(".count").innerText();
      person.begin();
      await person.click({ button: "Filter" });
      await page.getByRole("button", { name: / Filter by$/ }).click();
      await page.getByRole("option", { name: "When" }).click();
      await page.getByLabel("From", { exact: true }).fill("2020-01-01");
      const asked = page.waitForRequest(
        (one) => one.url().includes("/v1/audit-events?") && one.url().includes("recorded_at"),
      );
      await person.click({ button: "Filter by it" });
      equal(
        new URL((await asked).url()).searchParams.get("filter").startsWith("recorded_at ge"),
        true,
      );
      await page.waitForURL((at) => at.searchParams.get("f.at") === "2020-01-01..");
      await person.settled();
      equal(await page.locator(".count").innerText(), all, "all events are later");
      await page.goto("/o/audit?f.at=2020-01-01..2020-01-31");
      await shows(page, "Nothing happened on those days");
      await person.click({ button: "Show any time" });
      await shows(page.locator(".count"), all);
    },
  },
  {
    name: "every role and right stand beside each other, as the service decides by them",
    async run(person, service) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o/users?tab=roles&find=statements%3A");
      await person.settled();
      const cells = (name) =>
        page.locator("tbody tr").filter({ hasText: name }).locator("th, td").allInnerTexts();
      const issue = await cells("statements:issue");
      equal(issue.filter((one) => one === "all").length, 1, "finance alone issues statements");
      const read = await cells("statements:read");
      equal([read.includes("all"), read.includes("own"), read.at(-1)], [true, true, "sees money"]);
      const headers = { authorization: `Bearer ${service.key}` };
      const target = "/v1/roles?filter=resource eq statements and action eq read&limit=50";
      const { data } = await page.request
        .get(service.url + target, { headers })
        .then((answer) => answer.json());
      equal(data.length, read.filter((one) => one === "all" || one === "own").length);
    },
  },
  {
    name: "a key is narrowed to some rights and to a day, in both portals by one form",
    async run(person) {
      const { page } = person;
      for (const [who, path, open] of [
        ["operator", "/o/users?tab=keys", "Make a key"],
        ["channel", "/p/developers", "New key"],
      ]) {
        await person.enter(who);
        await page.goto(path);
        await person.settled();
        await page.getByRole("button", { name: open }).first().click();
        const dialog = page.getByRole("dialog");
        await dialog.getByLabel("Name").fill(`narrow of ${who}`);
        await dialog.getByLabel("Scopes").fill("partners:read nothing:at_all");
        await dialog.getByLabel("Works until").fill("2027-06-01");
        await dialog.getByRole("button", { name: /^Create the key narrow/ }).click();
        await shows(dialog, /nothing:at_all/);
        await dialog.getByLabel("Scopes").fill("partners:read");
        await dialog.getByRole("button", { name: /^Create the key narrow/ }).click();
        await shows(page.getByRole("alertdialog"), /secret/i);
        const { data } = await page.request.get("/v1/keys").then((answer) => answer.json());
        const made = data.find((one) => one.name === `narrow of ${who}`);
        equal([made.scopes, made.expires_at], ["partners:read", "2027-06-01T00:00:00Z"]);
      }
    },
  },
  {
    name: "the header says what has not come, and is grey for a month that is closed",
    async run(person) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o/partners");
      await person.settled();
      await page.locator(".shell-known .as-of.late").click();
      await shows(page.getByRole("dialog"), /250 rows wait in quarantine and are in no figure/);
      await page.keyboard.press("Escape");
      await page.goto("/o?period=2025-01");
      await page.locator(".shell-known .as-of.closed").waitFor();
    },
  },
  {
    name: "C6: Support answers what is asked of the page that somebody comes from",
    async run(person) {
      const { page } = person;
      await person.enter("customer");
      await page.goto("/c/requests");
      await person.settled();
      person.begin();
      await person.click(page.getByRole("link", { name: "Support" }).first());
      const answers = page.getByRole("region", { name: "What others ask of that page" });
      await answers.locator("summary").first().waitFor();
      equal(await answers.locator("summary").allInnerTexts(), [
        "What happens if I do not answer a request?",
      ]);
      equal(person.clicks, 1);
    },
  },
];
