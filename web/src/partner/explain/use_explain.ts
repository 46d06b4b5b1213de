import { useMemo } from "react";
import { useAddress } from "../../shell/address.ts";
import { type Question, questionOf, textOf } from "./question.ts";

const kName = "explain";

/** The question that the drawer answers, from the address; null: it is closed. */
export function useExplain() {
  const { values, change } = useAddress();
  const text = values.get(kName) ?? "";
  const question = useMemo(() => questionOf(text), [text]);
  return {
    question,
    open: (wanted: Question) => change({ [kName]: textOf(wanted) }, "push"),
    close: () => change({ [kName]: null }),
  };
}

/** Where that question stands open, from a link on another page. */
export function explainAt(path: string, question: Question): string {
  return `${path}?period=${question.month}&${kName}=${encodeURIComponent(textOf(question))}`;
}
