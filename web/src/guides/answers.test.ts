import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { answersTo } from "./answers.ts";
import { sectionsOf } from "./sections.ts";

const text = (name: string, language: string) =>
  readFileSync(new URL(`./pages/${name}.${language}.md`, import.meta.url), "utf8");

it("a page has the answers that lead to its screen, however deep and filtered it is", () => {
  const guide = [
    "## Not counted?\n\nNo: [open the ledger](/p/credit?find=x).",
    "## Home?\n\n[There](/p).",
    "## Nothing?\n\nNo.",
  ].join("\n\n");
  const titles = (page: string) => answersTo(guide, page).map((one) => one.title);
  expect(titles("/p/credit?period=2026-03#x")).toEqual(["Not counted?"]);
  expect(titles("/p/credit/S0001")).toEqual(["Not counted?"]);
  expect(titles("/p?period=2026-03")).toEqual(["Home?"]);
  expect(titles("/p/credits")).toEqual([]);
  expect(titles("")).toEqual([]);
});

it("every question that is carried is asked of some page, of the same one in all languages", () => {
  for (const name of ["customer-questions", "partner-questions", "operator-questions"]) {
    const [en, de] = ["en", "de"].map((language) =>
      sectionsOf(text(name, language)).map(({ text: said }) =>
        [...said.matchAll(/\]\(([^)\s]*)\)/g)].map(([, address]) => address),
      ),
    );
    expect(de).toEqual(en);
    for (const links of en ?? []) expect(links.length).toBeGreaterThan(0);
  }
});
