import { catalogue } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";

export const refusedTexts = catalogue(
  {
    mayNot: "Your role may look, not change. An administrator of your company can.",
    needs: "It needs the right “{right}”.",
    close: "Close",
  },
  {
    de: {
      mayNot: "Ihre Rolle darf ansehen, nicht ändern. Ein Administrator Ihrer Firma darf es.",
      needs: "Dazu gehört das Recht „{right}“.",
      close: "Schließen",
    },
  },
);

/** In the place of a dialogue that an address opens for somebody who may not do what it is for. */
export function Refused({
  title,
  right,
  onClose,
}: {
  title: string;
  /** The missing one, as the matrix names it. */
  right: string;
  onClose: () => void;
}) {
  const t = useTexts(refusedTexts);
  const foot = <Button onPress={onClose}>{t("close")}</Button>;
  return (
    <Dialog title={title} isOpen onClose={onClose} foot={foot}>
      <div className="state late">
        <p>{t("mayNot")}</p>
        <p className="muted">{t("needs", { right })}</p>
      </div>
    </Dialog>
  );
}
