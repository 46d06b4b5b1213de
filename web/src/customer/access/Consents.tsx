import { useState } from "react";
import { useAnswer, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Badge } from "../../kit/Badge.tsx";
import { Button } from "../../kit/Button.tsx";
import { Confirm, Dialog } from "../../kit/Dialog.tsx";
import { Field } from "../../kit/Field.tsx";
import { Answered, EmptyState, FormFaults } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { say } from "../../kit/Toast.tsx";
import { Id, Instant, Until } from "../../kit/values.tsx";
import { useAddress } from "../../shell/address.ts";
import { type NameOf, usePartnerNames } from "../../shell/names.ts";
import { useMay } from "../../shell/session.tsx";
import { useAct } from "../../api/act.ts";
import { withdrawReceipt } from "../attach/acts.ts";
import { classesOf, type Word } from "../attach/consents.ts";
import { classTexts, type DataClass } from "../classes.ts";
import type { Book } from "../use_book.ts";
import { useWho } from "../use_who.ts";
import { accessTexts } from "./texts.ts";

const kReceipt = /^CR-\d+$/;

/** All that was agreed to and taken back, with the text that was shown. */
export function Consents({ book }: { book: Book }) {
  const t = useTexts(accessTexts);
  const partner = usePartnerNames();
  const { values, change } = useAddress();
  const list = useList("/v1/consents", { customer_id: book.customer });
  const receipt = values.get("receipt");
  const isReceipt = receipt !== null && kReceipt.test(receipt);
  const withdrawn = useList(
    "/v1/consents",
    { customer_id: book.customer, filter: `withdraws eq ${isReceipt ? receipt : "none"}` },
    { enabled: isReceipt },
  );
  return (
    <>
      <DataTable
        name="consents"
        caption={t("consentsCaption")}
        columns={useColumns(partner)}
        list={list}
        rowId={(row) => `${row.commit}`}
        rowName={(row) => row.id ?? row.withdraws ?? partner(row.partner_id)}
        onOpen={(row) => {
          const id = row.id ?? row.withdraws;
          if (id) change({ receipt: id }, "push");
        }}
        whole={{ list: "consents" }}
        empty={<EmptyState title={t("consentsEmpty")}>{t("consentsEmptyText")}</EmptyState>}
      />
      {receipt && (
        <Receipt
          id={receipt}
          partner={partner}
          withdrawn={withdrawn.rows[0]?.said_at ?? null}
          isKnown={!withdrawn.isPending && withdrawn.error === null}
          onClose={() => change({ receipt: null })}
        />
      )}
    </>
  );
}

function useColumns(partner: NameOf): Column<Word>[] {
  const t = useTexts(accessTexts);
  const words = useTexts(classTexts);
  const who = useWho();
  return [
    {
      id: "id",
      title: t("id"),
      kind: "id",
      value: (row) => row.id ?? row.withdraws,
      cell: (row) => <code>{row.id ?? row.withdraws}</code>,
    },
    {
      id: "word",
      title: t("word"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => row.word,
      field: "word",
      words: (row) => t(row.word),
      cell: (row) => <Badge tone={row.word === "given" ? "ok" : "neutral"}>{t(row.word)}</Badge>,
    },
    {
      id: "partner",
      title: t("partner"),
      kind: "text",
      isKey: true,
      value: (row) => row.partner_id,
      field: "partner_id",
      words: (row) => partner(row.partner_id),
      named: partner,
    },
    {
      id: "subscription",
      title: t("subscription"),
      kind: "id",
      value: (row) => row.subscription_id,
      field: "subscription_id",
      cell: (row) => (row.subscription_id ? <code>{row.subscription_id}</code> : t("all")),
    },
    {
      id: "classes",
      title: t("classes"),
      kind: "text",
      isKey: true,
      filter: "none",
      value: (row) => row.classes,
      field: "classes",
      words: (row) =>
        classesOf(row)
          .map((one: DataClass) => words(`${one}_short`))
          .join(", "),
    },
    {
      id: "until",
      title: t("until"),
      kind: "day",
      value: (row) => row.valid_to,
      field: "valid_to",
      cell: (row) => <Until day={row.valid_to} />,
    },
    wordColumn("said_by", t("saidBy"), who, { field: "said_by" }),
    {
      id: "said_at",
      title: t("saidAt"),
      kind: "instant",
      isKey: true,
      value: (row) => row.said_at,
      field: "said_at",
    },
    {
      id: "reason",
      title: t("reason"),
      kind: "text",
      isExtra: true,
      value: (row) => row.reason,
      field: "reason",
    },
  ];
}

function Receipt({
  id,
  partner,
  withdrawn,
  isKnown,
  onClose,
}: {
  id: string;
  partner: NameOf;
  /** When it was taken back; null: it was not. */
  withdrawn: string | null;
  /** Whether that is known. */
  isKnown: boolean;
  onClose: () => void;
}) {
  const t = useTexts(accessTexts);
  const words = useTexts(classTexts);
  const who = useWho();
  const [isAsking, ask] = useState(false);
  const mayWithdraw = useMay("consents:write");
  const answer = useAnswer("/v1/consents/{id}", { params: { path: { id } } });
  const one = answer.data?.data;
  const scope = one?.subscription_id ?? t("all");
  const foot = one && mayWithdraw && isKnown && withdrawn === null && (
    <Button look="danger" onPress={() => ask(true)}>
      {t("withdraw")}
    </Button>
  );
  return (
    <Dialog title={t("receipt", { id })} isOpen onClose={onClose} place="side" foot={foot}>
      <Answered answer={answer}>
        {({ data }) => (
          <>
            {withdrawn !== null && (
              <p className="state late" role="note">
                {t.rich("withdrawnOn", { day: <Instant instant={withdrawn} /> })}
              </p>
            )}
            <section className="card" aria-label={t("text")}>
              <h3>{t("text")}</h3>
              <p>{data.text}</p>
            </section>
            <dl className="facts">
              {[
                [t("partner"), partner(data.partner_id)],
                [t("subscription"), data.subscription_id ?? t("all")],
                [t("classes"), data.classes.map((data) => words(data)).join(", ")],
                [t("how"), t(`how_${data.how}`)],
                [t("saidBy"), who(data.said_by)],
                [t("saidAt"), <Instant key="at" instant={data.said_at} />],
                [t("version"), data.text_version],
                [t("id"), <Id key="id" id={data.id} />],
              ].map(([name, value]) => (
                <div key={String(name)} className="fact">
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </Answered>
      {isAsking && one && (
        <Withdrawal
          id={id}
          partner={partner(one.partner_id)}
          subscription={scope}
          onClose={() => ask(false)}
          onDone={onClose}
        />
      )}
    </Dialog>
  );
}

function Withdrawal({
  id,
  partner,
  subscription,
  onClose,
  onDone,
}: {
  id: string;
  partner: string;
  subscription: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useTexts(accessTexts);
  const { run, isRunning, error } = useAct();
  const [reason, setReason] = useState("");
  const confirm = async () => {
    const done = await run(() => withdrawReceipt(id, reason || t("reasonGiven")));
    if (done === null) return;
    say(t("withdrawDone"));
    onDone();
  };
  return (
    <Confirm
      title={t("withdrawTitle", { id })}
      action={t("withdrawAction", { id, partner, subscription })}
      isOpen
      isDangerous
      isPending={isRunning}
      onClose={onClose}
      onConfirm={() => void confirm()}
    >
      <FormFaults error={error} />
      <p>{t("withdrawText", { partner, subscription })}</p>
      <Field label={t("reason")} value={reason} onChange={setReason} />
    </Confirm>
  );
}
