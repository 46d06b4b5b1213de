import { useState } from "react";
import { useList } from "../../api/questions.ts";
import { useAct } from "../../api/act.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Confirm } from "../../kit/Dialog.tsx";
import { Card } from "../../kit/Figures.tsx";
import { FormFaults } from "../../kit/states.tsx";
import { say } from "../../kit/Toast.tsx";
import type { NameOf } from "../../shell/names.ts";
import { move, type Moving } from "../attach/acts.ts";
import { overviewTexts } from "./texts.ts";

/** The partner of whatever comes, where the customer has said so. */
export function Standing({ partner, mayEnd }: { partner: NameOf; mayEnd: boolean }) {
  const t = useTexts(overviewTexts);
  const { rows } = useList("/v1/requests", { kind: "standing", state: "ACTIVE" });
  const [asked, ask] = useState<string | null>(null);
  const { run, isRunning, error, reset } = useAct();
  const close = () => {
    ask(null);
    reset();
  };
  const confirm = async (request: Moving, name: string) => {
    const done = await run(() => move(request, "end"));
    if (done === null) return;
    say(t("standingEnded", { partner: name }));
    close();
  };
  return rows.map((one) => {
    const name = partner(one.partner_id ?? "");
    return (
      <Card
        key={one.id}
        title={t("standing")}
        actions={mayEnd && <Button onPress={() => ask(one.id)}>{t("standingEnd")}</Button>}
      >
        <p>{t("standingText", { partner: name })}</p>
        <Confirm
          title={t("standing")}
          action={t("standingEnd")}
          isOpen={asked === one.id}
          onClose={close}
          onConfirm={() => void confirm(one, name)}
          isPending={isRunning}
          isDangerous
        >
          <FormFaults error={error} />
          <p>{t("standingEndText", { partner: name })}</p>
        </Confirm>
      </Card>
    );
  });
}
