import { type Section, sectionsOf } from "./sections.ts";

/** The screen of an address, however deep below it somebody is: "/p/statements/ST-1" is of "/p/statements". */
function screenOf(address: string): string {
  const [, base = "", screen = ""] = (address.split(/[?#]/)[0] ?? "").split("/");
  return screen === "" ? `/${base}` : `/${base}/${screen}`;
}

/** The questions of a guide that are asked of a page: their answers lead to its screen. */
export function answersTo(text: string, page: string): Section[] {
  const screen = screenOf(page);
  return sectionsOf(text).filter((one) => {
    const links = [...one.text.matchAll(/\]\((\/[^)\s]*)\)/g)];
    return one.title !== "" && links.some(([, address = ""]) => screenOf(address) === screen);
  });
}
