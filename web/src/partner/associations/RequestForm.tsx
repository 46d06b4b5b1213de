import { useState } from "react";
import { useAct } from "../../api/act.ts";
import { Problem } from "../../api/problem.ts";
import { useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { ComboBox } from "../../kit/ComboBox.tsx";
import { Field } from "../../kit/Field.tsx";
import { CheckboxGroup, RadioGroup } from "../../kit/choices.tsx";
import { say } from "../../kit/Toast.tsx";
import { Day } from "../../kit/values.tsx";
import { useProductNames } from "../../shell/names.ts";
import { useHere } from "../../shell/session.tsx";
import { isComplete, kRoles, type Role, wishesOf } from "./flows.ts";
import { type Outcome, reasonOf, sendAll } from "./send.ts";
import { associationsTexts } from "./texts.ts";

interface Props {
  /** What is known already where the form was opened. */
  customer: string;
  subscription: string | null;
  /** The first day of what is asked for; null, as soon as the customer agrees. */
  from: string | null;
  onClose: () => void;
}

/** Three fields: customer, role, subscriptions. What was not sent stays in it, with its reason. */
export function RequestForm({ customer: given, subscription, from, onClose }: Props) {
  const t = useTexts(associationsTexts);
  const { tenant } = useHere();
  const [customer, setCustomer] = useState(given);
  const [role, setRole] = useState<Role>("record");
  const [chosen, setChosen] = useState<string[]>(subscription ? [subscription] : []);
  const [others, setOthers] = useState("");
  const [proof, setProof] = useState("");
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { run, isRunning } = useAct();
  const told = others.split(/[\s,]+/).filter((one) => one !== "");
  const subscriptions = [...new Set([...chosen, ...told])];
  const form = { customer, role, subscriptions, proof, from };
  const count = form.subscriptions.length;
  const send = async () => {
    const recorded = outcome?.notSent.find((one) => one.wish.customer_id === customer)?.recorded;
    const isGrant = role === "delegated";
    const done = await run(() =>
      sendAll(wishesOf(form, tenant.id), isGrant ? (recorded ?? null) : null),
    );
    if (done === null) return;
    if (done.sent > 0) say(t("sent", { count: done.sent }));
    if (done.notSent.length === 0) return onClose();
    const stay = done.notSent.flatMap((one) => one.wish.subscription_id ?? []);
    setChosen((now) => now.filter((one) => stay.includes(one)));
    setOthers(told.filter((one) => stay.includes(one)).join(" "));
    setOutcome(done);
  };
  const action = !isComplete(form)
    ? t("sendEmpty")
    : role === "delegated"
      ? t("sendGrant")
      : t(role === "record" ? "send" : "sendDeal", { count });
  return (
    <Dialog
      title={t("form")}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t("cancelForm")}</Button>
          <Button
            look="primary"
            onPress={() => void send()}
            isDisabled={!isComplete(form)}
            isPending={isRunning}
          >
            {action}
          </Button>
        </>
      }
    >
      {from !== null && <p>{t.rich("renewal", { day: <Day day={from} /> })}</p>}
      {outcome && !isRunning && <NotSent outcome={outcome} customer={customer} />}
      <CustomerField
        value={customer}
        onChange={(id) => {
          setCustomer(id);
          setChosen([]);
        }}
      />
      <RadioGroup
        label={t("formRole")}
        options={kRoles.map((one) => ({ id: one, text: t(one) }))}
        value={role}
        onChange={(id) => setRole(id as Role)}
      />
      {role !== "delegated" && (
        <>
          {customer !== "" && (
            <Subscriptions customer={customer} chosen={chosen} onChange={setChosen} />
          )}
          {customer === "" && (
            <Field
              label={t("formOther")}
              hint={t("formOtherHint")}
              value={others}
              onChange={setOthers}
            />
          )}
        </>
      )}
      <Field label={t("formProof")} hint={t("formProofHint")} value={proof} onChange={setProof} />
    </Dialog>
  );
}

function NotSent({ outcome, customer }: { outcome: Outcome; customer: string }) {
  const t = useTexts(associationsTexts);
  const count = outcome.notSent.length;
  return (
    <div className="state bad" role="alert">
      <h3>{t(outcome.sent > 0 ? "notSentTitle" : "notSentAll", { count })}</h3>
      <ul>
        {outcome.notSent.map(({ wish, error, recorded }) => {
          const about = wish.subscription_id ?? wish.customer_id ?? customer;
          const what = recorded ? t("recorded", { id: recorded.id }) : about;
          return (
            <li key={about}>
              {t("notSent", { what, why: reasonOf(error) })}{" "}
              {error instanceof Problem && <code>{error.code}</code>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function CustomerField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const t = useTexts(associationsTexts);
  const { rows, isPending } = useList("/v1/customers", {}, { whole: true });
  return (
    <ComboBox
      key={String(isPending)}
      label={t("formCustomer")}
      hint={t("formCustomerHint")}
      options={rows.map(({ id, name, country }) => ({
        id,
        text: name,
        hint: [id, country].filter(Boolean).join(" · "),
      }))}
      value={value === "" ? null : value}
      onChange={(id) => onChange(id ?? "")}
    />
  );
}

function Subscriptions({
  customer,
  chosen,
  onChange,
}: {
  customer: string;
  chosen: string[];
  onChange: (ids: string[]) => void;
}) {
  const t = useTexts(associationsTexts);
  const product = useProductNames();
  const { rows, isPending } = useList(
    "/v1/subscriptions",
    { customer_id: customer },
    { whole: true },
  );
  if (!isPending && rows.length === 0) return <p className="muted">{t("formNone")}</p>;
  return (
    <CheckboxGroup
      label={t("formProducts")}
      options={rows.map((one) => ({ id: one.id, text: product(one.product_id), hint: one.id }))}
      value={chosen}
      onChange={onChange}
    />
  );
}
