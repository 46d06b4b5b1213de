import { type ReactNode, useState } from "react";
import { useTexts } from "../../i18n/use_texts.ts";
import { Field } from "../../kit/Field.tsx";
import { FormDialog } from "../../kit/FormDialog.tsx";
import { isReason } from "./reason.ts";
import { partTexts } from "./texts.ts";

interface Props {
  title: string;
  /** The whole effect, on the button. */
  action: string;
  onSubmit: (reason: string) => void;
  onClose: () => void;
  isPending: boolean;
  error: Error | null;
  isDangerous?: boolean;
  /** Said before the reason: what the decision does. */
  children?: ReactNode;
}

/** Something that needs a reason. Shown while it is mounted; the reason has the focus. */
export function ReasonDialog({ onSubmit, children, ...rest }: Props) {
  const t = useTexts(partTexts);
  const [reason, setReason] = useState("");
  return (
    <FormDialog {...rest} onSubmit={() => onSubmit(reason.trim())} isReady={isReason(reason)}>
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
