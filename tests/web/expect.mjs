// What a journey expects, in the words of an error when it is not so.
import assert from "node:assert/strict";

export function equal(found, expected, what) {
  assert.deepEqual(
    found,
    expected,
    what && `${what}: ${JSON.stringify(found)} is not ${JSON.stringify(expected)}`,
  );
}

// Of the jobs C1 … P6: at most so many clicks and fields since begin().
export function atMost(person, { clicks, fields }) {
  const took = `${person.clicks} clicks and ${person.fields} fields`;
  assert.ok(
    person.clicks <= clicks && person.fields <= fields,
    `it took ${took}, and should take ${clicks} and ${fields}`,
  );
}

// The page as a reader of German has it, in a browser that prefers English.
export async function inGerman(page) {
  await page.evaluate(() =>
    localStorage.setItem("accredit.preferences", JSON.stringify({ language: "de" })),
  );
  await page.reload();
}

// Waits until the text is shown, anywhere or in a part of the page.
export async function shows(where, text) {
  await where.getByText(text).first().waitFor({ state: "visible" });
}
