import type { ReactNode } from "react";
import { isStale } from "../api/problem.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import { FormFault, type Sides } from "./StaleEdit.tsx";
import { kitTexts } from "./texts.ts";

interface Props {
  title: string;
  /** The whole effect, on the button. */
  action: string;
  onSubmit: () => void;
  onClose: () => void;
  isPending: boolean;
  error: Error | null;
  /** Whether what was entered can be sent. */
  isReady?: boolean;
  isDangerous?: boolean;
  /** See ErrorState: false where sending takes several steps. */
  isOneChange?: boolean;
  place?: "centre" | "side";
  /** Where somebody may have been faster. */
  stale?: Sides;
  /** The fields. */
  children: ReactNode;
}

/** A form in a dialogue. Shown while it is mounted; its faults come first, its buttons last. */
export function FormDialog(props: Props) {
  const { title, action, onSubmit, onClose, isPending, error, children } = props;
  const { isReady = true, isDangerous = false, isOneChange = true, place = "centre" } = props;
  const isAskedAgain = props.stale !== undefined && isStale(error);
  const t = useTexts(kitTexts);
  return (
    <Dialog title={title} isOpen onClose={onClose} place={place}>
      <form
        className="stack"
        onKeyDown={(event) => {
          const isAsked = event.key === "Enter" && (event.ctrlKey || event.metaKey);
          if (isAsked) event.currentTarget.requestSubmit();
        }}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !isPending && !isAskedAgain) onSubmit();
        }}
      >
        <FormFault error={error} isOneChange={isOneChange} stale={props.stale} />
        {children}
        {!isAskedAgain && (
          <div className="dialog-buttons">
            <Button onPress={onClose}>{t("back")}</Button>
            <Button
              type="submit"
              look={isDangerous ? "danger primary" : "primary"}
              isPending={isPending}
              isDisabled={!isReady}
            >
              {action}
            </Button>
          </div>
        )}
      </form>
    </Dialog>
  );
}
