import {
  Checkbox as Check,
  CheckboxGroup as Checks,
  Label,
  Radio,
  RadioGroup as Radios,
} from "react-aria-components";
import { Icon } from "./Icon.tsx";
import { Below, type Labelled } from "./labelled.tsx";
import type { Option } from "./options.tsx";

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
