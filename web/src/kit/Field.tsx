import {
  Input,
  Label,
  SearchField as Search,
  TextArea,
  TextField,
  type TextFieldProps,
} from "react-aria-components";
import { Below, type Labelled } from "./labelled.tsx";

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
