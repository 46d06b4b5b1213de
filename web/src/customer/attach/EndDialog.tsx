import { useState } from "react";
import { formatDay, lastDayBefore } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Confirm } from "../../kit/Dialog.tsx";
import { RadioGroup } from "../../kit/Field.tsx";
import { FormFaults } from "../../kit/states.tsx";
import { say } from "../../kit/Toast.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { useAct } from "../../api/act.ts";
import { type Association, isRecord } from "../holdings.ts";
import type { Book } from "../use_book.ts";
import { end, undoEnd } from "./acts.ts";
import { nextMonthBegins } from "./term.ts";
import { attachTexts } from "./texts.ts";

/** Ends an association, now or with the month. A partner of record can be given its place back. */
export function EndDialog({
  book,
  association,
  partner,
  subscription,
  onClose,
}: {
  book: Book;
  association: Association;
  partner: string;
  /** What it is called. */
  subscription: string;
  onClose: () => void;
}) {
  const t = useTexts(attachTexts);
  const locale = useLocale();
  const { run, isRunning, error } = useAct();
  const [when, setWhen] = useState("now");
  const month = nextMonthBegins(book.today);
  const scope = association.subscription_id === null ? t("all") : subscription;
  const confirm = async () => {
    const on = when === "now" ? null : month;
    const done = await run(() => end(association.id, on, t("endReason")));
    if (done === null) return;
    const undo = () =>
      void run(() => undoEnd(association, on, t("undoReason"))).then((answer) =>
        say(answer === null ? t("undoFailed", { scopes: scope }) : t("undone")),
      );
    const mayUndo = isRecord(association) && association.subscription_id !== null;
    say(t("endDone", { partner, subscription: scope }), mayUndo ? undo : undefined);
    onClose();
  };
  return (
    <Confirm
      title={t("endTitle", { partner })}
      action={t("end", { partner, subscription: scope })}
      isOpen
      isDangerous
      isPending={isRunning}
      onClose={onClose}
      onConfirm={() => void confirm()}
    >
      <FormFaults error={error} />
      <p>{t("endText", { partner })}</p>
      {isRecord(association) && <p>{t("endGap")}</p>}
      <RadioGroup
        label={t("endWhen")}
        value={when}
        onChange={setWhen}
        options={[
          { id: "now", text: t("endsNow") },
          { id: "month", text: t("endsMonth", { day: formatDay(lastDayBefore(month), locale) }) },
        ]}
      />
    </Confirm>
  );
}
