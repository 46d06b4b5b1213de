// What people come for. Each file of journeys/ gives a list of {name, run(visitor, service)}; a
// journey fails by throwing, and by anything that goes wrong on its pages meanwhile. Each file has a
// service of its own: what one portal's people do would be seen by the others.
import { readdirSync } from "node:fs";
import path from "node:path";
import { finish } from "../contract/service.mjs";
import { narrow, visit } from "./browser.mjs";
import { world } from "./world.mjs";

const folder = path.join(import.meta.dirname, "journeys");
const asked = process.argv[2] ?? "";
const failures = [];
let done = 0;
for (const file of readdirSync(folder)
  .filter((one) => one.endsWith(".mjs"))
  .sort()) {
  const { default: all, prepare, more } = await import(path.join(folder, file));
  const journeys = all.filter((one) => one.name.includes(asked));
  if (journeys.length === 0) continue;
  const service = await world({ prepare, more });
  for (const { name, run, ...options } of journeys) {
    const person = await visit(service.url, {
      ...options,
      ...(options.isPhone ? { size: narrow } : {}),
    });
    const before = failures.length;
    try {
      await run(person, service);
    } catch (error) {
      const shown = await person.page
        .locator("body")
        .innerText()
        .catch(() => "");
      failures.push(
        `${file}: ${name}: ${error.stack}\n--- shown at ${person.page.url()}:\n${shown.slice(0, 1500)}`,
      );
    }
    failures.push(...person.faults.map((one) => `${file}: ${name}: ${one}`));
    await person.close();
    done += 1;
    console.log(`${failures.length > before ? "FAILED" : "ok"} ${name}`);
  }
}
finish(failures, `${done} journeys`);
