import type { RowOf } from "../../api/questions.ts";

export type Partner = RowOf<"/v1/partners">;

const kShown = 40;

/** Those whose name has the words, or that have this id: names that begin so first. */
export function found(partners: readonly Partner[], typed: string): Partner[] {
  const words = typed.trim().toLocaleLowerCase();
  const rank = (one: Partner) => {
    const name = one.name.toLocaleLowerCase();
    if (one.id.toLocaleLowerCase() === words) return 0;
    if (name.startsWith(words)) return 1;
    return name.split(/\s+/).some((part) => part.startsWith(words)) ? 2 : 3;
  };
  return partners
    .filter(
      (one) => one.name.toLocaleLowerCase().includes(words) || one.id.toLocaleLowerCase() === words,
    )
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
    .slice(0, kShown);
}
