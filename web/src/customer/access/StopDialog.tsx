import { useAct } from "../../api/act.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Confirm } from "../../kit/Dialog.tsx";
import { FormFaults } from "../../kit/states.tsx";
import { say } from "../../kit/Toast.tsx";
import { withdraw } from "../attach/consents.ts";
import { accessTexts } from "./texts.ts";

export function StopDialog({
  partner,
  name,
  onClose,
}: {
  partner: string;
  name: string;
  onClose: () => void;
}) {
  const t = useTexts(accessTexts);
  const { run, isRunning, error } = useAct();
  const confirm = async () => {
    const done = await run(() => withdraw(partner, null, t("reasonGiven"), null));
    if (done === null) return;
    say(t("stopped", { partner: name }));
    onClose();
  };
  return (
    <Confirm
      title={t("stopTitle", { partner: name })}
      action={t("stopAction", { partner: name })}
      isOpen
      isDangerous
      isPending={isRunning}
      onClose={onClose}
      onConfirm={() => void confirm()}
    >
      <FormFaults error={error} />
      <p>{t("stopText", { partner: name })}</p>
    </Confirm>
  );
}
