/** A part of a guide: what stands below one of its headings. */
export interface Section {
  title: string;
  text: string;
}

/** What stands before the first heading has none of its own. */
export function sectionsOf(text: string): Section[] {
  const out: Section[] = [{ title: "", text: "" }];
  for (const line of text.replaceAll("\r\n", "\n").split("\n")) {
    const heading = /^##\s+(.*)$/.exec(line);
    if (heading) out.push({ title: heading[1] ?? "", text: "" });
    else (out[out.length - 1] as Section).text += `${line}\n`;
  }
  return out.filter((one) => one.title !== "" || one.text.trim() !== "");
}

/** How well it answers: 0 when a word is missing; words in the title weigh more. */
function weightOf(section: Section, words: readonly string[]): number {
  const title = section.title.toLocaleLowerCase();
  const text = section.text.toLocaleLowerCase();
  let weight = 0;
  for (const word of words) {
    if (title.includes(word)) weight += 3;
    else if (text.includes(word)) weight += 1;
    else return 0;
  }
  return weight;
}

export function wordsOf(typed: string): string[] {
  return typed
    .toLocaleLowerCase()
    .split(/[\s?!,.;:]+/)
    .filter((one) => one.length > 1);
}

/** Those that have all the words, the best first. */
export function found<Found extends Section>(sections: readonly Found[], typed: string): Found[] {
  const words = wordsOf(typed);
  if (words.length === 0) return [];
  return sections
    .map((section) => ({ section, weight: weightOf(section, words) }))
    .filter((one) => one.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map((one) => one.section);
}
