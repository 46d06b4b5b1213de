import { useSyncExternalStore } from "react";
import { type Language, languages, type Spoken } from "../i18n/catalogue.ts";

/** What a reader chose for this browser. boot/first_paint.js reads the same before anything shows. */
export interface Preferences {
  theme: "system" | "light" | "dark";
  density: "compact" | "comfortable";
  language: "system" | Spoken;
  /** Shortcuts of a single key (WCAG 2.1.4). */
  shortcuts: boolean;
}

const kKept = "accredit.preferences";
const usual: Preferences = {
  theme: "system",
  density: "compact",
  language: "system",
  shortcuts: true,
};

function read(): Preferences {
  try {
    return {
      ...usual,
      ...(JSON.parse(localStorage.getItem(kKept) ?? "{}") as Partial<Preferences>),
    };
  } catch {
    return usual;
  }
}

let current: Preferences = typeof localStorage === "undefined" ? usual : read();
const listeners = new Set<() => void>();

function darkness(): MediaQueryList {
  return matchMedia("(prefers-color-scheme: dark)");
}

function show(): void {
  const { dataset } = document.documentElement;
  const isDark = current.theme === "dark" || (current.theme === "system" && darkness().matches);
  dataset.theme = isDark ? "dark" : "light";
  dataset.density = current.density;
  document.documentElement.lang = languageOf(spokenOf(current.language));
}

/** To be called once, when the app starts. */
export function followPreferences(): void {
  show();
  darkness().addEventListener("change", show);
}

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(kKept, JSON.stringify(current));
  } catch {
    // A browser that keeps nothing: the choice holds until the page is left.
  }
  show();
  for (const tell of listeners) tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => current,
  );
}

function spokenOf(choice: Preferences["language"]): Spoken {
  if (choice !== "system") return choice;
  const wished = typeof navigator === "undefined" ? [] : navigator.languages;
  for (const one of wished) {
    const found = languages.find((language) => one.split("-")[0] === language);
    if (found) return found;
  }
  return "en";
}

function languageOf(spoken: Spoken): Language {
  return spoken === "pseudo" ? "en" : spoken;
}

/** Of the page as it is now; for what is said to the service. */
export function languageNow(): Language {
  return languageOf(spokenOf(current.language));
}

const kLocales: Record<Language, string> = { en: "en-US", de: "de-DE" };

/** The reader's own variant of the language, where it is one: "de-CH" writes numbers in its way. */
function localeOf(spoken: Spoken): string {
  const language = languageOf(spoken);
  const wished = typeof navigator === "undefined" ? [] : navigator.languages;
  return wished.find((one) => one.startsWith(`${language}-`)) ?? kLocales[language];
}

/** For what is drawn in both themes: pictures. */
export function useIsDark(): boolean {
  const { theme } = usePreferences();
  const isSystemDark = useSyncExternalStore(
    (listener) => {
      const list = darkness();
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    () => darkness().matches,
    () => false,
  );
  return theme === "dark" || (theme === "system" && isSystemDark);
}

export function useSpoken(): Spoken {
  return spokenOf(usePreferences().language);
}

/** For Intl: numbers, days and the order of names. */
export function useLocale(): string {
  return localeOf(useSpoken());
}
