import { useState } from "react";
import { type DataOf, useChange } from "../../api/questions.ts";
import { decimalOf } from "../../format/decimal.ts";
import { formatMoney } from "../../format/number.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Field } from "../../kit/Field.tsx";
import { say } from "../../kit/Toast.tsx";
import { Money } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { usePartnerNames } from "../../shell/names.ts";
import { ReasonDialog } from "../../shell/ReasonDialog.tsx";
import { usePetitionNow, useRequestNow } from "../../shell/moved.tsx";
import { type Entry, type Petition, petitionEntry, type Request, requestEntry } from "./entry.ts";
import type { Step } from "./requests.ts";
import { queueTexts, useKindOfEntry, useStepName } from "./texts.ts";

/** Says what the decision does, asks why, and does it if nobody has moved the entry meanwhile. */
export function Decision({
  entry,
  step,
  onClose,
}: {
  entry: Entry;
  step: Step;
  onClose: () => void;
}) {
  return entry.of === "petition" ? (
    <PetitionDecision petition={entry.is} step={step} onClose={onClose} />
  ) : (
    <RequestDecision request={entry.is} step={step} onClose={onClose} />
  );
}

type PetitionEvent = "review" | "accept" | "reject" | "withdraw";

function PetitionDecision({
  petition,
  step,
  onClose,
}: {
  petition: Petition;
  step: Step;
  onClose: () => void;
}) {
  const t = useTexts(queueTexts);
  const stepName = useStepName();
  const kind = useKindOfEntry();
  const partner = usePartnerNames();
  const locale = useLocale();
  const { currency } = petition;
  const shown = (one: string) =>
    formatMoney(one, currency, locale, { currency: "none", exact: true });
  const [typed, setTyped] = useState(() => shown(petition.asked));
  const amount = decimalOf(typed, locale);
  const isAccepting = step.event === "accept";
  const change = useChange("post", "/v1/petitions/{id}:move", {
    onDone: () => {
      say(t("done", { step: stepName(step.event), id: petition.id }));
      onClose();
    },
  });
  const { theirs, now } = usePetitionNow(petition.id, change.error);
  const isStillOpen = now !== null && petitionEntry(now).steps.some((one) => one.key === step.key);
  const submit = (reason: string, revision = petition.revision) =>
    change.run({
      params: { path: { id: petition.id } },
      body: {
        event: step.event as PetitionEvent,
        reason,
        if_revision: revision,
        ...(isAccepting && amount !== null ? { amount } : {}),
      },
    });
  return (
    <ReasonDialog
      title={`${stepName(step.event)}: ${kind(petition.kind)} ${petition.id}`}
      action={stepName(step.event)}
      onSubmit={submit}
      onClose={onClose}
      isPending={change.isRunning}
      error={change.error}
      isDangerous={step.isRefusal}
      isReady={!isAccepting || amount !== null}
      staleOf={(reason) => ({
        theirs,
        yours: [
          { name: t("decision"), value: stepName(step.event) },
          {
            name: t("amount"),
            value: isAccepting && amount !== null && (
              <Money amount={amount} currency={currency} shown="code" exact />
            ),
          },
          { name: t("why"), value: reason },
        ],
        onAgain: isStillOpen ? () => submit(reason, now.revision) : undefined,
        onReload: onClose,
        isPending: change.isRunning,
      })}
    >
      {isAccepting && (
        <>
          <Field
            label={t("grant", { currency })}
            value={typed}
            onChange={setTyped}
            inputMode="decimal"
            fault={amount === null ? t("grantFault", { example: shown("1234.5") }) : undefined}
          />
          {amount !== null && (
            <p role="status">
              {t.rich(`effect_${petition.kind}`, {
                amount: <Money amount={amount} currency={currency} shown="code" exact />,
                partner: partner(petition.partner_id),
              })}
            </p>
          )}
        </>
      )}
      {step.isRefusal && <p>{t("rejectEffect")}</p>}
      {step.event === "review" && <p>{t("reviewEffect")}</p>}
    </ReasonDialog>
  );
}

function RequestDecision({
  request,
  step,
  onClose,
}: {
  request: Request;
  step: Step;
  onClose: () => void;
}) {
  const t = useTexts(queueTexts);
  const stepName = useStepName();
  const kind = useKindOfEntry();
  const change = useChange("post", "/v1/requests/{id}:move", {
    onDone: (_: { data: DataOf<"/v1/requests/{id}:move", "post"> }) => {
      say(t("done", { step: stepName(step.event), id: request.id }));
      onClose();
    },
  });
  const { theirs, now } = useRequestNow(request.id, change.error);
  const isStillOpen = now !== null && requestEntry(now).steps.some((one) => one.key === step.key);
  const submit = (reason: string, revision = request.revision) =>
    change.run({
      params: { path: { id: request.id } },
      body: { event: step.event, reason, if_revision: revision },
    });
  return (
    <ReasonDialog
      title={`${stepName(step.event)}: ${kind(request.kind)} ${request.id}`}
      action={stepName(step.event)}
      onSubmit={submit}
      onClose={onClose}
      isPending={change.isRunning}
      error={change.error}
      isDangerous={step.isRefusal}
      staleOf={(reason) => ({
        theirs,
        yours: [
          { name: t("decision"), value: stepName(step.event) },
          { name: t("why"), value: reason },
        ],
        onAgain: isStillOpen ? () => submit(reason, now.revision) : undefined,
        onReload: onClose,
        isPending: change.isRunning,
      })}
    >
      <p>{step.key === "n" ? t("askEffect") : t("requestEffect")}</p>
    </ReasonDialog>
  );
}
