import { useState } from "react";
import { useAnswer, useChange } from "../../api/questions.ts";
import { isMonth } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Field } from "../../kit/Field.tsx";
import { ErrorState } from "../../kit/states.tsx";
import { say } from "../../kit/Toast.tsx";
import { useAddress } from "../../shell/address.ts";
import { usePeriod } from "../../shell/period.ts";
import { keepDraft, keptDraft } from "./draft_text.ts";
import { programmeTexts } from "./texts.ts";

/** The text of a draft: validated, simulated on past months, then submitted for approval. */
export function Draft() {
  const t = useTexts(programmeTexts);
  const { change } = useAddress();
  const [text, setText] = useState(keptDraft);
  const inForce = useAnswer("/v1/programme", {});
  const validate = useChange("post", "/v1/programme:validate");
  const submit = useChange("post", "/v1/programme-drafts", {
    onDone: ({ data }) => {
      say(t("submitted"));
      change({ tab: "drafts", row: data.id });
    },
  });
  const write = (next: string) => {
    setText(next);
    keepDraft(next);
    validate.reset();
  };
  const told = validate.answer?.data;
  const fault = validate.error ?? submit.error;
  return (
    <div className="stack">
      <Field
        label={t("draftText")}
        hint={t("draftHint")}
        value={text}
        onChange={write}
        rows={24}
        spellCheck="false"
      />
      {fault && <ErrorState error={fault} isOneChange />}
      {told && (
        <div className={`state ${told.is_valid ? "" : "bad"}`} role="status">
          <h3>{told.is_valid ? t("valid") : t("invalid")}</h3>
          {told.is_valid ? (
            <p>
              {t("validText", {
                code: told.code ?? "",
                version: told.version ?? "",
                count: String(told.examples ?? 0),
              })}
            </p>
          ) : (
            <pre className="source short" tabIndex={0}>
              {told.fault}
            </pre>
          )}
        </div>
      )}
      <div className="row">
        <Button onPress={() => write(inForce.data?.data.text ?? "")} isDisabled={!inForce.data}>
          {t("takeInForce")}
        </Button>
        <Button
          look="primary"
          icon="check"
          onPress={() => validate.run({ body: { text } })}
          isPending={validate.isRunning}
          isDisabled={text === ""}
        >
          {t("validate")}
        </Button>
        <Button
          onPress={() => submit.run({ body: { text } })}
          isPending={submit.isRunning}
          isDisabled={!told?.is_valid}
        >
          {t("submit")}
        </Button>
      </div>
      {told?.is_valid && <Simulate text={text} />}
    </div>
  );
}

function Simulate({ text }: { text: string }) {
  const t = useTexts(programmeTexts);
  const { change } = useAddress();
  const period = usePeriod();
  const last = period?.known.at(-1) ?? "";
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const simulate = useChange("post", "/v1/simulations", {
    onDone: ({ data }) => change({ tab: "simulations", row: data.id }),
  });
  const [first, end] = [from || last, to || from || last];
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        simulate.run({ body: { programme: text, from: first, to: end } });
      }}
    >
      <Field label={t("from")} type="month" value={from || last} onChange={setFrom} />
      <Field label={t("to")} type="month" value={to || from || last} onChange={setTo} />
      <Button
        type="submit"
        icon="chart"
        isPending={simulate.isRunning}
        isDisabled={!isMonth(first) || !isMonth(end) || end < first}
      >
        {t("simulate")}
      </Button>
      {simulate.error && <ErrorState error={simulate.error} isOneChange />}
    </form>
  );
}
