// What became of a closed month: usage came late, and the next close posted what it earns.
import { atMost, equal, shows } from "../expect.mjs";
import { restateMonth } from "../world.mjs";

export const prepare = restateMonth;

async function begin(person, path, who = "partner") {
  await person.enter(who);
  await person.page.goto(path);
  await person.settled();
  person.begin();
}

// The row has badge, difference and cause; what was published is one press away, with what it is of.
async function restated(person, { row, delta, published, explained }) {
  const { page } = person;
  await shows(page.getByRole("note"), /Restated since the close/);
  await shows(page.getByRole("note"), /Usage that came late/);
  const line = page.locator("tbody tr", { hasText: row }).filter({ hasText: "Restated" });
  await line.first().waitFor();
  equal(await line.count(), 1, "restated lines");
  await shows(line, delta);
  await shows(line, "Usage that came late");
  await person.click(line.getByRole("button", { name: published }));
  await page.waitForURL(/explain=.*knownAt/);
  await shows(page.getByRole("dialog"), explained);
  atMost(person, { clicks: 1, fields: 0 });
}

export default [
  {
    name: "UX-17: a restated line of credit, its difference and cause, and in one click what was published",
    async run(person) {
      await begin(person, "/p/credit?period=2025-02&find=S1640");
      await restated(person, {
        row: "S1640",
        delta: /Restated \+USD\s100\.00/,
        published: /^USD\s213\.02/,
        explained: /213\.02/,
      });
    },
  },
  {
    name: "UX-17: a restated earning, and in one click what was published",
    async run(person) {
      await begin(person, "/p/earnings?period=2025-02&find=S1640");
      await restated(person, {
        row: "S1640",
        delta: /Restated \+USD\s3\.00/,
        published: /^USD\s6\.39/,
        explained: /6\.39/,
      });
    },
  },
  {
    name: "UX-17: on the overview restated months are outlined and named, and lead to their lines",
    async run(person) {
      const { page } = person;
      await begin(person, "/p?period=2025-06");
      await shows(page, /Earnings of the outlined months were adjusted after they closed/);
      equal((await page.locator(".multiples rect.restated").count()) > 0, true, "outlined months");
      await person.click(page.locator("p.muted").getByRole("link", { name: "Feb 2025" }));
      await page.waitForURL(/\/p\/earnings\?period=2025-02/);
      atMost(person, { clicks: 1, fields: 0 });
    },
  },
  {
    name: "UX-17: who may not read earnings is told of restated credit",
    async run(person) {
      await begin(person, "/p/credit?period=2025-02", "analyst");
      await shows(person.page.getByRole("note"), /Restated since the close/);
    },
  },
];
