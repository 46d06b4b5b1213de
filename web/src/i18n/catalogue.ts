/**
 * Texts of a part of the portals, in all languages side by side. Keys and the names in braces are
 * checked by the compiler; plural forms are chosen by the rules of the language.
 *
 *   const texts = catalogue(
 *     { title: "Requests", waiting: { one: "{count} waits", other: "{count} wait" } },
 *     { de: { title: "Anfragen", waiting: { one: "{count} wartet", other: "{count} warten" } } },
 *   );
 *   const t = useTexts(texts);
 *   t("waiting", { count: 3 })
 */
export const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];
/** The pseudo language shows what is not translated and what has no room. */
export type Spoken = Language | "pseudo";

export interface Plural {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}
export type Message = string | Plural;
export type Texts = Readonly<Record<string, Message>>;
type Translated<E extends Texts> = {
  readonly [K in keyof E]: E[K] extends string ? string : Plural;
};

export interface Catalogue<E extends Texts> {
  readonly en: E;
  readonly others: Readonly<Record<Exclude<Language, "en">, Translated<E>>>;
}

export function catalogue<const E extends Texts>(
  en: E,
  others: Record<Exclude<Language, "en">, Translated<E>>,
): Catalogue<E> {
  return { en, others };
}

type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type TextOf<M> = M extends string ? M : M[keyof M];
export type Value = string | number;
type Values<M, V> = Record<Names<TextOf<M>> | (M extends string ? never : "count"), V> &
  (M extends string ? unknown : { count: number });
export type Arguments<M, V = Value> = [Names<TextOf<M>>] extends [never]
  ? M extends string
    ? []
    : [{ count: number }]
  : [Values<M, V>];

export interface Translate<E extends Texts> {
  <K extends keyof E & string>(key: K, ...values: Arguments<E[K]>): string;
}

const rules = new Map<string, Intl.PluralRules>();
function formOf(message: Plural, count: number, language: Language): string {
  let rule = rules.get(language);
  if (!rule) rules.set(language, (rule = new Intl.PluralRules(language)));
  return message[rule.select(count)] ?? message.other;
}

const kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const kAccented = "áƀçďéƒğħíĵķļɱñóƥʠřšţüʋŵẋýžÅƁÇĎÉƑĞĦÍĴĶĻṀÑÖƤǪŔŠŢÜṼŴẊÝŽ";

/** "[Ŕéʠüéšţš {name}~~~~]": no letter without an accent, and two fifths longer. */
export function pseudoOf(text: string): string {
  const plain = text.split(/(\{\w+\})/);
  const changed = plain.map((part) =>
    part.startsWith("{")
      ? part
      : part.replace(/[a-zA-Z]/g, (letter) => kAccented.charAt(kPlain.indexOf(letter))),
  );
  const longer = Math.ceil(text.replace(/\{\w+\}/g, "").length * 0.4);
  // Cut where a word would end: nobody's language has longer ones.
  const tail = Array.from({ length: longer }, (_, at) => (at % 13 === 12 ? " " : "~")).join("");
  return `[${changed.join("")}${tail}]`;
}

/** The text of a key as the translators wrote it, with its names in braces. */
export function patternOf<E extends Texts>(
  texts: Catalogue<E>,
  key: keyof E & string,
  spoken: Spoken,
  count: number | undefined,
): string {
  const language: Language = spoken === "pseudo" ? "en" : spoken;
  const message: Message | undefined =
    language === "en" ? texts.en[key] : texts.others[language][key];
  if (message === undefined) throw new RangeError(`there is no text '${key}'`);
  const text = typeof message === "string" ? message : formOf(message, count ?? 0, language);
  return spoken === "pseudo" ? pseudoOf(text) : text;
}

/** The pattern cut at its names: texts at even places, names at odd ones. */
export function piecesOf(pattern: string): string[] {
  return pattern.split(/\{(\w+)\}/);
}

export function translate<E extends Texts>(
  texts: Catalogue<E>,
  spoken: Spoken,
  locale: string,
): Translate<E> {
  return (key, ...[values]) => {
    const given = (values ?? {}) as Record<string, Value>;
    const count = given.count;
    const pattern = patternOf(texts, key, spoken, typeof count === "number" ? count : undefined);
    return piecesOf(pattern)
      .map((piece, place) => (place % 2 === 0 ? piece : shown(given[piece], locale)))
      .join("");
  };
}

export function shown(value: Value | undefined, locale: string): string {
  return typeof value === "number" ? new Intl.NumberFormat(locale).format(value) : (value ?? "");
}
