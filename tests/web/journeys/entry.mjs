// Coming in and going out, and the shell that every portal has.
import { equal, shows } from "../expect.mjs";

export default [
  {
    name: "a one-time link sets a password, and its secret is not in the address any more",
    async run(person, service) {
      const { page } = person;
      await page.goto(`/set-up#${service.links.newcomer}`);
      await person.type({ label: "New password" }, "newcomer");
      await page.keyboard.press("Enter");
      equal(new URL(page.url()).pathname, "/set-up", "too short a password stays");
      equal(new URL(page.url()).hash, "", "the secret");
      await person.type({ label: "New password" }, "a good long one");
      await person.click({ button: "Set password and sign in" });
      await page.waitForURL((at) => at.pathname === "/p");
      await shows(page, "Brapiria Labs");
    },
  },
  {
    name: "a wrong password says so and keeps the name",
    async run(person) {
      const { page } = person;
      await page.goto("/o");
      await page.waitForURL((at) => at.pathname === "/sign-in");
      await person.type({ label: "Name or e-mail address" }, "operator");
      await person.type({ label: "Password" }, "not the right one");
      await person.click(page.getByRole("button", { name: "Sign in", exact: true }));
      await page.getByRole("alert").waitFor();
      equal(await page.getByLabel("Name or e-mail address").inputValue(), "operator");
    },
  },
  {
    name: "whoever signs in comes to the address they wanted, and out again",
    async run(person) {
      const { page } = person;
      await page.goto("/p?period=2026-02");
      await page.waitForURL((at) => at.pathname === "/sign-in");
      await person.type({ label: "Name or e-mail address" }, "partner");
      await person.type({ label: "Password" }, "a good long one");
      await person.click(page.getByRole("button", { name: "Sign in", exact: true }));
      await page.waitForURL((at) => at.pathname === "/p" && at.search === "?period=2026-02");
      await person.click({ button: "Signed in as partner" });
      await person.click({ menuitem: "Sign out" });
      await shows(page, "You are signed out");
      await page.goto("/p");
      await page.waitForURL((at) => at.pathname === "/sign-in");
    },
  },
  {
    name: "whoever has no role in a portal is told so",
    async run(person) {
      await person.enter("customer");
      await person.page.goto("/o");
      await shows(person.page, "Your account has no role in this portal.");
    },
  },
  {
    name: "an address that is not there is the app's page with 404",
    async run(person) {
      await person.enter("customer");
      const answer = await person.page.goto("/c/nothing-here");
      equal(answer.status(), 404);
      await shows(person.page, "There is no such page");
    },
  },
  {
    name: "the palette, the sheet of shortcuts and the way by keys",
    async run(person) {
      const { page } = person;
      await person.enter("partner");
      await page.goto("/p/support");
      await person.settled();
      await page.keyboard.press("Control+k");
      await page.keyboard.type("overv");
      await page.keyboard.press("Enter");
      await page.waitForURL((at) => at.pathname === "/p");
      await page.keyboard.press("?");
      await shows(page.getByRole("dialog"), "Keyboard shortcuts");
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await person.settled();
      await page.keyboard.press("[");
      await page.waitForURL((at) => /period=/.test(at.search));
    },
  },
  {
    name: "the theme that was chosen is there before anything is painted",
    theme: "light",
    async run(person) {
      const { page } = person;
      await person.enter("customer");
      await page.goto("/c");
      await person.click({ button: "How it looks" });
      await person.click({ menuitemradio: "Dark" });
      equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
      await page.addInitScript(() => {
        document.addEventListener(
          "DOMContentLoaded",
          () => (window.firstTheme = document.documentElement.dataset.theme),
        );
      });
      await page.reload();
      equal(await page.evaluate(() => window.firstTheme), "dark", "before the app runs");
    },
  },
  {
    name: "the page before, the last request and the commit are ready for a message to support",
    async run(person) {
      const { page } = person;
      await person.enter("customer");
      await page.goto("/c?find=lumen");
      await person.settled();
      person.begin();
      await person.click(page.getByRole("link", { name: "Help" }));
      equal(person.clicks, 1, "clicks to help");
      await shows(page, "/c?find=lumen");
      await person.click({ button: "Copy all of it" });
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      equal(/req_\d+/.test(copied) && copied.includes("customer:C362"), true, copied);
    },
  },
  {
    name: "somebody says which letters come, and in which language",
    async run(person) {
      const { page } = person;
      await person.enter("customer");
      await page.goto("/c/account");
      await shows(page, "This service has no mail server yet");
      const ended = page.getByLabel("an association has ended");
      equal(await ended.isChecked(), false, "by default");
      await page.getByText("an association has ended").click();
      await shows(page, "Your choice of letters is kept");
      await page.getByRole("button", { name: /Language of letters/ }).click();
      await page.getByRole("option", { name: "German" }).click();
      await page.getByRole("button", { name: /German/ }).waitFor();
      await page.reload();
      await page.getByRole("button", { name: /German/ }).waitFor();
      equal(await ended.isChecked(), true, "after a reload");
    },
  },
  {
    name: "an administrator invites a colleague of their own side, and of no other",
    async run(person) {
      const { page } = person;
      await person.enter("channel");
      await page.goto("/p/users");
      await person.click({ button: "Invite somebody" });
      const form = page.getByRole("dialog");
      await person.type({ label: "Name" }, "nele");
      await person.type({ label: "E-mail address" }, "nele@example.com");
      await form.getByRole("button", { name: /Role/ }).click();
      const roles = await page.getByRole("option").allTextContents();
      equal(
        roles.join(),
        "Administrator of a partner,Executive of a partner,Analyst of a partner",
        "roles that can be given",
      );
      await page.getByRole("option", { name: "Analyst of a partner" }).click();
      await person.click({ button: "Make a set-up link" });
      await page.getByText(/\/set-up#acl_/).waitFor();
      await person.click({ button: "Done" });
      await shows(page, "nele@example.com");
    },
  },
  {
    name: "the palette finds partners and customers by a part of their name",
    async run(person) {
      const { page } = person;
      await person.enter("operator");
      await page.goto("/o");
      await person.settled();
      await page.keyboard.press("/");
      await page.keyboard.type("brapi");
      await page.getByRole("menuitem", { name: /Brapiria Labs/ }).waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL((at) => at.pathname === "/o/partners/P11");
    },
  },
];
