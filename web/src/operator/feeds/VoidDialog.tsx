import { useEffect, useState } from "react";
import { type DataOf, useChange } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Field } from "../../kit/Field.tsx";
import { FormDialog } from "../../kit/FormDialog.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { Month, Quantity } from "../../kit/values.tsx";
import { Facts } from "../../kit/Facts.tsx";
import { MoneyCell } from "../../kit/table/column.tsx";
import { kitTexts } from "../../kit/texts.ts";
import { useMeasureNames } from "../../shell/measure_names.ts";
import { isReason } from "../../shell/reason.ts";
import { reasonTexts } from "../../shell/reason_texts.ts";
import type { FeedFile } from "./calendar.ts";
import { feedsTexts } from "./texts.ts";

type Effect = DataOf<"/v1/feed-files/{id}:plan-void", "post">;

/** The effect first, then a reason and the file's name: this is not taken back. */
export function VoidDialog({ file, onClose }: { file: FeedFile; onClose: (job?: string) => void }) {
  const t = useTexts(feedsTexts);
  const tKit = useTexts(kitTexts);
  const tPart = useTexts(reasonTexts);
  const [reason, setReason] = useState("");
  const [name, setName] = useState("");
  const plan = useChange("post", "/v1/feed-files/{id}:plan-void");
  const voiding = useChange("post", "/v1/feed-files/{id}:void", {
    onDone: ({ data }) => onClose(data.id),
  });
  const { run: ask } = plan;
  const { id } = file;
  useEffect(() => ask({ params: { path: { id } } }), [ask, id]);
  const effect = plan.answer?.data;
  return (
    <FormDialog
      title={t("voidTitle", { name: file.name })}
      action={t("voidAction", { count: effect?.stopping ?? 0 })}
      onSubmit={() =>
        voiding.run({ params: { path: { id } }, body: { name, reason: reason.trim() } })
      }
      onClose={() => onClose()}
      isPending={voiding.isRunning}
      error={voiding.error}
      isReady={effect !== undefined && name === file.name && isReason(reason)}
      isDangerous
    >
      <p>{t("voidLead")}</p>
      {plan.error && (
        <ErrorState error={plan.error} onRetry={() => ask({ params: { path: { id } } })} />
      )}
      {effect ? <EffectOf effect={effect} /> : !plan.error && <Skeleton lines={4} />}
      <Field
        label={tPart("reason")}
        hint={tPart("reasonHint")}
        value={reason}
        onChange={setReason}
        maxLength={1000}
        isRequired
      />
      <Field
        label={tKit("typeToConfirm", { name: file.name })}
        value={name}
        onChange={setName}
        isRequired
      />
    </FormDialog>
  );
}

function EffectOf({ effect }: { effect: Effect }) {
  const t = useTexts(feedsTexts);
  const measure = useMeasureNames();
  const counted = (rows: number) => (rows === 0 ? null : <Quantity amount={String(rows)} />);
  return (
    <>
      <Facts
        facts={[
          { name: t("stopping"), value: <Quantity amount={String(effect.stopping)} /> },
          { name: t("returning"), value: counted(effect.returning) },
          { name: t("leaving"), value: counted(effect.leaving_quarantine) },
          { name: t("waitingAgain"), value: counted(effect.waiting_again) },
        ]}
      />
      {effect.months.length > 0 && (
        <div className="table-scroll" tabIndex={0} role="group" aria-label={t("effectCaption")}>
          <table className="plain-table">
            <caption className="visually-hidden">{t("effectCaption")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("month")}</th>
                <th scope="col">{t("before")}</th>
                <th scope="col">{t("after")}</th>
              </tr>
            </thead>
            <tbody>
              {effect.months.map((one) => (
                <tr key={`${one.month} ${one.measure} ${one.currency}`}>
                  <th scope="row">
                    <Month month={one.month} /> {measure(one.measure)}
                  </th>
                  <td>
                    <MoneyCell amount={one.amount_before} currency={one.currency} />
                  </td>
                  <td>
                    <MoneyCell amount={one.amount_after} currency={one.currency} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {effect.deliver_again.length > 0 && (
        <p>{t("deliverAgain", { files: effect.deliver_again.join(", ") })}</p>
      )}
    </>
  );
}
