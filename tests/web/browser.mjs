// A browser with an empty profile that finds no other host, and what a person does in it, counted.
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium } from "./packages.mjs";
import { password, people } from "./world.mjs";

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
];
const program = process.env.ACCREDIT_CHROMIUM ?? "/usr/bin/chromium";

export const wide = { width: 1280, height: 900 };
export const narrow = { width: 390, height: 844 };

// A person at a browser of their own. `faults` is what went wrong meanwhile; empty at the end.
// `refusals` is what was asked for that the person may not have.
export async function visit(
  url,
  { theme = "light", size = wide, language = "en-US", reduced = true, colours = "none" } = {},
) {
  const profile = mkdtempSync(path.join(os.tmpdir(), "accredit-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: program,
    args: flags,
    headless: true,
    baseURL: url,
    viewport: size,
    locale: language,
    timezoneId: "Europe/Berlin",
    colorScheme: theme,
    reducedMotion: reduced ? "reduce" : "no-preference",
    forcedColors: colours,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(60_000);
  const faults = [];
  const refusals = [];
  const traffic = listen(page);
  await watch(context, page, url, faults, refusals);
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return new Person(page, url, { faults, refusals, traffic }, close);
}

// Which requests are under way, and how many there were.
function listen(page) {
  const traffic = { open: new Set(), begun: 0 };
  page.on("request", (request) => {
    traffic.open.add(request);
    traffic.begun += 1;
  });
  for (const end of ["requestfinished", "requestfailed"])
    page.on(end, (request) => traffic.open.delete(request));
  return traffic;
}

// Until the page has nothing to do but wait.
const rest = () =>
  new Promise((done) =>
    requestAnimationFrame(() => requestIdleCallback(() => setTimeout(done, 50))),
  );

// Other hosts, broken rules of the policy, exceptions and complaints of the page.
async function watch(context, page, url, faults, refusals) {
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      console.error(
        `POLICY ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
      );
    });
  });
  context.on("request", (request) => {
    const target = request.url();
    if (!target.startsWith(url) && !/^(data|blob|about):/.test(target))
      faults.push(`another host: ${target}`);
  });
  page.on("pageerror", (error) => faults.push(`exception: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    // Answers that are no success are the page's business: it shows them.
    if (message.type() === "error" && !/Failed to load resource/.test(message.text()))
      faults.push(`console: ${message.text()}`);
  });
  page.on("response", (answer) => {
    if (answer.status() === 401 || answer.status() === 403)
      refusals.push(`${answer.status()} of ${answer.request().method()} ${answer.url()}`);
    if (answer.status() >= 500) faults.push(`${answer.status()} of ${answer.url()}`);
  });
}

class Person {
  constructor(page, url, { faults, refusals, traffic }, close) {
    Object.assign(this, { page, url, faults, refusals, traffic, close });
    this.begin();
  }
  // From here on it is counted.
  begin() {
    this.clicks = 0;
    this.fields = 0;
  }
  async click(what) {
    this.clicks += 1;
    await this.place(what).click();
  }
  // Typing into one field counts once, however long.
  async type(what, text) {
    this.fields += 1;
    await this.place(what).fill(text);
  }
  // A locator, or {button: "Save"}: a role with its name.
  place(what) {
    if (typeof what.click === "function") return what;
    const [[role, name]] = Object.entries(what);
    return role === "label"
      ? this.page.getByLabel(name, { exact: true })
      : this.page.getByRole(role, { name });
  }
  async signIn(name) {
    const { base } = people[name];
    await this.page.goto(`/sign-in?return_to=${encodeURIComponent(base)}`);
    await this.type({ label: "Name or e-mail address" }, name);
    await this.type({ label: "Password" }, password);
    await this.click(this.page.getByRole("button", { name: "Sign in", exact: true }));
    await this.page.waitForURL((at) => at.pathname === base);
    this.begin();
  }
  // The same without the form, in whatever language the page is.
  async enter(name) {
    const answer = await this.page.request.post("/v1/sessions", {
      data: { name, password },
      headers: { origin: this.url },
    });
    if (answer.status() !== 201) throw new Error(`${name} cannot sign in: ${await answer.text()}`);
  }
  // Until nothing is being loaded and no outline is shown.
  async settled() {
    await this.page.waitForFunction(
      () => document.querySelector("h1") !== null && document.querySelector(".skeleton") === null,
    );
    await this.quiet();
  }
  // Until no answer is awaited, and none was asked for while the page dealt with the last. Playwright's
  // "networkidle" waits half a second each time, in a tour of a thousand screens.
  async quiet() {
    const { traffic, page } = this;
    const deadline = Date.now() + 60_000;
    for (let seen = -1; traffic.open.size > 0 || traffic.begun !== seen;) {
      if (Date.now() > deadline) {
        const urls = [...traffic.open].map((one) => one.url());
        throw new Error(`requests do not end: ${urls.join(" ") || traffic.begun}`);
      }
      seen = traffic.begun;
      await page.evaluate(rest).catch((error) => {
        if (!/navigation|context was destroyed/i.test(error.message)) throw error;
        seen = -1; // it went to another document
      });
    }
  }
}
