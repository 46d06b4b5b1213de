import { type ReactNode, useEffect, useState } from "react";
import { Dialog as Panel, Heading, Modal, ModalOverlay } from "react-aria-components";
import { isStale } from "../api/problem.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Button, IconButton, type Look } from "./Button.tsx";
import { Field } from "./Field.tsx";
import { ChangeFault, type Sides } from "./StaleEdit.tsx";
import { useIsReachable } from "./reachable.ts";
import { kitTexts } from "./texts.ts";

interface DialogProps {
  title: string;
  /** The title's, where it is a document's own and not the reader's. */
  lang?: string | undefined;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** Buttons; the last is what the dialogue is for. */
  foot?: ReactNode;
  place?: "centre" | "side" | "start" | "top";
  isAlert?: boolean;
}

/** Esc and the backdrop close it; the focus goes back to where it was. `side`: a drawer. */
export function Dialog({
  title,
  lang,
  isOpen,
  onClose,
  children,
  foot,
  place = "centre",
  isAlert = false,
}: DialogProps) {
  const t = useTexts(kitTexts);
  const isDrawer = place === "side" || place === "start";
  return (
    <ModalOverlay
      className={`backdrop ${place}`}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!isAlert}
    >
      <Modal className={`dialog${isDrawer ? " drawer" : ""}${place === "start" ? " narrow" : ""}`}>
        <Panel role={isAlert ? "alertdialog" : "dialog"}>
          <GiveFocusBack />
          <div className="dialog-head">
            <Heading slot="title" level={2} lang={lang}>
              {title}
            </Heading>
            <IconButton icon="close" label={t("close")} onPress={onClose} />
          </div>
          <div className="dialog-body">
            <OfflineHere />
            {children}
          </div>
          {foot && <div className="dialog-foot">{foot}</div>}
        </Panel>
      </Modal>
    </ModalOverlay>
  );
}

/** Where what opened the dialogue has gone meanwhile, the page has the focus. */
function GiveFocusBack() {
  useEffect(
    () => () => {
      // React Aria looks for what had it in the next frame.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (document.activeElement !== document.body) return;
          document.getElementById("main")?.focus({ preventScroll: true });
        }),
      );
    },
    [],
  );
  return null;
}

/** The page's banner lies behind the dialogue. */
function OfflineHere() {
  const t = useTexts(kitTexts);
  return useIsReachable() ? null : (
    <div className="banner" role="status">
      {t("offlineForm")}
    </div>
  );
}

interface ConfirmProps {
  title: string;
  /** Says the whole effect: "End Fabrikam on 3 subscriptions". */
  action: string;
  isOpen: boolean;
  onClose: () => void;
  onConfirm: () => void;
  isPending?: boolean;
  isDangerous?: boolean;
  /** For what cannot be taken back: its name has to be typed. */
  typed?: string;
  /** Why it was not done. */
  error?: Error | null;
  /** Where somebody may have been faster. */
  stale?: Sides;
  children: ReactNode;
}

export function Confirm(props: ConfirmProps) {
  const {
    title,
    action,
    isOpen,
    onClose,
    onConfirm,
    isPending = false,
    isDangerous = false,
    typed,
    error = null,
    stale,
    children,
  } = props;
  const t = useTexts(kitTexts);
  const [name, setName] = useState("");
  const isAskedAgain = stale !== undefined && isStale(error);
  const look: Look = isDangerous ? "danger primary" : "primary";
  const foot = (
    <>
      <Button onPress={onClose}>{t("cancel")}</Button>
      <Button
        look={look}
        onPress={onConfirm}
        isPending={isPending}
        isDisabled={typed !== undefined && name !== typed}
      >
        {action}
      </Button>
    </>
  );
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      foot={isAskedAgain ? undefined : foot}
      isAlert
    >
      <ChangeFault error={error} stale={stale} />
      {!isAskedAgain && children}
      {typed !== undefined && !isAskedAgain && (
        <Field label={t("typeToConfirm", { name: typed })} value={name} onChange={setName} />
      )}
    </Dialog>
  );
}
