// Guides: beside a screen, searched, replaced by the operator's own, and read by the others.
import { equal, shows } from "../expect.mjs";

const answer = (page, place) => page.getByRole("dialog", { name: place });

export default [
  {
    name: "a guide opens beside the dialogue that it is about, and what was chosen stays",
    async run(person) {
      const { page } = person;
      await person.enter("customer");
      await page.goto("/c");
      await person.settled();
      await person.click({ button: "Attach partner" });
      const partner = page.getByRole("combobox", { name: "Partner" });
      await partner.fill("mars");
      await page.getByRole("option", { name: /Marskovik/ }).click();
      person.begin();
      await person.click({ link: "What counts and what is paid" });
      await shows(answer(page, /Guide to/), "Who is recognised");
      equal(person.clicks, 1);
      await page.keyboard.press("Escape");
      await answer(page, /Guide to/).waitFor({ state: "detached" });
      equal(await partner.inputValue(), "Marskovik Systems");
    },
  },
  {
    name: "an operator's version of a guide stands before the program's, by language, and earlier ones are kept",
    async run(person) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o/guides?guide=roles");
      await person.settled();
      await shows(page, "Comes with Accredit");
      person.begin();
      await person.click({ button: "Edit" });
      const form = page.getByRole("dialog");
      const text = form.getByLabel("Text in Markdown");
      await text.waitFor();
      equal((await text.inputValue()).length > 500, true, "it begins with what is read now");
      await person.type(text, "## Roles here\n\nTwo roles are used: [ask us](here:/support).\n");
      await form.getByText("Preview").click();
      await form.getByRole("heading", { name: "Roles here" }).waitFor();
      await person.click({ button: "Publish version 1" });
      await form.waitFor({ state: "detached" });
      equal([person.clicks, person.fields], [2, 1]);
      await shows(page, "Two roles are used");
      await person.click({ button: "Edit" });
      await person.type(form.getByLabel("Title"), "The roles of this programme");
      await person.click({ button: "Publish version 2" });
      await form.waitFor({ state: "detached" });
      await shows(page.getByRole("heading", { level: 1 }), "The roles of this programme");

      await person.enter("customer");
      await page.goto("/c/guides?guide=roles");
      await shows(page, "Two roles are used");
      await shows(page, /Version 2/);
      await person.click(page.locator("main").getByRole("link", { name: "ask us" }));
      await page.waitForURL("**/c/support");
    },
  },
  {
    name: "a guide of the operator's own is found by its words",
    async run(person) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o/guides");
      await person.settled();
      await person.click({ link: "New guide" });
      await person.type({ label: "Name in addresses" }, "tax");
      await person.type({ label: "Title" }, "Tax on incentives");
      await person.type(
        { label: "Text in Markdown" },
        "### When is withholding tax kept back?\n\nWhere no exemption certificate is on file.\n",
      );
      await person.click({ button: "Publish version 1" });
      await shows(page.getByRole("heading", { level: 1 }), "Tax on incentives");

      await person.enter("partner");
      await page.goto("/p/guides");
      await person.settled();
      await page.getByLabel("Search guides and questions").fill("exemption certificate");
      await shows(page, "When is withholding tax kept back?");
      await shows(page, "1 answer");
    },
  },
  {
    name: "whoever may not write guides has no way to",
    async run(person) {
      const { page } = person;
      await person.enter("partner");
      await page.goto("/p/guides?guide=roles");
      await person.settled();
      equal(await page.getByRole("button", { name: "Edit" }).count(), 0);
      await page.goto("/p/guides?new=1");
      await shows(page, "guides:write");
    },
  },
];
