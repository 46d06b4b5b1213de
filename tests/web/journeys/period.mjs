// Of when a page is: a month, a quarter, a year, and that it goes along from page to page.
import { equal, shows } from "../expect.mjs";

const figure = (page, name) =>
  page.locator(".figures .figure, .figures > *").filter({ hasText: name }).first();

export default [
  {
    name: "the period that was chosen goes along to every page that has one",
    async run(person) {
      const { page } = person;
      await person.enter("partner");
      await page.goto("/p?period=2026-02");
      await person.settled();
      const nav = page.locator("nav.shell-nav").first();
      const go = async (name) => {
        await nav.getByRole("link", { name, exact: true }).click();
        await person.settled();
        return new URL(page.url());
      };
      equal((await go("Earning lines")).search, "?period=2026-02");
      equal((await go("Statements")).search, "", "a page without a period");
      equal((await go("Credit ledger")).search, "?period=2026-02", "over a page without one");
      await page.keyboard.press("]");
      await page.waitForURL((at) => at.search === "?period=2026-03");
      equal((await go("SQL")).search, "?period=2026-03");
    },
  },
  {
    name: "a quarter comes to what its months do, and its question in SQL is of all of them",
    async run(person) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o?period=2026-02");
      await person.settled();
      person.begin();
      await page.getByRole("button", { name: /How long/ }).click();
      await page.getByRole("option", { name: "Quarter" }).click();
      await page.waitForURL((at) => at.search === "?period=2026-Q1");
      await person.settled();
      const { data } = await page.request
        .get("/v1/reports?from=2026-01&to=2026-03&by=month")
        .then((answer) => answer.json());
      const units = (text) => BigInt(text.replace(".", ""));
      const sum = data.reduce((all, one) => all + units(one.consumption ?? "0.0000"), 0n);
      const shown = await figure(page, "Consumption").locator("data").first().getAttribute("value");
      equal(String(units(shown)), String(sum), "consumption of the quarter");
      await shows(page, "Quarter 1 of 2026");
      await page.locator("nav.shell-nav").first().getByRole("link", { name: "SQL" }).click();
      await person.settled();
      equal(new URL(page.url()).search, "?period=2026-Q1");
      const question = page.waitForRequest((one) => one.url().endsWith("/v1/sql"));
      await page.getByRole("button", { name: "Answer", exact: true }).click();
      const { from, to } = (await question).postDataJSON();
      equal([from, to], ["2026-01", "2026-03"]);
    },
  },
];
