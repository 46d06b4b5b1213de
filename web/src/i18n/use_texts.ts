import { createElement, Fragment, type ReactNode, useMemo } from "react";
import { useLocale, useSpoken } from "../preferences/preferences.ts";
import {
  type Arguments,
  type Catalogue,
  patternOf,
  piecesOf,
  type Texts,
  type Translate,
  translate,
} from "./catalogue.ts";

export interface Speaker<E extends Texts> extends Translate<E> {
  /** The same with elements in the place of names: a link inside a sentence. */
  rich<K extends keyof E & string>(key: K, ...values: Arguments<E[K], ReactNode>): ReactNode;
}

/** Speaks the texts of a catalogue in the reader's language. */
export function useTexts<E extends Texts>(texts: Catalogue<E>): Speaker<E> {
  const spoken = useSpoken();
  const locale = useLocale();
  return useMemo(() => {
    const rich: Speaker<E>["rich"] = (key, ...[values]) => {
      const given = (values ?? {}) as Record<string, ReactNode>;
      const count = typeof given.count === "number" ? given.count : undefined;
      const pieces = piecesOf(patternOf(texts, key, spoken, count));
      const nodes = pieces.map((piece, place) => (place % 2 === 0 ? piece : given[piece]));
      return createElement(Fragment, null, ...nodes);
    };
    return Object.assign(translate(texts, spoken, locale), { rich });
  }, [texts, spoken, locale]);
}
