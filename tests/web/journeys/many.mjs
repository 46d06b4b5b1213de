// More rows than a browser holds: what is shown of them, and where the rest is found.
import { ask } from "../../contract/service.mjs";
import { equal, shows } from "../expect.mjs";
import { loaded, scrollThrough, withAssociations } from "../many.mjs";

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
