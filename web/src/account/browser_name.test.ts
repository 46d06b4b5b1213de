import { expect, it } from "vitest";
import { browserName } from "./browser_name.ts";

it("names a browser and its system", () => {
  const chromium = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
  const named = {
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0": "Firefox 128, Linux",
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chromium} Edg/126.0.0.0`]: "Edge 126, Windows",
    [`Mozilla/5.0 (Linux; Android 14) ${chromium}`]: "Chrome 126, Android",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15":
      "Safari 17, macOS",
    "curl/8.5.0": "curl/8.5.0",
  };
  for (const [agent, name] of Object.entries(named)) expect(browserName(agent)).toBe(name);
});
