import { useState, useSyncExternalStore } from "react";
import { latestKnown, onKnown } from "../api/client.ts";
import { useChange } from "../api/questions.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Button } from "../kit/Button.tsx";
import { Field } from "../kit/Field.tsx";
import { Facts } from "../kit/Facts.tsx";
import { Card } from "../kit/Figures.tsx";
import { FormFaults } from "../kit/states.tsx";
import { say } from "../kit/Toast.tsx";
import { Page } from "../shell/Page.tsx";
import { useHere, useMay } from "../shell/session.tsx";
import { usePageBefore } from "../shell/page_before.ts";
import { Answers } from "./Answers.tsx";
import { Contacts } from "./Contacts.tsx";
import { Said } from "./Said.tsx";
import { supportTexts } from "./texts.ts";

export default function Screen() {
  const t = useTexts(supportTexts);
  const { tenant } = useHere();
  const before = usePageBefore();
  const mayWrite = useMay("feedback:write");
  const mayRead = useMay("feedback:read");
  const { commit, request } = useSyncExternalStore(onKnown, latestKnown);
  const facts = [
    [t("page"), before],
    [t("tenant"), tenant.text],
    [t("role"), tenant.roles.join(", ")],
    [t("request"), request ?? ""],
    [t("commit"), commit === null ? "" : String(commit)],
  ] as const;
  const text = facts.map(([name, value]) => `${name}: ${value}`).join("\n");
  const copy = () => {
    void navigator.clipboard.writeText(text).then(() => say(t("copied")));
  };
  return (
    <Page title={t("title")} lead={t("lead")}>
      {before && <Answers page={before} />}
      <Contacts facts={text} page={before || location.pathname} />
      <Card
        title={t("about")}
        actions={
          <Button icon="copy" onPress={copy}>
            {t("copy")}
          </Button>
        }
      >
        <p className="muted">{t("aboutText")}</p>
        <Facts
          facts={facts.map(([name, value]) => ({ name, value: value && <code>{value}</code> }))}
        />
      </Card>
      {mayRead && tenant.side === "operator" && <Said />}
      {mayWrite && <Feedback page={before || location.pathname} />}
    </Page>
  );
}

function Feedback({ page }: { page: string }) {
  const t = useTexts(supportTexts);
  const [word, setWord] = useState("");
  const { run, isRunning, error } = useChange("post", "/v1/feedback", {
    onDone: () => {
      setWord("");
      say(t("sent"));
    },
  });
  return (
    <Card title={t("feedback")}>
      <p className="muted">{t("feedbackText")}</p>
      <FormFaults error={error} isOneChange />
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          run({ body: { page: page.slice(0, 200), text: word } });
        }}
      >
        <Field
          label={t("word")}
          value={word}
          onChange={setWord}
          rows={3}
          maxLength={2000}
          isRequired
        />
        <div className="row">
          <Button type="submit" isPending={isRunning} isDisabled={word.trim() === ""}>
            {t("send")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
