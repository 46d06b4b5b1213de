import type { ReactNode } from "react";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { Id } from "../../kit/values.tsx";
import { userTexts } from "./texts.ts";

/** Something that is shown once: a link, a secret. */
export function Secret({
  title,
  text,
  children,
  onClose,
}: {
  title: string;
  text: string;
  children: ReactNode;
  onClose: () => void;
}) {
  const t = useTexts(userTexts);
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      foot={
        <Button look="primary" onPress={onClose}>
          {t("done")}
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
