import { catalogue } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";

const texts = catalogue(
  {
    title: "{id} is not here",
    text: "The address names something that is not on this page: it may have ended, it may not be yours, or its name is written otherwise.",
    close: "Close",
  },
  {
    de: {
      title: "{id} ist nicht hier",
      text: "Die Adresse nennt etwas, was auf dieser Seite nicht steht: Es kann beendet sein, nicht Ihres sein, oder anders geschrieben werden.",
      close: "Schließen",
    },
  },
);

/** In the place of what an address opens, where there is no such thing. */
export function Unknown({
  id,
  told,
  onClose,
}: {
  id: string;
  /** Of one that there is, and that the page has nothing of: its name, and what that means. */
  told?: { name: string; text: string } | undefined;
  onClose: () => void;
}) {
  const t = useTexts(texts);
  return (
    <Dialog
      title={told?.name ?? t("title", { id })}
      isOpen
      onClose={onClose}
      foot={<Button onPress={onClose}>{t("close")}</Button>}
    >
      <p>{told?.text ?? t("text")}</p>
    </Dialog>
  );
}
