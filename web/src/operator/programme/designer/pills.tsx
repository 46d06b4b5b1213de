/** The parts of a sentence that can be changed. `put`: the value as the file has it, or null. */
import { useState } from "react";
import {
  Button as Pressable,
  Dialog,
  DialogTrigger,
  Input,
  Popover,
  TextField,
} from "react-aria-components";
import { formatDay, formatMonth, isDay, isMonth } from "../../../format/time.ts";
import { useTexts } from "../../../i18n/use_texts.ts";
import { Button } from "../../../kit/Button.tsx";
import { Checkbox } from "../../../kit/Checkbox.tsx";
import { Field as TextBox } from "../../../kit/Field.tsx";
import { Select } from "../../../kit/Select.tsx";
import { CheckboxGroup } from "../../../kit/choices.tsx";
import { Icon } from "../../../kit/Icon.tsx";
import { useLocale } from "../../../preferences/preferences.ts";
import { useDesk, useOptions } from "./context.ts";
import { designerTexts } from "./designer_texts.ts";
import { type List, type Node, wordOf, wordsOf } from "./document.ts";
import { addItem, quoted, quotedList, removeItem } from "./edit.ts";
import type { Field, Names } from "./fields.ts";
import { wordLists, type WordList } from "./word_texts.ts";

interface PillProps {
  field: Field;
  node: Node | undefined;
  name: string;
  put: (words: string | null) => void;
}

function Said({ children }: { children: string }) {
  const t = useTexts(designerTexts);
  return <strong className="said">{children || t("nothing")}</strong>;
}

export function TextPill({ field, node, name, put, isWhole }: PillProps & { isWhole: boolean }) {
  const { isReadOnly } = useDesk();
  const value = wordOf(node);
  const write = (next: string) => {
    if (next === "" && field.isUsual && !field.isNeeded) put(null);
    else if (!isWhole && node?.kind !== "whole") put(quoted(next));
    else if (/^\d{1,9}$/.test(next)) put(next);
  };
  if (isReadOnly) return <Said>{value}</Said>;
  return (
    <TextField className="pill" aria-label={name} value={value} onChange={write}>
      <Input
        className="input"
        placeholder={field.otherwise}
        inputMode={isWhole ? "numeric" : "text"}
        spellCheck="false"
      />
    </TextField>
  );
}

export function DayPill({ field, node, name, put }: PillProps) {
  const locale = useLocale();
  const { isReadOnly } = useDesk();
  const isOfMonth = field.shape.as === "month";
  const value = wordOf(node);
  const write = (next: string) => {
    if (next === "") put(null);
    else put(isOfMonth || node?.kind === "text" ? quoted(next) : next);
  };
  if (isReadOnly) {
    const day = isDay(value) ? formatDay(value, locale) : value;
    return <Said>{isMonth(value) ? formatMonth(value, locale) : day}</Said>;
  }
  return (
    <TextField
      className={`pill day${value ? "" : " open"}`}
      aria-label={name}
      type={isOfMonth ? "month" : "date"}
      value={value}
      onChange={write}
    >
      <Input className="input" />
    </TextField>
  );
}

export function TruthPill({ field, node, name, put }: PillProps) {
  const { isReadOnly } = useDesk();
  const isTrue = (wordOf(node) || field.otherwise) === "true";
  return (
    <Checkbox
      label={name}
      isSelected={isTrue}
      isDisabled={isReadOnly}
      onChange={(next) => put(String(next))}
    />
  );
}

export function ChoicePill({ field, node, name, put, of }: PillProps & { of: WordList | Names }) {
  const { isReadOnly } = useDesk();
  const value = wordOf(node) || field.otherwise || "";
  const options = useOptions(of, value ? [value] : []);
  if (isReadOnly) return <Said>{options.find(({ id }) => id === value)?.text ?? ""}</Said>;
  return (
    <div className="pill">
      <Select
        label={name}
        isLabelHidden
        options={options}
        value={value || null}
        onChange={(id) => id !== value && put(quoted(id))}
      />
    </div>
  );
}

export function ChoicesPill({ field, node, name, put, of }: PillProps & { of: WordList | Names }) {
  const t = useTexts(designerTexts);
  const locale = useLocale();
  const { text, change, isReadOnly } = useDesk();
  const list: List | null = node?.kind === "list" ? node : null;
  const chosen = wordsOf(node);
  const options = useOptions(of, chosen);
  const said = chosen.map((one) => options.find(({ id }) => id === one)?.text ?? one);
  const shown = new Intl.ListFormat(locale).format(said) || t(field.isNeeded ? "pick" : "all");
  const choose = (next: readonly string[]) => {
    const added = next.filter((one) => !chosen.includes(one));
    const gone = chosen.findIndex((one) => !next.includes(one));
    if (!list) put(quotedList(next));
    else if (next.length === 0 && !field.isNeeded) put(null);
    else if (added[0] !== undefined) change(addItem(text, list, quoted(added[0])));
    else if (gone >= 0) change(removeItem(text, list, gone));
  };
  if (isReadOnly) return <Said>{shown}</Said>;
  return (
    <DialogTrigger>
      <Pressable className="button pill-button" aria-label={`${name}: ${shown}`}>
        <span>{shown}</span>
        <Icon name="chevron" />
      </Pressable>
      <Popover className="popover">
        <Dialog aria-label={name}>
          {options.length > 0 && (
            <CheckboxGroup label={name} options={options} value={chosen} onChange={choose} />
          )}
          {!(of in wordLists) && <Another onAdd={(word) => choose([...chosen, word])} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** What is not among what is known. */
function Another({ onAdd }: { onAdd: (word: string) => void }) {
  const t = useTexts(designerTexts);
  const [word, setWord] = useState("");
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (word.trim() === "") return;
        onAdd(word.trim());
        setWord("");
      }}
    >
      <TextBox label={t("another")} value={word} onChange={setWord} />
      <Button type="submit" small icon="add" isDisabled={word.trim() === ""}>
        {t("add")}
      </Button>
    </form>
  );
}
