import { useQueries, useQuery } from "@tanstack/react-query";
import { api, settle } from "../api/client.ts";
import { useList } from "../api/questions.ts";
import type { Language } from "../i18n/catalogue.ts";
import { useSpoken } from "../preferences/preferences.ts";
import { useFamilies } from "../shell/families.ts";
import { portalOf } from "../shell/menus.tsx";
import { useHere } from "../shell/session.tsx";
import { carriedEntry, type Entry, entriesOf, linked, withoutTitle } from "./entries.ts";
import { pageOf, textOf } from "./pages.ts";

export function useLanguage(): Language {
  return useSpoken() === "de" ? "de" : "en";
}

export function usePublished() {
  return useList("/v1/guides", {}, { whole: true });
}

/** What is listed here; the program's own are there before the operator's are known. */
export function useEntries(): Entry[] {
  const { tenant } = useHere();
  return entriesOf(tenant.side, useLanguage(), usePublished().rows, useFamilies());
}

/** The guide that an address names, in a language; null: there is none. */
export function useEntry(name: string, language: Language): Entry | null {
  const { rows } = usePublished();
  const of = rows.filter((one) => one.name === name && one.is_current);
  const guide = of.find((one) => one.language === language) ?? of[0];
  const page = pageOf(name);
  if (guide)
    return { name, title: guide.title, language: guide.language, guide, page: page ?? null };
  return page ? carriedEntry(page, language) : null;
}

/** Its text as Markdown, with links of this portal. */
async function load({ name, language, guide, page }: Entry, base: string): Promise<string> {
  if (guide) {
    const params = { path: { name }, query: { language } };
    const { data } = await settle(api.GET("/v1/guides/{name}", { params }));
    return linked(withoutTitle(data.text), base);
  }
  return page ? linked(await textOf(page, language), base) : "";
}

function question(entry: Entry, base: string) {
  return {
    queryKey: ["guide", entry.name, entry.language, entry.guide?.version ?? 0, base],
    queryFn: () => load(entry, base),
    staleTime: 300_000,
  };
}

export function useGuideText(entry: Entry) {
  return useQuery(question(entry, portalOf[useHere().tenant.side]));
}

export function useGuideTexts(entries: readonly Entry[]) {
  const base = portalOf[useHere().tenant.side];
  return useQueries({ queries: entries.map((one) => question(one, base)) });
}
