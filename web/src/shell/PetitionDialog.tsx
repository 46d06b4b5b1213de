import { type ReactNode, useState } from "react";
import { Problem } from "../api/problem.ts";
import { type RowOf, useChange } from "../api/questions.ts";
import { decimalOf } from "../format/decimal.ts";
import { formatMoney } from "../format/number.ts";
import { catalogue } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Field } from "../kit/Field.tsx";
import { FormDialog } from "../kit/FormDialog.tsx";
import { say } from "../kit/Toast.tsx";
import { useLocale } from "../preferences/preferences.ts";
import { freeOf, isCovered } from "./petition_amount.ts";
import { isReason } from "./reason.ts";

const texts = catalogue(
  {
    amount: "Amount",
    amountHint: "In {currency}, at most {free}: what stands there and nobody asks for yet.",
    amountFault: "Above zero and at most {free}, or below zero where the balance is",
    evidence: "Evidence",
    evidenceHint: "A document or contract, by its number or address",
    why: "Why",
    whyHint: "Whoever decides reads it, and it stands in the record. Control and Enter sends it.",
    opened: "{id} is open. Somebody else decides it.",
  },
  {
    de: {
      amount: "Betrag",
      amountHint: "In {currency}, höchstens {free}: was dort steht und noch niemand verlangt.",
      amountFault: "Über null und höchstens {free}, oder unter null, wo es der Saldo ist",
      evidence: "Beleg",
      evidenceHint: "Ein Dokument oder Vertrag, mit Nummer oder Adresse",
      why: "Warum",
      whyHint: "Wer entscheidet, liest es, und es bleibt vermerkt. Strg und Eingabe sendet es.",
      opened: "{id} ist offen. Jemand anderes entscheidet.",
    },
  },
);

type Balance = RowOf<"/v1/balances">;

/** What is asked of money that stands in an account; of a line of a statement it is a dispute. */
export type BalanceKind = "coop_claim" | "release" | "forfeit" | "exception";

/** Asks for a balance, or a part of it: the amount is all that is free, the reason has the focus. */
export function PetitionDialog({
  kind,
  balance,
  title,
  action,
  needsEvidence = false,
  isDangerous = false,
  onClose,
  children,
}: {
  kind: BalanceKind;
  balance: Balance;
  title: string;
  /** The whole effect, given the amount with its currency. */
  action: (amount: string) => string;
  needsEvidence?: boolean;
  isDangerous?: boolean;
  onClose: () => void;
  /** What becomes of it when it is accepted. */
  children: ReactNode;
}) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { partner_id, currency, fund, payout } = balance;
  const free = freeOf(balance);
  const shown = (one: string) =>
    formatMoney(one, currency, locale, { currency: "none", exact: true });
  const [typed, setTyped] = useState(() => shown(free));
  const [evidence, setEvidence] = useState("");
  const [reason, setReason] = useState("");
  const open = useChange("post", "/v1/petitions", {
    onDone: ({ data }) => {
      say(t("opened", { id: data.id }));
      onClose();
    },
  });
  const amount = decimalOf(typed, locale);
  const isAmount = amount !== null && isCovered(free, amount);
  const isReady = isAmount && isReason(reason) && (!needsEvidence || evidence.trim() !== "");
  const send = () =>
    amount !== null &&
    open.run({
      params: {},
      body: {
        kind,
        partner_id,
        currency,
        amount,
        payout: payout === "coop" ? "coop" : "rebate",
        ...(fund === null ? {} : { fund }),
        ...(evidence.trim() === "" ? {} : { evidence: evidence.trim() }),
        reason: reason.trim(),
      },
    });
  const fault = (name: string) => (open.error instanceof Problem ? open.error.of(name) : undefined);
  return (
    <FormDialog
      title={title}
      action={action(isAmount ? `${shown(amount)} ${currency}` : currency)}
      onSubmit={send}
      onClose={onClose}
      isPending={open.isRunning}
      error={open.error}
      isReady={isReady}
      isDangerous={isDangerous}
    >
      {children}
      <Field
        label={t("amount")}
        hint={t("amountHint", { currency, free: shown(free) })}
        value={typed}
        onChange={setTyped}
        inputMode="decimal"
        fault={
          typed !== "" && !isAmount ? t("amountFault", { free: shown(free) }) : fault("amount")
        }
      />
      <Field
        label={t("evidence")}
        hint={t("evidenceHint")}
        value={evidence}
        onChange={setEvidence}
        maxLength={2000}
        isRequired={needsEvidence}
        fault={fault("evidence")}
        autoFocus={needsEvidence}
      />
      <Field
        label={t("why")}
        hint={t("whyHint")}
        value={reason}
        onChange={setReason}
        rows={3}
        maxLength={1000}
        isRequired
        fault={fault("reason")}
        autoFocus={!needsEvidence}
      />
    </FormDialog>
  );
}
