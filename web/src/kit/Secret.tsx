import type { ReactNode } from "react";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import { Id } from "./values.tsx";

/** Something that is shown once, so a click beside it does not close it: a link, a secret. */
export function Secret({
  title,
  text,
  done,
  children,
  onClose,
}: {
  title: string;
  text: string;
  /** On the button: that it is kept. */
  done: string;
  children: ReactNode;
  onClose: () => void;
}) {
  return (
    <Dialog
      title={title}
      isOpen
      isAlert
      onClose={onClose}
      foot={
        <Button look="primary" onPress={onClose}>
          {done}
        </Button>
      }
    >
      <p>{children}</p>
      <div className="source">
        <Id id={text} />
      </div>
    </Dialog>
  );
}
