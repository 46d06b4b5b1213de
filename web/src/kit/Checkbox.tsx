import type { ReactNode } from "react";
import { Checkbox as Check } from "react-aria-components";
import { Icon } from "./Icon.tsx";

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
