import { type ReactNode, useState } from "react";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { Field } from "../../kit/Field.tsx";
import { FormFaults } from "../../kit/states.tsx";
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
export function ReasonDialog(props: Props) {
  const { title, action, onSubmit, onClose, isPending, error, isDangerous, children } = props;
  const t = useTexts(partTexts);
  const [reason, setReason] = useState("");
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReason(reason)) onSubmit(reason.trim());
        }}
      >
        <FormFaults error={error} isOneChange />
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
        <div className="dialog-buttons">
          <Button onPress={onClose}>{t("back")}</Button>
          <Button
            type="submit"
            look={isDangerous ? "danger primary" : "primary"}
            isPending={isPending}
            isDisabled={!isReason(reason)}
          >
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
