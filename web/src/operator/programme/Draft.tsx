import { useAnswer, useChange } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button, LinkButton } from "../../kit/Button.tsx";
import { useIsPhone } from "../../kit/media.ts";
import { EmptyState, ErrorState } from "../../kit/states.tsx";
import { say } from "../../kit/Toast.tsx";
import { useAddress } from "../../shell/address.ts";
import { DeskOf } from "./designer/context.ts";
import "./designer/designer.css";
import { designerTexts } from "./designer/designer_texts.ts";
import { valueOf, wordOf } from "./designer/document.ts";
import { has, keyOf, linesOf, type Rule } from "./designer/rule.ts";
import { RulePane } from "./designer/RulePane.tsx";
import { TextPane } from "./designer/TextPane.tsx";
import { Timeline, useWaitingDrafts } from "./designer/Timeline.tsx";
import { type Draft as DraftOf, readingOf, useDraft, useNames } from "./designer/use_draft.ts";
import { Examples, sentenceOf, Verdict } from "./designer/Verdict.tsx";
import { Simulate } from "./Simulate.tsx";
import { programmeTexts } from "./texts.ts";

/** A draft, in sentences and as text: validated while it is written, simulated, submitted. */
export function Draft() {
  const t = useTexts(designerTexts);
  const draft = useDraft();
  const isPhone = useIsPhone();
  const { reading, told, text } = draft;
  const programme = reading.tables.find(({ name }) => name === "programme");
  return (
    <div className="stack">
      <Timeline version={wordOf(valueOf(programme, "version"))} />
      {isPhone && <p className="muted">{t("narrow")}</p>}
      {!isPhone && <Deeds draft={draft} />}
      {draft.error && <ErrorState error={draft.error} onRetry={draft.validate} />}
      <Panes draft={draft} isReadOnly={isPhone} />
      {told && text !== "" && told.rules !== null && <Examples results={told.results} />}
    </div>
  );
}

/** The rule on one side, the text on the other; where the text is, the rule follows. */
function Panes({ draft, isReadOnly }: { draft: DraftOf; isReadOnly: boolean }) {
  const { text, reading, write, told, isCurrent } = draft;
  const { values, change } = useAddress();
  const key = values.get("rule");
  const rule =
    reading.rules.find((one) => keyOf(one) === key) ??
    reading.rules.find(({ kind }) => kind === "lever") ??
    reading.rules[0];
  const choose = (next: string) => change({ rule: next });
  const lines = rule ? linesOf(text, rule) : null;
  const goTo = (line: number) => {
    const found = reading.rules.find((one) => has(linesOf(text, one), line));
    if (found && (!lines || !has(lines, line))) choose(keyOf(found));
  };
  const desk = {
    text,
    isReadOnly,
    names: useNames(reading, rule),
    // With another code it is the same rule still.
    change: (next: string) => {
      write(next);
      const isSame = (one: Rule) => one.kind === rule?.kind && one.place === rule.place;
      const same = readingOf(next).rules.find(isSame);
      if (same && rule && keyOf(same) !== keyOf(rule)) choose(keyOf(same));
    },
    faultAt: (at: { first: number; last: number }) => {
      const found = draft.faultAt(at);
      return found === undefined ? undefined : sentenceOf(found);
    },
  };
  const faults = isCurrent ? (told?.findings ?? []).flatMap(({ line }) => line ?? []) : [];
  const file = (
    <TextPane
      text={text}
      onChange={write}
      open={lines}
      faults={faults}
      onPlace={(place) => goTo(text.slice(0, place).split("\n").length)}
    />
  );
  return (
    <>
      <Verdict draft={draft} onLine={goTo} />
      <div className="designer">
        <DeskOf value={desk}>
          {text === "" ? (
            <First onTake={isReadOnly ? null : write} />
          ) : (
            <RulePane reading={reading} rule={rule} onChoose={choose} affects={draft.affects} />
          )}
        </DeskOf>
        {isReadOnly ? <FileToRead text={text} /> : file}
      </div>
    </>
  );
}

function FileToRead({ text }: { text: string }) {
  const t = useTexts(designerTexts);
  if (text === "") return null;
  return (
    <details>
      <summary>{t("fileText")}</summary>
      <pre className="source" tabIndex={0}>
        {text}
      </pre>
    </details>
  );
}

function First({ onTake }: { onTake: ((text: string) => void) | null }) {
  const t = useTexts(designerTexts);
  const action = onTake && <TakeInForce look="primary" onTake={onTake} />;
  return (
    <EmptyState title={t("firstTitle")} action={action}>
      {t("firstText")}
    </EmptyState>
  );
}

function TakeInForce({
  onTake,
  look = "plain",
}: {
  onTake: (text: string) => void;
  look?: "plain" | "primary";
}) {
  const t = useTexts(programmeTexts);
  const { data, error, refetch } = useAnswer("/v1/programme", {});
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <Button look={look} onPress={() => onTake(data?.data.text ?? "")} isDisabled={!data}>
      {t("takeInForce")}
    </Button>
  );
}

/** What is done with a draft, from left to right. */
function Deeds({ draft }: { draft: DraftOf }) {
  const t = useTexts(programmeTexts);
  const words = useTexts(designerTexts);
  const { change } = useAddress();
  const { text, told, isCurrent, isChecking, undo } = draft;
  const submit = useChange("post", "/v1/programme-drafts", {
    onDone: ({ data }) => {
      say(t("submitted"));
      change({ tab: "drafts", row: data.id, rule: null });
    },
  });
  const isReady = isCurrent && told?.is_valid === true;
  const approved = useWaitingDrafts().filter(({ state }) => state === "approved");
  return (
    <>
      {submit.error && <ErrorState error={submit.error} isOneChange />}
      <div className="deeds">
        {text !== "" && <TakeInForce onTake={draft.write} />}
        <Button icon="undo" onPress={() => undo?.()} isDisabled={undo === null}>
          {words("undo")}
        </Button>
        <Button
          look="primary"
          icon="check"
          onPress={draft.validate}
          isPending={isChecking}
          isDisabled={text === ""}
        >
          {t("validate")}
        </Button>
        <Simulate text={text} isReady={isReady} />
        <Button
          onPress={() => submit.run({ body: { text } })}
          isPending={submit.isRunning}
          isDisabled={!isReady}
        >
          {t("submit")}
        </Button>
        {approved.map(({ id, version }) => (
          <LinkButton key={id} href={`/o/programme?tab=drafts&row=${id}`}>
            {words("publishNext", { version })}
          </LinkButton>
        ))}
        {approved.length === 0 && <span className="muted">{words("approvalFirst")}</span>}
      </div>
    </>
  );
}
