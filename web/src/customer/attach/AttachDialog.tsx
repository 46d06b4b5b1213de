import { useState } from "react";
import { formatDay } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { Checkbox } from "../../kit/Checkbox.tsx";
import { CheckboxGroup } from "../../kit/choices.tsx";
import { Facts } from "../../kit/Facts.tsx";
import { FormFault } from "../../kit/StaleEdit.tsx";
import { FormFaults } from "../../kit/states.tsx";
import { say } from "../../kit/Toast.tsx";
import { Day } from "../../kit/values.tsx";
import { GuideLink } from "../../shell/GuideLink.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { useAct } from "../../api/act.ts";
import { isStale } from "../../api/problem.ts";
import { classTexts, dataClasses, useSpokenClasses } from "../classes.ts";
import type { Book } from "../use_book.ts";
import { attach, type Attached, undoAttach } from "./acts.ts";
import { PartnerField } from "./PartnerField.tsx";
import { TermFields } from "./TermFields.tsx";
import { attachTexts } from "./texts.ts";
import { type Form, useForm } from "./use_form.ts";
import { useScopeNames } from "./use_scope_names.ts";

interface Props {
  book: Book;
  /** What was pointed at; null: all that can be. */
  wanted: readonly string[] | null;
  /** The id of the partner that is meant; null: whom the customer then finds. */
  preferred: string | null;
  onClose: () => void;
}

/** A partner of record for one or many subscriptions, on one page, with the whole effect told. */
export default function AttachDialog({ book, wanted, preferred, onClose }: Props) {
  const t = useTexts(attachTexts);
  const form = useForm(book, wanted, preferred);
  const { submit, isRunning, error, outcome } = useSubmit(form, onClose);
  const listed = useSpokenClasses();
  const isReplacement =
    wanted?.length === 1 && form.replaced.some((one) => one.subscription.id === wanted[0]);
  const foot = outcome ? (
    <Button onPress={onClose}>{t("close")}</Button>
  ) : (
    <>
      <Button onPress={onClose}>{t("cancel")}</Button>
      <Button
        look="primary"
        isDisabled={form.wish === null}
        isPending={isRunning}
        onPress={() => void submit()}
      >
        {form.action}
      </Button>
    </>
  );
  const seen = dataClasses.filter((one) =>
    form.before?.said.seen.some((access) => access.class === one),
  );
  const holders = form.replaced.flatMap((one) =>
    one.incumbent
      ? [
          {
            name: form.nameOf(one.subscription.id),
            value: form.partnerName(one.incumbent.partner_id),
          },
        ]
      : [],
  );
  const stale = {
    theirs: (
      <Facts facts={[{ name: t("see"), value: listed(seen) || t("seesNothing") }, ...holders]} />
    ),
    yours: [
      { name: t("step"), value: form.action },
      { name: t("see"), value: listed(form.classes) },
    ],
    onAgain: form.wish === null ? undefined : () => void submit(),
    onReload: onClose,
    isPending: isRunning,
  };
  return (
    <Dialog
      title={isReplacement ? t("replaceTitle") : t("attachTitle")}
      isOpen
      onClose={onClose}
      foot={isStale(error) ? undefined : foot}
    >
      <FormFault error={error ?? form.error} isOneChange={false} stale={stale} />
      {outcome ? <Outcome done={outcome} form={form} /> : <Fields form={form} book={book} />}
    </Dialog>
  );
}

function Fields({ form, book }: { form: Form; book: Book }) {
  const t = useTexts(attachTexts);
  const words = useTexts(classTexts);
  const mayStand = form.term.begin === "now" && form.term.finish === "open";
  return (
    <>
      <PartnerField value={form.partner} onChange={form.setPartner} />
      <SubscriptionsField form={form} />
      {mayStand && (
        <Checkbox isSelected={form.isStanding} onChange={form.setStanding}>
          {t("standing")}
        </Checkbox>
      )}
      <TermFields term={form.term} onChange={form.setTerm} today={book.today} />
      <CheckboxGroup
        label={t("see")}
        hint={t("seeHint")}
        options={dataClasses.map((one) => ({
          id: one,
          text: words(one),
          hint: words(`${one}_hint`),
        }))}
        value={[...form.classes]}
        onChange={(ids) => form.setClasses(dataClasses.filter((one) => ids.includes(one)))}
      />
      <div className="field">
        <span className="field-label">{t("get")}</span>
        <p>
          {t("getText")} <GuideLink guide="programme" />
        </p>
      </div>
      <Replaced form={form} />
    </>
  );
}

function SubscriptionsField({ form }: { form: Form }) {
  const t = useTexts(attachTexts);
  const options = form.verdicts.map(({ subscription, refusal, incumbent }) => ({
    id: subscription.id,
    text: form.nameOf(subscription.id),
    isDisabled: refusal !== null,
    hint:
      refusal !== null
        ? t(refusal)
        : incumbent
          ? t("holds", { partner: form.partnerName(incumbent.partner_id) })
          : "",
  }));
  const isNone = options.every((one) => one.isDisabled);
  return (
    <CheckboxGroup
      label={t("subscriptions")}
      options={options}
      value={[...form.chosen]}
      onChange={form.choose}
      {...(isNone ? { fault: t("nothing") } : {})}
    />
  );
}

function Replaced({ form }: { form: Form }) {
  const t = useTexts(attachTexts);
  if (form.replaced.length === 0 || form.partner === null) return null;
  return (
    <div className="field">
      <span className="field-label">{t("replaces")}</span>
      <ul className="plain">
        {form.replaced.map(({ subscription, incumbent }) =>
          incumbent ? (
            <li key={subscription.id}>
              {t.rich("replaced", {
                partner: <strong>{form.partnerName(incumbent.partner_id)}</strong>,
                subscription: form.nameOf(subscription.id),
                since: incumbent.valid_from ? <Day day={incumbent.valid_from} /> : "",
              })}
            </li>
          ) : null,
        )}
      </ul>
    </div>
  );
}

/** What did not come of it, and what is open all the same. */
function Outcome({ done, form }: { done: Attached; form: Form }) {
  const t = useTexts(attachTexts);
  const names = useScopeNames(form.nameOf);
  return (
    <>
      {done.fault && <FormFaults error={done.fault} />}
      {done.fault && <p>{t("stopped", { count: done.attached.length })}</p>}
      {done.refused.length > 0 && <Refusals refused={done.refused} form={form} />}
      {done.left.length > 0 && (
        <p role="alert">
          <strong>{t("leftOpen", { scopes: names(done.left) })}</strong>
        </p>
      )}
    </>
  );
}

function Refusals({ refused, form }: { refused: Attached["refused"]; form: Form }) {
  const t = useTexts(attachTexts);
  return (
    <div className="state bad" role="alert">
      <h3>{t("refusedTitle", { count: refused.length })}</h3>
      <ul>
        {refused.map((one) => (
          <li key={one.subscription_id}>
            {form.nameOf(one.subscription_id)}: {one.detail} <code>{one.code}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Does it, says so with a way back, and stays open only where something did not come of it. */
function useSubmit(form: Form, onClose: () => void) {
  const t = useTexts(attachTexts);
  const locale = useLocale();
  const { run, isRunning, error } = useAct();
  const names = useScopeNames(form.nameOf);
  const [outcome, setOutcome] = useState<Attached | null>(null);
  const submit = async () => {
    const { wish, before, partner } = form;
    if (wish === null || before === null || partner === null) return;
    const done = await run(() => attach(wish, before, t("refusedReason")));
    if (done === null) return;
    const count = done.attached.length;
    if (count > 0) {
      const told =
        wish.from === null
          ? t("attached", { partner: partner.name, count })
          : t("planned", { partner: partner.name, count, day: formatDay(wish.from, locale) });
      const undo = () =>
        void run(() => undoAttach(wish, done, before, t("undoReason"))).then((left) =>
          say(left?.length === 0 ? t("undone") : t("undoFailed", { scopes: names(left ?? []) })),
        );
      say(told, undo);
    }
    if (done.fault !== null || done.refused.length > 0 || done.left.length > 0) setOutcome(done);
    else onClose();
  };
  return { submit, isRunning, error, outcome };
}
