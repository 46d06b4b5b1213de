// Signing in by an identity provider that is not ours: npm's oidc-provider, driven like a browser,
// page by page. Somebody links an account, signs in by it, and whoever is not sent for this browser
// stays out.
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { accredit, finish, freePort, root, run, serve } from "./service.mjs";

const [servicePort, providerPort] = [await freePort(), await freePort()];
const issuer = `http://127.0.0.1:${providerPort}`;
const url = `http://127.0.0.1:${servicePort}`;
const failures = [];
let steps = 0;
function expect(holds, what, answer) {
  steps += 1;
  if (!holds) failures.push(`${what}: ${answer?.status} ${answer?.text?.slice(0, 300) ?? ""}`);
}

const find = createRequire(path.join(root, ".native/contract/"));
const { default: Provider } = await import(pathToFileURL(find.resolve("oidc-provider")));
console.warn = console.info = () => {};  // that its pages are for development
const provider = new Provider(issuer, {
  clients: [{ client_id: "accredit", client_secret: "a secret + of / theirs", redirect_uris: [`${url}/v1/sign-in/oidc/callback`] }],
  pkce: { required: () => true, methods: ["S256"] },
});
let exchanges = 0;
provider.on("grant.success", () => (exchanges += 1));
provider.listen(providerPort, "127.0.0.1");

// A browser: its cookies by origin, each page asked for by itself.
class Browser {
  jars = new Map();
  async ask(target, { method = "GET", body, headers = {} } = {}) {
    const jar = this.jars.get(new URL(target).origin) ?? new Map();
    this.jars.set(new URL(target).origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(target, { method, body, redirect: "manual", headers: { ...headers, ...(cookie && { cookie }) } });
    for (const one of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]*)=([^;]*)/.exec(one);
      if (value === "" || /max-age=0\b|expires=Thu, 01 Jan 1970/i.test(one)) jar.delete(name);
      else jar.set(name, value);
    }
    const text = await answer.text();
    const location = answer.headers.get("location");
    return { status: answer.status, text, cookies: answer.headers.getSetCookie(), location: location && new URL(location, target).href };
  }
  json(target, method, value, headers = {}) {
    return this.ask(url + target, { method, body: value && JSON.stringify(value), headers: { "content-type": "application/json", ...headers } });
  }
  // Goes on, signing in at the provider as `login`, until it is sent back to the service.
  async until(location, login, stop = (at) => at.startsWith(`${url}/v1/sign-in/oidc/callback`)) {
    for (let pages = 0; pages < 20; pages += 1) {
      if (stop(location)) return location;
      let answer = await this.ask(location);
      const prompt = /name="prompt" value="(\w+)"/.exec(answer.text)?.[1];
      if (prompt) {
        const body = new URLSearchParams({ prompt, login, password: "any" }).toString();
        answer = await this.ask(location, { method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded" } });
      }
      if (!answer.location) throw new Error(`no way on from ${location}: ${answer.status} ${answer.text.slice(0, 300)}`);
      location = answer.location;
    }
    throw new Error("the provider sends us round in circles");
  }
}

const links = {};
await serve({
  port: servicePort,
  prepare(store) {
    const data = ["--data", store];
    const secret = path.join(store, "..", "provider.secret");
    const set = ["identity-provider", "set", "--issuer", issuer, "--client-id", "accredit", "--service", url, "--secret-file", secret, ...data];
    run("sh", ["-c", `printf '%s\\n' 'a secret + of / theirs' > "${secret}"`]);
    try {
      run(accredit, set, { stdio: "pipe" });
      failures.push("a provider on this machine was taken without --private-network");
    } catch (error) {
      expect(error.status === 2, "what is called is said", { status: error.status, text: String(error.stderr) });
    }
    run(accredit, [...set, "--private-network"], { stdio: "pipe" });
    for (const name of ["anna", "omar"])
      links[name] = run(accredit, ["user", "create", name, "--email", `${name}@vendor.example`, "--role", "support", ...data], { stdio: "pipe" }).trim();
    run(accredit, ["user", "link", "omar", "--subject", "omar", ...data], { stdio: "pipe" });
  },
});

// Anna sets a password, and links her account.
const anna = new Browser();
let answer = await anna.json("/v1/setup", "POST", { token: links.anna, password: "a good long one" });
expect(answer.status === 201, "set-up", answer);
const csrf = { "x-accredit-csrf": JSON.parse(answer.text).csrf_token };
answer = await anna.json("/v1/sign-in/oidc", "POST", { return_to: "/v1/partners" });
expect(answer.status === 403, "a link needs the token against other sites", answer);
answer = await anna.json("/v1/sign-in/oidc", "POST", { return_to: "/v1/partners" }, csrf);
expect(answer.status === 200, "a link is begun", answer);
const asked = new URL(JSON.parse(answer.text).location).searchParams;
expect(asked.get("code_challenge_method") === "S256" && asked.get("code_challenge").length === 43, "PKCE", answer);
expect(asked.get("nonce").length > 20 && asked.get("state").length > 20 && asked.get("scope") === "openid", "state and nonce", answer);
answer = await anna.ask(await anna.until(JSON.parse(answer.text).location, "anna"));
expect(answer.status === 303 && answer.location === `${url}/v1/partners`, "the account is linked", answer);

// She signs out, and in by the provider.
answer = await anna.json("/v1/session", "DELETE", undefined, csrf);
expect(answer.status === 204, "sign out", answer);
answer = await anna.json("/v1/session", "GET");
expect(answer.status === 401, "she is out", answer);
async function signIn(browser, login) {
  const begun = await browser.ask(`${url}/v1/sign-in/oidc?return_to=/v1/session`);
  expect(begun.status === 303 && begun.location?.startsWith(issuer), "the provider is asked", begun);
  expect(begun.cookies.some((one) => /^accredit-attempt=.*Max-Age=600; HttpOnly; SameSite=Lax/.test(one)), "an attempt is kept", begun);
  return browser.until(begun.location, login);
}
const back = await signIn(anna, "anna");
const kept = new Map(anna.jars.get(url));
answer = await anna.ask(back);
expect(answer.status === 303 && answer.location === `${url}/v1/session`, "she is in", answer);
answer = await anna.ask(answer.location);
expect(answer.status === 200 && JSON.parse(answer.text).name === "anna", "as herself", answer);
answer = await anna.ask(back);
expect(answer.status === 401, "a way back counts once", answer);
anna.jars.set(url, kept);
answer = await anna.ask(back);
expect(answer.status === 401, "also for who kept the attempt", answer);

// Omar never had a password: an admin linked him. Ben has the address of a user, and no link.
const omar = new Browser();
answer = await omar.ask(await signIn(omar, "omar"));
expect(answer.status === 303, "who was linked by an admin is in", answer);
for (const login of ["ben", "anna@vendor.example"]) {
  const stranger = new Browser();
  answer = await stranger.ask(await signIn(stranger, login));
  expect(answer.status === 401 && JSON.parse(answer.text).code === "sign_in_refused", "who is not linked stays out", answer);
  answer = await stranger.json("/v1/session", "GET");
  expect(answer.status === 401, "and has no session", answer);
}

// What was begun elsewhere, or was changed on the way.
const eve = new Browser();
const way = await signIn(eve, "anna");
answer = await new Browser().ask(way);
expect(answer.status === 401, "another browser is not let in", answer);
const before = exchanges;
for (const [name, value] of [["state", "x"], ["iss", "http://127.0.0.1:1"], ["code", ""], ["error", "access_denied"]]) {
  const changed = new URL(way);
  if (value) changed.searchParams.set(name, value);
  else changed.searchParams.delete(name);
  answer = await eve.ask(changed.href);
  expect(answer.status === 401, `${name} ${value || "missing"}`, answer);
}
expect(exchanges === before, "no code is exchanged for what is not believed", answer);
answer = await eve.ask(`${way}&session_state=x`);
expect(answer.status === 303, "what other providers add is ignored", answer);
finish(failures, `${steps} steps with oidc-provider, ${exchanges} codes exchanged`);
