// Somebody who has no mouse: what they reach, in which order, and whether they see where they are.
import assert from "node:assert/strict";

// In the page: what is wrong with where the focus is; null if it is seen, whole enough, and marked.
function fault() {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return "nothing has the focus";
  const pointed = focused.getAttribute("aria-activedescendant");
  const at = (pointed && document.getElementById(pointed)) || focused;
  // A box or a radio is drawn by its label.
  const shown = (/^(checkbox|radio)$/.test(at.type) && at.closest("label")) || at;
  const name = `${at.tagName} ${at.getAttribute("aria-label") ?? at.textContent}`.slice(0, 60);
  const box = shown.getBoundingClientRect();
  const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
  const [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
  if (right - left < 2 || bottom - top < 2) return `${name} is out of sight`;
  const at3 = (from, to) => [0.15, 0.5, 0.85].map((part) => from + (to - from) * part);
  const hits = at3(left, right).flatMap((x) =>
    at3(top, bottom).filter((y) => {
      const hit = document.elementFromPoint(x, y);
      return hit && (shown.contains(hit) || hit.contains(shown));
    }),
  );
  if (hits.length < 5) return `${name} is covered at ${9 - hits.length} of 9 points`;
  const isMarked = (one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    const hasRing = outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
    return hasRing || boxShadow !== "none" || one.matches(".option[data-focused]");
  };
  const marks = [shown, shown.parentElement, ...shown.querySelectorAll("*")];
  if (!marks.some((one) => one && isMarked(one))) return `${name} does not look focused`;
  return null;
}

const kFar = 160;

export class Keys {
  constructor(person) {
    this.page = person.page;
  }
  // Wherever the focus is, it is seen.
  async seen() {
    const what = await this.page.evaluate(fault);
    assert.equal(what, null, what);
  }
  async isAt(what) {
    return what.evaluateAll((all) =>
      all.some((one) => one === document.activeElement || one.contains(document.activeElement)),
    );
  }
  // Waits: a dialogue that closes gives the focus back a moment later.
  async at(what, words) {
    for (const end = Date.now() + 5_000; Date.now() < end;) {
      if (await this.isAt(what)) return this.seen();
      await this.page.waitForTimeout(50);
    }
    const where = await this.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
    assert.fail(`${words}: the focus is at ${where}`);
  }
  async press(...keys) {
    for (const one of keys) await this.page.keyboard.press(one);
  }
  async type(text) {
    await this.page.keyboard.type(text);
  }
  // By Tab, stop by stop, each of them seen.
  async to(what, key = "Tab") {
    await what.and(this.page.locator(":not(:disabled)")).first().waitFor();
    for (let stop = 0; stop < kFar; stop += 1) {
      await this.page.keyboard.press(key);
      await this.seen();
      if (await this.isAt(what)) return;
    }
    assert.fail(`${kFar} stops do not lead to ${what}`);
  }
  // There, and pressed.
  async enter(what) {
    await this.to(what);
    await this.page.keyboard.press("Enter");
  }
  // Past the head and the navigation of a page that was just loaded.
  async skip() {
    await this.page.keyboard.press("Tab");
    await this.at(this.page.locator(".skip"), "the first stop leads to the content");
    await this.page.keyboard.press("Enter");
    await this.atPage();
  }
  async atPage() {
    await this.at(this.page.locator("main"), "the focus is in the page");
  }
}
