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
      const ids = () => page.locator(".table-frame tbody th").allInnerTexts();
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
      equal(await person.page.locator(".table-frame .card-list > li").count(), 4);
    },
  },
  {
    name: "a chart is read by keys, month by month, and its table says what its drawing does",
    async run(person) {
      const { page } = person;
      await person.enter("partner");
      await page.goto("/p?period=2026-03");
      await person.settled();
      const chart = page.getByRole("figure", { name: "Consumption" });
      const titles = await chart.locator("rect > title").allTextContents();
      equal(titles.length > 6, true, "months with a value");
      const ground = chart.getByRole("group", { name: "Consumption, month by month" });
      await ground.focus();
      await page.keyboard.press("End");
      equal(await chart.getByRole("status").textContent(), titles.at(-1));
      await page.keyboard.press("ArrowLeft");
      equal(await chart.getByRole("status").textContent(), titles.at(-2));
      await page.keyboard.press("Escape");
      equal(await chart.getByRole("status").textContent(), "");
      await chart.getByRole("button", { name: "Show as table" }).click();
      const rows = await chart
        .locator("tbody tr")
        .evaluateAll((all) => all.map((one) => [...one.cells].map((cell) => cell.textContent)));
      const said = rows
        .filter(([, value]) => value !== "–")
        .map(([month, value]) => `Consumption, ${month}: ${value}`);
      const plain = (text) => text.replace(/ \([^)]*\)$/, "");
      equal(said, titles.map(plain));
    },
  },
];
