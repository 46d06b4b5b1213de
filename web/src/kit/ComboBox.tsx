import { Button as Pressable, ComboBox as Combo, Input, Label } from "react-aria-components";
import { Icon } from "./Icon.tsx";
import { Below, type Labelled } from "./labelled.tsx";
import { type Option, Options } from "./options.tsx";

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
      <Options options={options} />
    </Combo>
  );
}
