import { createContext, useContext } from "react";
import { useTexts } from "../../../i18n/use_texts.ts";
import type { Option } from "../../../kit/options.tsx";
import type { Names } from "./fields.ts";
import type { Lines } from "./rule.ts";
import { type WordList, wordLists, type WordText, wordTexts } from "./word_texts.ts";

export interface Desk {
  text: string;
  /** Sets the text anew. */
  change: (text: string) => void;
  /** It is to be read only: on narrow screens, and of what is in force. */
  isReadOnly: boolean;
  names: (list: Names) => readonly Option[];
  /** What the service says about these lines. */
  faultAt: (lines: Lines) => string | undefined;
}

const context = createContext<Desk | null>(null);
export const DeskOf = context.Provider;

export function useDesk(): Desk {
  const desk = useContext(context);
  if (!desk) throw new Error("a rule is shown on a desk");
  return desk;
}

function isWordList(list: WordList | Names): list is WordList {
  return list in wordLists;
}
function isWord(key: string): key is WordText {
  return key in wordTexts.en;
}

/** What can be chosen, with what is chosen though nobody knows it. */
export function useOptions(list: WordList | Names, chosen: readonly string[]): readonly Option[] {
  const t = useTexts(wordTexts);
  const { names } = useDesk();
  const known = isWordList(list)
    ? wordLists[list].map((id) => {
        const key = `${list}_${id}`;
        return { id, text: isWord(key) ? t(key) : id };
      })
    : names(list);
  const others = chosen.filter((one) => !known.some(({ id }) => id === one));
  return [...known, ...others.map((id) => ({ id, text: id }))];
}
