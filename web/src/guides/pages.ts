import type { Language } from "../i18n/catalogue.ts";
import type { Titles } from "../shell/portal.ts";
import type { Side } from "../shell/session.tsx";

/**
 * The guides that the program carries: a line here and pages/NAME.LANGUAGE.md. A guide of the same
 * name that an operator publishes stands in its place.
 */
export interface Page {
  name: string;
  /** In which portals it is listed. */
  sides: readonly Side[];
  title: Titles;
}

const kAll: readonly Side[] = ["customer", "partner", "operator"];

export const pages: readonly Page[] = [
  {
    name: "designate",
    sides: ["customer"],
    title: {
      en: "Name your partner of record, step by step",
      de: "Ihren Partner of Record bestimmen, Schritt für Schritt",
    },
  },
  {
    name: "answer-and-control",
    sides: ["customer"],
    title: {
      en: "Answer requests, see who sees what, end a partner",
      de: "Anfragen beantworten, sehen, wer was sieht, einen Partner beenden",
    },
  },
  {
    name: "become-partner-of-record",
    sides: ["partner"],
    title: {
      en: "Become a customer's partner of record",
      de: "Partner of Record eines Kunden werden",
    },
  },
  {
    name: "credit-and-incentives",
    sides: ["partner", "operator"],
    title: {
      en: "What counts for credit, and what is paid",
      de: "Was als Gutschrift zählt und was bezahlt wird",
    },
  },
  {
    name: "run-a-programme",
    sides: ["operator"],
    title: { en: "Run a programme, month by month", de: "Ein Programm führen, Monat für Monat" },
  },
  {
    name: "partner-of-record",
    sides: kAll,
    title: {
      en: "What a partner of record is, and what it is not",
      de: "Was ein Partner of Record ist und was nicht",
    },
  },
  {
    name: "roles",
    sides: kAll,
    title: {
      en: "What each association role means",
      de: "Was jede Rolle einer Zuordnung bedeutet",
    },
  },
  {
    name: "customer-questions",
    sides: ["customer"],
    title: { en: "Questions that customers ask", de: "Was Kunden fragen" },
  },
  {
    name: "partner-questions",
    sides: ["partner"],
    title: { en: "Questions that partners ask", de: "Was Partner fragen" },
  },
  {
    name: "operator-questions",
    sides: ["operator"],
    title: { en: "Questions that operators ask", de: "Was Betreiber fragen" },
  },
];

/** Where no operator has written what pages link to: "programme" is what a programme pays. */
const kInstead: Readonly<Record<string, string>> = { programme: "credit-and-incentives" };

export function pageOf(name: string): Page | undefined {
  const wanted = kInstead[name] ?? name;
  return pages.find((one) => one.name === wanted);
}

const texts = import.meta.glob<string>("./pages/*.md", { query: "?raw", import: "default" });

export function languagesOf(page: Page): Language[] {
  return (["en", "de"] as const).filter((one) => `./pages/${page.name}.${one}.md` in texts);
}

/** Its text in Markdown, without a title. */
export async function textOf(page: Page, language: Language): Promise<string> {
  const load = texts[`./pages/${page.name}.${language}.md`];
  if (!load) throw new Error(`there is no ${page.name} in ${language}`);
  return load();
}
