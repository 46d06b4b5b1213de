import { Button as Pressable, Label, Select as Choice, SelectValue } from "react-aria-components";
import { useTexts } from "../i18n/use_texts.ts";
import { Icon } from "./Icon.tsx";
import { Below, type Labelled } from "./labelled.tsx";
import { type Option, Options } from "./options.tsx";
import { kitTexts } from "./texts.ts";

export function Select({
  label,
  hint,
  fault,
  options,
  value,
  onChange,
  isLabelHidden = false,
}: Labelled & {
  options: readonly Option[];
  value: string | null;
  onChange: (id: string) => void;
  isLabelHidden?: boolean;
}) {
  const t = useTexts(kitTexts);
  return (
    <Choice
      className="field"
      value={value}
      onChange={(id) => id !== null && onChange(String(id))}
      isInvalid={fault !== undefined}
      placeholder={t("pickOne")}
    >
      <Label className={isLabelHidden ? "visually-hidden" : "field-label"}>{label}</Label>
      <Pressable className="button select-button">
        <SelectValue>
          {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
        </SelectValue>
        <Icon name="chevron" />
      </Pressable>
      <Below hint={hint} fault={fault} />
      <Options options={options} />
    </Choice>
  );
}
