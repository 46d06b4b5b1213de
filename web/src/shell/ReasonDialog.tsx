import { type ReactNode, useState } from "react";
import { useTexts } from "../i18n/use_texts.ts";
import { Field } from "../kit/Field.tsx";
import { FormDialog } from "../kit/FormDialog.tsx";
import type { Sides } from "../kit/StaleEdit.tsx";
import { isReason } from "./reason.ts";
import { reasonTexts } from "./reason_texts.ts";

interface Props {
  title: string;
  /** The whole effect, on the button. */
  action: string;
  onSubmit: (reason: string) => void;
  onClose: () => void;
  isPending: boolean;
  error: Error | null;
  isDangerous?: boolean;
  /** Whether what is entered beside the reason can be sent. */
  isReady?: boolean;
  /** Where somebody may have been faster; given the reason. */
  staleOf?: (reason: string) => Sides;
  /** Said before the reason: what the decision does. */
  children?: ReactNode;
}

/** Something that needs a reason. Shown while it is mounted; the reason has the focus. */
export function ReasonDialog({ onSubmit, staleOf, isReady = true, children, ...rest }: Props) {
  const t = useTexts(reasonTexts);
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      {...rest}
      {...(staleOf ? { stale: staleOf(reason.trim()) } : {})}
      onSubmit={() => onSubmit(reason.trim())}
      isReady={isReady && isReason(reason)}
    >
      {children}
      <Field
        label={t("reason")}
        hint={t("reasonHint")}
        value={reason}
        onChange={setReason}
        maxLength={1000}
        isRequired
        autoFocus
      />
    </FormDialog>
  );
}
