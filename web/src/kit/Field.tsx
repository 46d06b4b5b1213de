import type { ReactNode } from "react";
import {
  Button as Pressable,
  Checkbox as Check,
  CheckboxGroup as Checks,
  ComboBox as Combo,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Radio,
  RadioGroup as Radios,
  SearchField as Search,
  Select as Choice,
  SelectValue,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from "react-aria-components";
import type { FieldError as Fault } from "../api/problem.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Icon } from "./Icon.tsx";
import { kitTexts } from "./texts.ts";

interface Labelled {
  label: string;
  hint?: ReactNode;
  /** What the service says is wrong with it. */
  fault?: Fault | string | undefined;
}

function Below({ hint, fault }: Omit<Labelled, "label">) {
  const text = typeof fault === "string" ? fault : fault?.message;
  return (
    <>
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">
        {text ?? (({ validationErrors }) => validationErrors.join(" "))}
      </FieldError>
    </>
  );
}

type FieldProps = Labelled &
  Omit<TextFieldProps, "children" | "className" | "style"> & {
    rows?: number;
    placeholder?: string;
    /** Of a day: the last that can be chosen. */
    max?: string;
  };

export function Field({ label, hint, fault, rows, placeholder, max, ...rest }: FieldProps) {
  const isInvalid = fault !== undefined;
  return (
    <TextField {...rest} isInvalid={isInvalid} className="field">
      <Label>{label}</Label>
      {rows ? (
        <TextArea className="input" rows={rows} placeholder={placeholder} />
      ) : (
        <Input className="input" placeholder={placeholder} max={max} />
      )}
      <Below hint={hint} fault={fault} />
    </TextField>
  );
}

/** Finds in what is shown. Cleared by Escape. */
export function SearchField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
}) {
  return (
    <Search className="find" aria-label={label} value={value} onChange={onChange}>
      <Input className="input" placeholder={label} />
    </Search>
  );
}

export interface Option {
  id: string;
  text: string;
  hint?: string;
}

function Options({ options }: { options: readonly Option[] }) {
  const t = useTexts(kitTexts);
  return (
    <ListBox
      className="options"
      items={options}
      renderEmptyState={() => <p className="option-head">{t("noMatch")}</p>}
    >
      {({ id, text, hint }) => (
        <ListBoxItem id={id} textValue={text} className="option">
          <Text slot="label">{text}</Text>
          {hint && (
            <Text slot="description" className="hint">
              {hint}
            </Text>
          )}
        </ListBoxItem>
      )}
    </ListBox>
  );
}

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
      <Popover className="popover">
        <Options options={options} />
      </Popover>
    </Choice>
  );
}

/**
 * Chooses by typing. `onType` asks the service for options where there are too many to hold; then
 * nothing is filtered here.
 */
export function ComboBox({
  label,
  hint,
  fault,
  options,
  value,
  onChange,
  onType,
  typed,
  autoFocus = false,
}: Labelled & {
  options: readonly Option[];
  value: string | null;
  onChange: (id: string | null) => void;
  onType?: (text: string) => void;
  typed?: string;
  /** Its options wait until something is typed then: they would hide what is below. */
  autoFocus?: boolean;
}) {
  return (
    <Combo
      className="field"
      value={value}
      onChange={(id) => onChange(id === null ? null : String(id))}
      isInvalid={fault !== undefined}
      menuTrigger={autoFocus ? "input" : "focus"}
      autoFocus={autoFocus}
      allowsEmptyCollection
      defaultItems={options}
      {...(onType ? { items: options, onInputChange: onType, inputValue: typed ?? "" } : {})}
    >
      <Label>{label}</Label>
      <div className="combo">
        <Input className="input" />
        <Pressable className="button quiet square">
          <Icon name="chevron" />
        </Pressable>
      </div>
      <Below hint={hint} fault={fault} />
      <Popover className="popover">
        <Options options={options} />
      </Popover>
    </Combo>
  );
}

export function Checkbox({
  children,
  isSelected,
  isIndeterminate = false,
  isDisabled = false,
  onChange,
  label,
}: {
  children?: ReactNode;
  /** Spoken, where nothing is written beside it. */
  label?: string;
  isSelected: boolean;
  isIndeterminate?: boolean;
  isDisabled?: boolean;
  onChange: (isSelected: boolean) => void;
}) {
  return (
    <Check
      className="check"
      isSelected={isSelected}
      isIndeterminate={isIndeterminate}
      isDisabled={isDisabled}
      onChange={onChange}
      {...(label ? { "aria-label": label } : {})}
    >
      <span className="box">
        <Icon name="check" size={12} />
      </span>
      {children}
    </Check>
  );
}

/** The box of one choice of a group, and its words. */
function ChoiceText({ option, size }: { option: Option; size: 10 | 12 }) {
  return (
    <>
      <span className="box">
        <Icon name="check" size={size} />
      </span>
      <span>
        {option.text} {option.hint && <span className="muted">{option.hint}</span>}
      </span>
    </>
  );
}

export function CheckboxGroup({
  label,
  hint,
  fault,
  options,
  value,
  onChange,
}: Labelled & {
  options: readonly (Option & { isDisabled?: boolean })[];
  value: string[];
  onChange: (ids: string[]) => void;
}) {
  return (
    <Checks className="field" value={value} onChange={onChange} isInvalid={fault !== undefined}>
      <Label className="field-label">{label}</Label>
      {options.map((one) => (
        <Check key={one.id} value={one.id} isDisabled={one.isDisabled ?? false} className="check">
          <ChoiceText option={one} size={12} />
        </Check>
      ))}
      <Below hint={hint} fault={fault} />
    </Checks>
  );
}

export function RadioGroup({
  label,
  hint,
  fault,
  options,
  value,
  onChange,
}: Labelled & {
  options: readonly Option[];
  value: string;
  onChange: (id: string) => void;
}) {
  return (
    <Radios className="field" value={value} onChange={onChange} isInvalid={fault !== undefined}>
      <Label className="field-label">{label}</Label>
      {options.map((one) => (
        <Radio key={one.id} value={one.id} className="check radio">
          <ChoiceText option={one} size={10} />
        </Radio>
      ))}
      <Below hint={hint} fault={fault} />
    </Radios>
  );
}
