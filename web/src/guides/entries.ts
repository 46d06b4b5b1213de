import type { Language } from "../i18n/catalogue.ts";
import type { Side } from "../shell/session.tsx";
import { chosenGuides, type Guide, inOrder } from "./chosen.ts";
import { languagesOf, type Page, pages } from "./pages.ts";

/** A guide that can be read: an operator's, or one that the program carries. */
export interface Entry {
  name: string;
  title: string;
  language: Language;
  /** What the operator published; null: the program's own. */
  guide: Guide | null;
  page: Page | null;
}

/**
 * What is listed in a portal: the operator's own first, those of the reader's products before the
 * others; then the program's, each replaced by what the operator published under its name.
 */
export function entriesOf(
  side: Side,
  language: Language,
  published: readonly Guide[],
  families: ReadonlySet<string>,
): Entry[] {
  const chosen = inOrder(chosenGuides(published, language), families);
  const own = chosen
    .filter((one) => pages.every((page) => page.name !== one.name))
    .map((one): Entry => ({ ...keep(one), guide: one, page: null }));
  const carried = pages
    .filter((page) => page.sides.includes(side))
    .map((page) => {
      const guide = chosen.find((one) => one.name === page.name) ?? null;
      return guide ? { ...keep(guide), guide, page } : carriedEntry(page, language);
    });
  return [...own, ...carried];
}

function keep({ name, title, language }: Guide) {
  return { name, title, language };
}

export function carriedEntry(page: Page, wished: Language): Entry {
  const language = languagesOf(page).includes(wished) ? wished : "en";
  return { name: page.name, title: page.title[language], language, guide: null, page };
}

/** Links to guides (`guide:NAME`) and to the portal itself (`here:/support`), as addresses. */
export function linked(text: string, base: string): string {
  return text
    .replaceAll(/\]\(guide:([a-z0-9-]+)\)/g, `](${base}/guides?guide=$1)`)
    .replaceAll(/\]\(here:(\/[^)\s]*)\)/g, `](${base}$1)`);
}

/** The page has the title already. */
export function withoutTitle(text: string): string {
  return text.replace(/^\s*# .*\n/, "");
}
