import { useState } from "react";
import { Link, useLocation } from "wouter";
import { type RowOf, useChange, useList } from "../../api/questions.ts";
import { isDay } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Field } from "../../kit/Field.tsx";
import { FormDialog } from "../../kit/FormDialog.tsx";
import { EmptyState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { Page } from "../../shell/Page.tsx";
import { useMay } from "../../shell/session.tsx";
import { useActorName } from "../../shell/actor.ts";
import "../parts/operator.css";
import { payoutTexts } from "./texts.ts";

type Payout = RowOf<"/v1/payouts">;

export default function Screen() {
  const t = useTexts(payoutTexts);
  const who = useActorName();
  const may = useMay("payouts:write");
  const [isAsked, setAsked] = useState(false);
  const list = useList("/v1/payouts", {}, { pageSize: 1000 });
  const columns: Column<Payout>[] = [
    {
      id: "id",
      title: t("id"),
      kind: "id",
      value: (row) => row.id,
      cell: (row) => <Link href={`/o/payouts/${encodeURIComponent(row.id)}`}>{row.id}</Link>,
    },
    { id: "state", title: t("state"), kind: "status", isKey: true, value: (row) => row.state },
    {
      id: "execution_day",
      title: t("executionDay"),
      kind: "day",
      isKey: true,
      value: (row) => row.execution_day,
    },
    {
      id: "payments",
      title: t("payments"),
      kind: "count",
      isKey: true,
      value: (row) => String(row.payments),
    },
    wordColumn("created_by", t("createdBy"), who),
    wordColumn("approved_by", t("approvedBy"), who),
  ];
  const propose = (
    <Button look="primary" icon="add" onPress={() => setAsked(true)} isDisabled={!may}>
      {t("propose")}
    </Button>
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={propose}>
      <DataTable
        name="payouts"
        caption={t("title")}
        columns={columns}
        list={list}
        rowId={(row) => row.id}
        rowName={(row) => row.id}
        empty={<EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
      />
      {isAsked && <Propose onClose={() => setAsked(false)} />}
    </Page>
  );
}

function Propose({ onClose }: { onClose: () => void }) {
  const t = useTexts(payoutTexts);
  const [, go] = useLocation();
  const [day, setDay] = useState("");
  const change = useChange("post", "/v1/payouts", {
    onDone: ({ data }) => go(`/o/payouts/${encodeURIComponent(data.id)}`),
  });
  return (
    <FormDialog
      title={t("proposeTitle")}
      action={t("proposeAction")}
      onSubmit={() => change.run({ body: { execution_day: day } })}
      onClose={onClose}
      isPending={change.isRunning}
      error={change.error}
      isReady={isDay(day)}
    >
      <p>{t("proposeText")}</p>
      <Field
        label={t("executionDay")}
        type="date"
        value={day}
        onChange={setDay}
        isRequired
        autoFocus
      />
    </FormDialog>
  );
}
