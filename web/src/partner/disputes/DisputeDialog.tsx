import { useState } from "react";
import { useChange } from "../../api/questions.ts";
import { Problem } from "../../api/problem.ts";
import { isDecimal, signOf } from "../../format/decimal.ts";
import { formatDay } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { Field } from "../../kit/Field.tsx";
import { FormFaults } from "../../kit/states.tsx";
import { say } from "../../kit/Toast.tsx";
import { Money } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import type { StatementLine } from "../statements/statement.ts";
import { useTerms } from "../terms/use_terms.ts";
import { disputesTexts } from "./texts.ts";

/** Of a line of a statement: what it should be worth more, and why. */
export function DisputeDialog({
  statement,
  line,
  onClose,
}: {
  statement: string;
  line: StatementLine;
  onClose: () => void;
}) {
  const t = useTexts(disputesTexts);
  const locale = useLocale();
  const { leverName } = useTerms();
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  const open = useChange("post", "/v1/petitions", {
    onDone: ({ data }) => {
      const day = data.decide_by ? formatDay(data.decide_by.slice(0, 10), locale) : "–";
      say(t("opened", { id: data.id, day }));
      onClose();
    },
  });
  const isSound = isDecimal(amount) && signOf(amount) > 0 && reason.trim().length >= 3;
  const send = () =>
    open.run({
      params: {},
      body: {
        kind: "dispute",
        payout: line.payout === "coop" ? "coop" : "rebate",
        statement_id: statement,
        line: Number(line.line),
        amount,
        reason: reason.trim(),
      },
    });
  const fault = (name: string) => (open.error instanceof Problem ? open.error.of(name) : undefined);
  const { currency } = line;
  return (
    <Dialog
      title={t("openTitle", { line: line.line, statement })}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button look="primary" onPress={send} isDisabled={!isSound} isPending={open.isRunning}>
            {isSound ? t("send", { amount, currency }) : t("sendEmpty")}
          </Button>
        </>
      }
    >
      <p>
        {t.rich("openLead", {
          lever: leverName(line.lever),
          subscription: <code>{line.subscription}</code>,
          amount: <Money amount={line.amount} currency={currency} />,
        })}
      </p>
      <FormFaults error={open.error} />
      <Field
        label={t("amount")}
        hint={t("amountHint", { currency })}
        value={amount}
        onChange={setAmount}
        inputMode="decimal"
        fault={fault("amount")}
        autoFocus
      />
      <Field
        label={t("why")}
        hint={t("whyHint")}
        value={reason}
        onChange={setReason}
        rows={4}
        fault={fault("reason")}
      />
    </Dialog>
  );
}
