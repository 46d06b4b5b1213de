import { useState } from "react";
import { Problem } from "../../api/problem.ts";
import { useAct } from "../../api/act.ts";
import { formatDay, lastDayBefore } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Confirm, Dialog } from "../../kit/Dialog.tsx";
import { RadioGroup } from "../../kit/choices.tsx";
import { FormFaults } from "../../kit/states.tsx";
import { say } from "../../kit/Toast.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { type Association, isRecord } from "../holdings.ts";
import type { Book } from "../use_book.ts";
import { type Ended, endAll, mayUndoEnd, undoEnds } from "./acts.ts";
import { nextMonthBegins } from "./term.ts";
import { attachTexts } from "./texts.ts";
import { useScopeNames } from "./use_scope_names.ts";

interface Names {
  partner: (id: string) => string;
  subscription: (id: string | null) => string;
}

interface Ending extends Names {
  book: Book;
  /** One or many. */
  associations: readonly Association[];
  onClose: () => void;
}

/** Ends associations, now or with the month. Partners of record can be given their places back. */
export function EndDialog(ending: Ending) {
  const { book, associations, onClose } = ending;
  const t = useTexts(attachTexts);
  const words = useEndWords(ending);
  const locale = useLocale();
  const [when, setWhen] = useState("now");
  const month = nextMonthBegins(book.today);
  const { confirm, isRunning, error, outcome } = useEnding(ending, words.done);
  if (outcome) return <Left ended={outcome} ending={ending} />;
  return (
    <Confirm
      title={words.title}
      action={words.action}
      isOpen
      isDangerous
      isPending={isRunning}
      onClose={onClose}
      onConfirm={() => void confirm(when === "now" ? null : month)}
    >
      <FormFaults error={error} />
      <p>{words.effect}</p>
      {associations.length > 1 && (
        <ul>
          {associations.map((one) => (
            <li key={one.id}>
              {words.scope(one)}: <strong>{ending.partner(one.partner_id)}</strong>
            </li>
          ))}
        </ul>
      )}
      {associations.some(isRecord) && <p>{t("endGap", { count: associations.length })}</p>}
      {!associations.every(mayUndoEnd) && <p>{t("endFinal")}</p>}
      <RadioGroup
        label={t("endWhen")}
        value={when}
        onChange={setWhen}
        options={[
          { id: "now", text: t("endsNow") },
          { id: "month", text: t("endsMonth", { day: formatDay(lastDayBefore(month), locale) }) },
        ]}
      />
    </Confirm>
  );
}

function useEndWords({ associations, partner, subscription }: Ending) {
  const t = useTexts(attachTexts);
  const locale = useLocale();
  const scope = (one: Association) =>
    one.subscription_id === null ? t("all") : subscription(one.subscription_id);
  const list = new Intl.ListFormat(locale);
  const namesOf = (some: readonly Association[]) =>
    list.format([...new Set(some.map((one) => partner(one.partner_id)))]);
  const names = namesOf(associations);
  const [first, another] = associations;
  const count = associations.length;
  const done = (some: readonly Association[]) => {
    const [only, more] = some;
    return only && !more
      ? t("endDone", { partner: partner(only.partner_id), subscription: scope(only) })
      : t("endDoneMany", { partners: namesOf(some), count: some.length });
  };
  const isOne = first !== undefined && another === undefined;
  return {
    scope,
    done,
    title: isOne ? t("endTitle", { partner: names }) : t("endTitleMany", { count }),
    action: isOne
      ? t("end", { partner: names, subscription: scope(first) })
      : t("endMany", { partners: names, count }),
    effect: isOne ? t("endText", { partner: names }) : t("endTextMany"),
  };
}

/** Does it, says so with one way back, and keeps what could not be ended. */
function useEnding(
  { associations, subscription, onClose }: Ending,
  told: (done: readonly Association[]) => string,
) {
  const t = useTexts(attachTexts);
  const { run, isRunning, error } = useAct();
  const names = useScopeNames(subscription);
  const [outcome, setOutcome] = useState<Ended | null>(null);
  const confirm = async (on: string | null) => {
    const ended = await run(() => endAll(associations, on, t("endReason")));
    if (ended === null) return;
    const undo = () =>
      void run(() => undoEnds(ended.done, on, t("undoReason"))).then((left) =>
        say(left?.length === 0 ? t("undone") : t("undoFailed", { scopes: names(left ?? []) })),
      );
    const { done } = ended;
    if (done.length > 0) say(told(done), done.every(mayUndoEnd) ? undo : undefined);
    if (ended.left.length > 0) setOutcome(ended);
    else onClose();
  };
  return { confirm, isRunning, error, outcome };
}

function Left({ ended, ending }: { ended: Ended; ending: Ending }) {
  const t = useTexts(attachTexts);
  const { scope } = useEndWords(ending);
  const foot = <Button onPress={ending.onClose}>{t("close")}</Button>;
  return (
    <Dialog title={t("endAPartner")} isOpen onClose={ending.onClose} foot={foot}>
      <div className="state bad" role="alert">
        <h3>{t("endLeft", { count: ended.left.length })}</h3>
        <ul>
          {ended.left.map(({ association, fault }) => (
            <li key={association.id}>
              {scope(association)}, {ending.partner(association.partner_id)}:{" "}
              {fault instanceof Problem ? fault.body.detail : fault.message}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
