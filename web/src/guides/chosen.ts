import type { RowOf } from "../api/questions.ts";

export type Guide = RowOf<"/v1/guides">;

/** Each guide once, as it holds now: in the reader's language where it is there. */
export function chosenGuides(guides: readonly Guide[], language: string): Guide[] {
  const byName = new Map<string, Guide>();
  for (const one of guides) {
    if (!one.is_current) continue;
    const known = byName.get(one.name);
    if (!known || one.language === language) byName.set(one.name, one);
  }
  return [...byName.values()];
}

/** Those of the reader's product families first; the rest by title. */
export function inOrder(guides: readonly Guide[], families: ReadonlySet<string>): Guide[] {
  const isOwn = (one: Guide) => families.has(one.name.toLocaleLowerCase());
  return [...guides].sort(
    (a, b) => Number(isOwn(b)) - Number(isOwn(a)) || a.title.localeCompare(b.title),
  );
}
