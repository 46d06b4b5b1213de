import type { ReactNode } from "react";
import { useTexts } from "../i18n/use_texts.ts";
import { isStatusWord, statusTexts, type Tone, tones } from "./status.ts";
import { kitTexts } from "./texts.ts";

export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>;
}

/** The state of a thing, by the word that the API has for it. */
export function Status({ word }: { word: string }) {
  const t = useTexts(statusTexts);
  const known = word.toLowerCase();
  return <Badge tone={tones[known] ?? "neutral"}>{isStatusWord(known) ? t(known) : word}</Badge>;
}

type Letter = "R" | "T" | "D" | "F" | "I" | "C";
const letters: Readonly<Record<string, Letter>> = {
  dpor: "R",
  tpor: "T",
  dap: "D",
  gdap: "D",
  fasttrack: "F",
  isv_deal: "I",
  csp_direct: "C",
  csp_provider: "C",
  csp_reseller: "C",
};
const names = {
  R: "record",
  T: "transacting",
  D: "delegated",
  F: "fasttrack",
  I: "isv",
  C: "csp",
} as const;

/**
 * The type of an association: one letter everywhere, R partner of record, T transacting, D delegated
 * administrator, F delivery, I ISV, C cloud solution provider. `type`: as the API has it.
 */
export function AssociationTypeMark({
  type,
  isShort = false,
}: {
  type: string;
  isShort?: boolean;
}) {
  const t = useTexts(kitTexts);
  const letter = letters[type];
  const name = letter ? t(names[letter]) : type;
  return (
    <span className="type-mark" title={isShort ? name : undefined}>
      <span className={`letter${letter === "R" ? " record" : ""}`} aria-hidden="true">
        {letter ?? type.slice(0, 1).toUpperCase()}
      </span>
      <span className={isShort ? "visually-hidden" : undefined}>{name}</span>
    </span>
  );
}

export function useTypeName(): (type: string) => string {
  const t = useTexts(kitTexts);
  return (type) => {
    const letter = letters[type];
    return letter ? t(names[letter]) : type;
  };
}
