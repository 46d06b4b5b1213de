// The table that all portals have: order, filters and what is open stand in the address.
import { equal, shows } from "../expect.mjs";

export default [
  {
    name: "an address shows the same rows in the same order again",
    async run(person) {
      const { page } = person;
      await person.enter("customer");
      await page.goto("/c");
      await person.settled();
      await person.click({ button: "Partner of record" });
      await page.getByLabel("Find in these rows").first().fill("tarn");
      await page.waitForURL((at) => at.search === "?sort=record&find=tarn");
      const ids = () => page.locator("tbody th").allInnerTexts();
      const before = await ids();
      equal(before.length, 2);
      await page.goto(page.url());
      await person.settled();
      equal(await ids(), before);
      await page.getByLabel("Find in these rows").first().fill("nothing has this");
      await shows(page, "No row passes your filters");
      await person.click(page.locator(".state").getByRole("button", { name: "Reset filters" }));
      equal((await ids()).length, 4);
    },
  },
  {
    name: "rows by keyboard",
    async run(person) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o?period=2026-03");
      await person.settled();
      await page.locator("tbody tr").first().focus();
      await page.keyboard.press("ArrowDown");
      await page.waitForFunction(
        () => document.activeElement?.getAttribute("aria-rowindex") === "3",
      );
      await page.keyboard.press("End");
      await page.waitForFunction(
        () => document.activeElement === [...document.querySelectorAll("tbody tr")].at(-1),
      );
    },
  },
  {
    name: "on a phone the rows are cards",
    isPhone: true,
    async run(person) {
      await person.enter("customer");
      await person.page.goto("/c");
      await person.settled();
      equal(await person.page.locator("table").count(), 0);
      equal(await person.page.locator(".card-list > li").count(), 4);
    },
  },
];
