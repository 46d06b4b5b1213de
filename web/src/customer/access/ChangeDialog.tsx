import { useState } from "react";
import { useAct } from "../../api/act.ts";
import { isStale } from "../../api/problem.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { Select } from "../../kit/Select.tsx";
import { CheckboxGroup } from "../../kit/choices.tsx";
import { Facts } from "../../kit/Facts.tsx";
import { FormFault, useBasis } from "../../kit/StaleEdit.tsx";
import { say } from "../../kit/Toast.tsx";
import { useSpoken } from "../../preferences/preferences.ts";
import { useProductNames } from "../../shell/names.ts";
import { useHere } from "../../shell/session.tsx";
import { useTenantName } from "../../shell/tenant_name.ts";
import { consent, withdraw } from "../attach/consents.ts";
import { attachTexts } from "../attach/texts.ts";
import { classTexts, type DataClass, dataClasses, useSpokenClasses } from "../classes.ts";
import type { Book } from "../use_book.ts";
import { useSaid } from "../use_said.ts";
import { isOther, type Seer, scopeOf, seenOf } from "./rows.ts";
import { accessTexts } from "./texts.ts";

const kAll = "*";

/** Narrows or widens what a partner sees, of one subscription or of all: a new receipt. */
export function ChangeDialog({
  seer,
  name,
  book,
  onClose,
}: {
  seer: Seer;
  name: string;
  book: Book;
  onClose: () => void;
}) {
  const t = useTexts(accessTexts);
  const about = useTexts(attachTexts);
  const words = useTexts(classTexts);
  const product = useProductNames();
  const { run, isRunning, error } = useAct();
  const [only, another] = scopeOf(seer);
  const [chosen, choose] = useState<string | null>(null);
  const scope = chosen ?? (another === undefined ? (only ?? kAll) : kAll);
  const subscription = scope === kAll ? null : scope;
  const seen = seenOf(seer, subscription);
  const [picked, pick] = useState<readonly DataClass[] | null>(null);
  const classes = picked ?? seen;
  const nameOf = (id: string) => {
    const row = book.rows.find((one) => one.id === id);
    return row ? `${product(row.product_id)} ${id}` : id;
  };
  const where = scope === kAll ? t("scopeAll") : nameOf(scope);
  const { effect, text } = useEffectWords(name, where, classes);
  const spoken = useSpoken();
  const { said, error: unheard } = useSaid(book, seer.partner);
  const { basis, follow } = useBasis(said && said.words.length);
  const listed = useSpokenClasses();
  const save = async (revision: number | null) => {
    if (revision === null) return;
    follow(revision);
    const disclosure = { text, version: `portal-1-${spoken}` };
    const done = await run(async () => {
      if (classes.length === 0)
        await withdraw(seer.partner, subscription, t("reasonGiven"), revision);
      else await consent(seer.partner, subscription, classes, { disclosure, revision });
      return true;
    });
    if (done === null) return;
    say(t("changed", { effect }));
    onClose();
  };
  // What nobody has chosen is not said, nor what is so already.
  const isChosen = chosen !== null || picked !== null;
  const isChange = isChosen && said !== null && isOther(seer, subscription, classes, said.words);
  const foot = (
    <>
      {!isChange && basis !== null && <p className="muted">{t("changeNot")}</p>}
      <Button onPress={onClose}>{about("cancel")}</Button>
      <Button
        look="primary"
        isDisabled={basis === null || !isChange}
        isPending={isRunning}
        onPress={() => void save(basis)}
      >
        {effect}
      </Button>
    </>
  );
  const again = said?.words.length ?? null;
  const stale = {
    theirs: <Facts facts={[{ name: about("see"), value: listed(seen) || t("seesNothing") }]} />,
    yours: [{ name: about("see"), value: listed(classes) || t("seesNothing") }],
    onAgain: again === null ? undefined : () => void save(again),
    onReload: onClose,
    isPending: isRunning,
  };
  return (
    <Dialog
      title={t("changeTitle", { partner: name })}
      isOpen
      onClose={onClose}
      foot={isStale(error) ? undefined : foot}
    >
      <FormFault error={error ?? unheard} isOneChange={error !== null} stale={stale} />
      <Select
        label={t("scope")}
        value={scope}
        onChange={(id) => {
          choose(id);
          pick(null);
        }}
        options={[
          { id: kAll, text: t("scopeAll") },
          ...scopeOf(seer).map((id) => ({ id, text: nameOf(id) })),
        ]}
      />
      <CheckboxGroup
        label={about("see")}
        hint={about("seeHint")}
        options={dataClasses.map((one) => ({
          id: one,
          text: words(one),
          hint: words(`${one}_hint`),
        }))}
        value={[...classes]}
        onChange={(ids) => pick(dataClasses.filter((one) => ids.includes(one)))}
      />
    </Dialog>
  );
}

function useEffectWords(partner: string, scope: string, classes: readonly DataClass[]) {
  const t = useTexts(accessTexts);
  const spokenClasses = useSpokenClasses();
  const customer = useTenantName(useHere().tenant);
  const listed = spokenClasses(classes);
  return {
    effect:
      classes.length === 0
        ? t("changeNothing", { partner, scope })
        : t("change", { partner, classes: listed, scope }),
    text: t("changeConsent", { customer, partner, classes: listed, scope }),
  };
}
