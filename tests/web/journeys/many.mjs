// More rows than a browser holds: what is shown of them, and where the rest is found.
import { readFile } from "node:fs/promises";
import { ask } from "../../contract/service.mjs";
import { atMost, equal, shows } from "../expect.mjs";
import { loaded, scrollThrough, withAssociations } from "../many.mjs";

async function everyRow(service, target) {
  const headers = { authorization: `Bearer ${service.key}` };
  const rows = [];
  for (let cursor = ""; cursor !== null;) {
    const after = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const { json } = await ask(service.url, { target: `${target}?limit=1000${after}`, headers });
    rows.push(...json.data);
    cursor = json.has_more ? json.next_cursor : null;
  }
  return rows;
}

// The ids in the file that the service makes of all rows of the table's filters.
async function filedIds(person) {
  await person.click({ button: "Export in another form" });
  const file = person.page.waitForEvent("download");
  await person.click({ menuitem: "All rows of these filters, with a manifest, as NDJSON" });
  const text = await readFile(await (await file).path(), "utf8");
  return text.split("\n").flatMap((line) => (line ? [JSON.parse(line).id] : []));
}

const made = 12_000;
export const prepare = withAssociations(made);

export default [
  {
    name: "10,000 rows scroll from end to end without a gap, in their order",
    async run(person) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o/associations?sort=-id");
      await loaded(person, 10_000);
      equal(await page.locator(".table-bar .count").innerText(), "first 10,000 rows");
      const { frames, gaps } = await scrollThrough(page);
      equal(gaps, 0, "places without a row");
      equal(frames.length > 500, true, `${frames.length} steps`);
      const ids = await page.locator("tbody tr th").allInnerTexts();
      equal(ids, [...ids].sort().reverse(), "the last rows");
    },
  },
  {
    name: "what is behind the rows that are held is found by its subscription",
    async run(person) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o");
      await person.settled();
      await page.keyboard.press("Control+k");
      await page.locator(".palette-find input").fill("S1879");
      await page.getByRole("menuitem", { name: "Go to S1879" }).click();
      await page.waitForURL((at) => at.search === "?subscription=S1879");
      await shows(page.locator("tbody"), "S1879");
    },
  },
  {
    name: "a customer behind the first thousand is called by its name",
    async run(person, service) {
      const headers = { authorization: `Bearer ${service.key}` };
      const { json } = await ask(service.url, { target: "/v1/customers?limit=1000", headers });
      equal(json.has_more, true);
      equal(json.data.filter((one) => one.name === "Behind 600").length, 0, "in the first page");
      const { page } = person;
      await person.enter("operator");
      await page.goto(`/o/associations?subscription=B00${made - 1}`);
      await loaded(person, 1);
      await shows(page.locator("tbody"), "Behind 600");
    },
  },
  {
    name: "P8: a file has exactly the rows of the filters, also those behind the rows that are held",
    async run(person, service) {
      const { page } = person;
      await person.enter("operator");
      const all = await everyRow(service, "/v1/associations");
      const names = new Map(
        (await everyRow(service, "/v1/partners")).map((one) => [one.id, one.name.toLowerCase()]),
      );
      const days = "f.valid_from=2024-02-01..2024-02-01";
      await page.goto(`/o/associations?sort=-valid_from&${days}&f.subscription_id=~b0&f.type=dpor`);
      await loaded(person, 10_000);
      person.begin();
      const ids = await filedIds(person);
      atMost(person, { clicks: 2, fields: 0 });
      const meant = all.filter(
        (one) =>
          one.valid_from === "2024-02-01" &&
          one.type === "dpor" &&
          (one.subscription_id ?? "").toLowerCase().includes("b0"),
      );
      equal(meant.length >= made, true, `${meant.length} rows`);
      equal([...ids].sort(), meant.map((one) => one.id).sort(), "ids in the file");

      await page.goto("/o/associations?f.partner_id=~ra&f.type=tpor,dap");
      await loaded(person, 10_000);
      const byName = all.filter(
        (one) =>
          ["tpor", "dap"].includes(one.type) &&
          (names.get(one.partner_id) ?? one.partner_id.toLowerCase()).includes("ra"),
      );
      equal(byName.length > 0, true, "rows of partners with that in their name");
      equal((await filedIds(person)).sort(), byName.map((one) => one.id).sort(), "by name");

      await page.goto("/o/associations?find=b0&f.type=dpor");
      await loaded(person, 10_000);
      await person.click({ button: "Export in another form" });
      await shows(page, "the service cannot filter by “Find in these rows”");
      equal(await page.getByRole("menuitem", { name: /with a manifest/ }).count(), 0);
    },
  },
  {
    name: "the service gives all of them, page by page, each once",
    async run(person, service) {
      const headers = { authorization: `Bearer ${service.key}` };
      const ids = new Set();
      let pages = 0;
      for (let cursor = ""; cursor !== null; pages += 1) {
        const after = cursor && `&cursor=${encodeURIComponent(cursor)}`;
        const target = `/v1/associations?limit=1000${after}`;
        const { json } = await ask(service.url, { target, headers });
        for (const one of json.data) ids.add(one.id);
        cursor = json.has_more ? json.next_cursor : null;
      }
      equal(pages > made / 1000, true, `${pages} pages`);
      equal([...ids].filter((id) => /^BA\d+$/.test(id)).length, made, "each association");
    },
  },
];
