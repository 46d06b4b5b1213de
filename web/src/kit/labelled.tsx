import type { ReactNode } from "react";
import { FieldError, Text } from "react-aria-components";
import type { FieldError as Fault } from "../api/problem.ts";

export interface Labelled {
  label: string;
  hint?: ReactNode;
  /** What the service says is wrong with it. */
  fault?: Fault | string | undefined;
}

/** What stands below a field. */
export function Below({ hint, fault }: Omit<Labelled, "label">) {
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
