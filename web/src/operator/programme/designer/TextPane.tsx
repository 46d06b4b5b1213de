import { type SyntheticEvent, useEffect, useRef } from "react";
import { useTexts } from "../../../i18n/use_texts.ts";
import { Field } from "../../../kit/Field.tsx";
import { designerTexts } from "./designer_texts.ts";
import { has, type Lines } from "./rule.ts";

interface Props {
  text: string;
  onChange: (text: string) => void;
  /** The lines of the rule that is open on the other side. */
  open: Lines | null;
  /** Lines about which something was found. */
  faults: readonly number[];
  /** Where the reader is in the text. */
  onPlace: (place: number) => void;
}

/** The file itself, with the numbers of its lines. */
export function TextPane({ text, onChange, open, faults, onPlace }: Props) {
  const t = useTexts(designerTexts);
  const pane = useRef<HTMLDivElement>(null);
  const numbers = useRef<HTMLDivElement>(null);
  const follow = () => {
    const box = pane.current?.querySelector("textarea");
    if (box && numbers.current) numbers.current.scrollTop = box.scrollTop;
  };
  const first = open?.first ?? null;
  useEffect(() => {
    const box = pane.current?.querySelector("textarea");
    // Who writes in the text has it where they want it.
    if (!box || first === null || document.activeElement === box) return;
    const { lineHeight } = getComputedStyle(box);
    box.scrollTop = (first - 2) * Number.parseFloat(lineHeight);
  }, [first]);
  const place = (event: SyntheticEvent) => {
    if (event.target instanceof HTMLTextAreaElement) onPlace(event.target.selectionStart);
  };
  const lines = text.split("\n").map((_, at) => at + 1);
  const lookOf = (line: number) =>
    faults.includes(line) ? "bad" : open && has(open, line) ? "open" : undefined;
  return (
    <div className="file" ref={pane} onScrollCapture={follow} onKeyUp={place} onClick={place}>
      <div className="file-lines" ref={numbers} aria-hidden="true">
        {lines.map((line) => (
          <span key={line} className={lookOf(line)}>
            {line}
          </span>
        ))}
      </div>
      <Field
        label={t("fileText")}
        hint={t("fileHint")}
        value={text}
        onChange={onChange}
        rows={24}
        spellCheck="false"
      />
    </div>
  );
}
