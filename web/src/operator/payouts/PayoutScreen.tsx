import { useState } from "react";
import { useParams } from "wouter";
import { download, type Known } from "../../api/client.ts";
import { type DataOf, useAnswer, useChange } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Status } from "../../kit/Badge.tsx";
import { Button } from "../../kit/Button.tsx";
import { Confirm } from "../../kit/Dialog.tsx";
import { Figures } from "../../kit/Figures.tsx";
import { Facts } from "../../kit/Facts.tsx";
import { Menu } from "../../kit/Menu.tsx";
import type { Sides } from "../../kit/StaleEdit.tsx";
import { Answered, EmptyState, ErrorState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable, listOf } from "../../kit/table/DataTable.tsx";
import { Tabs } from "../../kit/Tabs.tsx";
import { say } from "../../kit/Toast.tsx";
import { AsOf, Day, Quantity } from "../../kit/values.tsx";
import { usePartnerNames } from "../../shell/names.ts";
import { Page } from "../../shell/Page.tsx";
import { useMay } from "../../shell/session.tsx";
import { useTab } from "../../shell/tab.ts";
import { useActorName, useIsMe } from "../../shell/actor.ts";
import { Amounts } from "../parts/Amounts.tsx";
import "../parts/operator.css";
import { sumsOf } from "../parts/sums.ts";
import { payoutTexts, useLeftOutReason } from "./texts.ts";

type Payout = DataOf<"/v1/payouts/{id}">;
type Payment = Payout["payments"][number];
type LeftOut = Payout["left_out"][number];

interface Asked {
  step: "approve" | "cancel";
  of: Known<Payout>;
}

/** The state of a payout that nobody has approved yet. */
const kWaits = "created";

export default function PayoutScreen() {
  const { id = "" } = useParams();
  const t = useTexts(payoutTexts);
  const answer = useAnswer("/v1/payouts/{id}", { params: { path: { id } } });
  return (
    <Page title={t("titleOf", { id })} actions={answer.data && <Actions payout={answer.data} />}>
      <Answered answer={answer}>{(payout) => <Content payout={payout} />}</Answered>
    </Page>
  );
}

function Actions({ payout }: { payout: Known<Payout> }) {
  const t = useTexts(payoutTexts);
  const isMe = useIsMe();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [fault, setFault] = useState<Error | null>(null);
  const { id, state, created_by, payments } = payout.data;
  const done = (text: string) => () => {
    setAsked(null);
    say(text);
  };
  const approve = useChange("post", "/v1/payouts/{id}:approve", { onDone: done(t("approved")) });
  const cancel = useChange("post", "/v1/payouts/{id}:cancel", { onDone: done(t("cancelled")) });
  const isProposed = state === kWaits;
  const isOwn = isMe(created_by ?? null);
  const change = asked?.step === "cancel" ? cancel : approve;
  // By what was looked at when it was asked, not by what others have made of it meanwhile.
  const run = (wish: Asked | null) => {
    if (wish === null) return;
    const { etag } = wish.of;
    setAsked(wish);
    change.run({ params: { path: { id }, ...(etag ? { header: { "If-Match": etag } } : {}) } });
  };
  const ask = (step: Asked["step"]) => {
    (step === "cancel" ? cancel : approve).reset();
    setAsked({ step, of: payout });
  };
  const approveAction = t("approveAction", { count: asked?.of.data.payments.length ?? 0 });
  const cancelAction = t("cancelAction", { count: asked?.of.data.payments.length ?? 0 });
  const staleOf = (step: Asked["step"]): Sides => ({
    theirs: (
      <Facts
        facts={[
          { name: t("state"), value: <Status word={state} /> },
          { name: t("payments"), value: String(payments.length) },
          { name: t("sum"), value: <Amounts amounts={paidOf(payments)} /> },
        ]}
      />
    ),
    yours: [{ name: t("step"), value: step === "cancel" ? cancelAction : approveAction }],
    onAgain: isProposed ? () => run({ step, of: payout }) : undefined,
    onReload: () => setAsked(null),
    isPending: change.isRunning,
  });
  const file = (as: "pain001" | "csv") => {
    const name = `${id}.${as === "csv" ? "csv" : "xml"}`;
    download(`/v1/payouts/${encodeURIComponent(id)}/file?as=${as}`, name).then(
      () => say(t("fileThere")),
      setFault,
    );
  };
  const mayApprove = useMay("payouts:approve");
  const mayWrite = useMay("payouts:write");
  return (
    <>
      <Status word={state} />
      {isProposed && (
        <>
          <Button look="danger" onPress={() => ask("cancel")} isDisabled={!mayWrite}>
            {t("cancel")}
          </Button>
          <Button
            look="primary"
            icon="check"
            onPress={() => ask("approve")}
            isDisabled={!mayApprove || isOwn}
          >
            {t("approve")}
          </Button>
        </>
      )}
      {!isProposed && state !== "canceled" && (
        <Menu
          label={t("file")}
          actions={[
            { id: "pain001", text: t("pain001"), run: () => file("pain001") },
            { id: "csv", text: t("csv"), run: () => file("csv") },
          ]}
        >
          <Button icon="download">{t("file")}</Button>
        </Menu>
      )}
      {isProposed && isOwn && <p className="page-lead">{t("secondPerson")}</p>}
      {fault && <ErrorState error={fault} />}
      <Confirm
        title={t("approveTitle", { id })}
        action={approveAction}
        isOpen={asked?.step === "approve"}
        onClose={() => setAsked(null)}
        onConfirm={() => run(asked)}
        isPending={approve.isRunning}
        error={approve.error}
        stale={staleOf("approve")}
      >
        <p>{t("approveText")}</p>
        <Amounts amounts={paidOf((asked?.of.data ?? payout.data).payments)} />
      </Confirm>
      <Confirm
        title={t("cancelTitle", { id })}
        action={cancelAction}
        isOpen={asked?.step === "cancel"}
        onClose={() => setAsked(null)}
        onConfirm={() => run(asked)}
        isPending={cancel.isRunning}
        error={cancel.error}
        stale={staleOf("cancel")}
        isDangerous
      >
        <p>{t("cancelText")}</p>
      </Confirm>
    </>
  );
}

function paidOf(payments: readonly Payment[]) {
  return sumsOf(payments.map((one) => ({ currency: one.paid_in, amount: one.amount })));
}

function Content({ payout }: { payout: Known<Payout> }) {
  const t = useTexts(payoutTexts);
  const who = useActorName();
  const [tab, choose] = useTab("payments");
  const { payments, left_out, execution_day, created_by, approved_by, state } = payout.data;
  // Afterwards it is paid or left out by another payout.
  const leftOut = state === kWaits ? left_out : null;
  return (
    <div className="stack">
      <AsOf commit={payout.data.commit ?? payout.commit} at={payout.at} />
      <Figures
        figures={[
          { name: t("sum"), value: <Amounts amounts={paidOf(payments)} /> },
          { name: t("payments"), value: <Quantity amount={String(payments.length)} /> },
          ...(leftOut
            ? [{ name: t("leftOut"), value: <Quantity amount={String(leftOut.length)} /> }]
            : []),
          { name: t("executionDay"), value: <Day day={execution_day} /> },
          {
            name: t("people"),
            value: who(created_by ?? null),
            note: approved_by ? t("approvedNote", { who: who(approved_by) }) : t("notApproved"),
          },
        ]}
      />
      <Tabs
        label={t("title")}
        chosen={leftOut && tab === "left-out" ? tab : "payments"}
        onChoose={choose}
        tabs={[
          {
            id: "payments",
            title: t("paymentsTab", { count: payments.length }),
            content: <Payments payout={payout} />,
          },
          ...(leftOut
            ? [
                {
                  id: "left-out",
                  title: t("leftOutTab", { count: leftOut.length }),
                  content: <LeftOutTable payout={payout} rows={leftOut} />,
                },
              ]
            : []),
        ]}
      />
    </div>
  );
}

function Payments({ payout }: { payout: Known<Payout> }) {
  const t = useTexts(payoutTexts);
  const partner = usePartnerNames();
  const columns: Column<Payment>[] = [
    wordColumn("partner_id", t("partner"), partner),
    {
      id: "payable",
      title: t("payable"),
      kind: "money",
      value: (row) => row.payable,
      currency: (row) => row.currency,
    },
    { id: "rate", title: t("rate"), kind: "quantity", value: (row) => row.rate },
    {
      id: "amount",
      title: t("amount"),
      kind: "money",
      isKey: true,
      hasTotal: true,
      value: (row) => row.amount,
      currency: (row) => row.paid_in,
    },
    { id: "state", title: t("state"), kind: "status", isKey: true, value: (row) => row.state },
    { id: "remittance", title: t("remittance"), kind: "text", value: (row) => row.remittance },
  ];
  return (
    <DataTable
      name={`${payout.data.id}-payments`}
      caption={t("payments")}
      columns={columns}
      list={listOf(payout.data.payments, payout)}
      rowId={(row) => `${row.partner_id} ${row.currency} ${row.paid_in}`}
      rowName={(row) => partner(row.partner_id)}
      empty={<EmptyState title={t("noPayments")}>{t("noPaymentsText")}</EmptyState>}
    />
  );
}

function LeftOutTable({ payout, rows }: { payout: Known<Payout>; rows: readonly LeftOut[] }) {
  const t = useTexts(payoutTexts);
  const partner = usePartnerNames();
  const reason = useLeftOutReason();
  const columns: Column<LeftOut>[] = [
    wordColumn("partner_id", t("partner"), partner),
    {
      id: "amount",
      title: t("payable"),
      kind: "money",
      isKey: true,
      hasTotal: true,
      value: (row) => row.amount,
      currency: (row) => row.currency,
    },
    wordColumn("reason_code", t("why"), reason, { filter: "choice", isKey: true }),
    { id: "detail", title: t("detail"), kind: "text", value: (row) => row.detail },
  ];
  return (
    <DataTable
      name={`${payout.data.id}-left-out`}
      caption={t("leftOut")}
      columns={columns}
      list={listOf(rows, payout)}
      rowId={(row) => `${row.partner_id} ${row.currency} ${row.reason_code}`}
      rowName={(row) => partner(row.partner_id)}
      empty={<EmptyState title={t("noneLeftOut")}>{t("noneLeftOutText")}</EmptyState>}
    />
  );
}
