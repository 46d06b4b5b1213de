import { useState } from "react";
import { useChange } from "../../api/questions.ts";
import { Problem } from "../../api/problem.ts";
import { decimalOf, signOf } from "../../format/decimal.ts";
import { formatMoney } from "../../format/number.ts";
import { formatDay } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Field } from "../../kit/Field.tsx";
import { FormDialog } from "../../kit/FormDialog.tsx";
import { say } from "../../kit/Toast.tsx";
import { Money } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { type StatementLine, takenBack } from "../statements/statement.ts";
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
  const { currency } = line;
  const shown = (one: string) =>
    formatMoney(one, currency, locale, { currency: "none", exact: true });
  const taken = takenBack(line);
  const [typed, setTyped] = useState(taken === null ? "" : shown(taken));
  const [reason, setReason] = useState("");
  const open = useChange("post", "/v1/petitions", {
    onDone: ({ data }) => {
      const day = data.decide_by ? formatDay(data.decide_by.slice(0, 10), locale) : "–";
      say(t("opened", { id: data.id, day }));
      onClose();
    },
  });
  const amount = decimalOf(typed, locale);
  const isAmount = amount !== null && signOf(amount) > 0;
  const isSound = isAmount && reason.trim().length >= 3;
  const send = () =>
    amount !== null &&
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
  const example = shown("1234.5");
  return (
    <FormDialog
      title={t("openTitle", { line: line.line, statement })}
      action={isAmount ? t("send", { amount: shown(amount), currency }) : t("sendEmpty")}
      onSubmit={send}
      onClose={onClose}
      isPending={open.isRunning}
      error={open.error}
      isReady={isSound}
    >
      <p>
        {t.rich("openLead", {
          lever: leverName(line.lever),
          subscription: <code>{line.subscription}</code>,
          amount: <Money amount={line.amount} currency={currency} />,
        })}
      </p>
      <Field
        label={t("amount")}
        hint={t(taken === null ? "amountHint" : "amountTaken", { currency, example })}
        value={typed}
        onChange={setTyped}
        inputMode="decimal"
        fault={typed !== "" && !isAmount ? t("amountFault", { example }) : fault("amount")}
        autoFocus={taken === null}
      />
      <Field
        label={t("why")}
        hint={t("whyHint")}
        value={reason}
        onChange={setReason}
        rows={4}
        fault={fault("reason")}
        autoFocus={taken !== null}
      />
    </FormDialog>
  );
}
