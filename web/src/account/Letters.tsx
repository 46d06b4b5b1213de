import { type DataOf, useAnswer, useChange } from "../api/questions.ts";
import type { Known } from "../api/client.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Select } from "../kit/Select.tsx";
import { CheckboxGroup } from "../kit/choices.tsx";
import { Card } from "../kit/Figures.tsx";
import { Answered } from "../kit/states.tsx";
import { say, sayFault } from "../kit/Toast.tsx";
import { isKind, kindTexts, letterTexts } from "./letter_texts.ts";

type Settings = DataOf<"/v1/letter-settings">;

/** Which letters somebody gets by e-mail: each choice holds at once. */
export function Letters() {
  const t = useTexts(letterTexts);
  const answer = useAnswer("/v1/letter-settings", {});
  return (
    <Card title={t("title")}>
      <Answered answer={answer}>{(known) => <Choices known={known} />}</Answered>
    </Card>
  );
}

function Choices({ known: { data, etag } }: { known: Known<Settings> }) {
  const t = useTexts(letterTexts);
  const nameOf = useTexts(kindTexts);
  const change = useChange("put", "/v1/letter-settings", {
    onDone: () => say(t("kept")),
    onFault: sayFault,
  });
  const choose = (language: Settings["language"], wanted: readonly string[]) => {
    const kinds = data.kinds
      .filter(({ type, is_wanted }) => is_wanted !== wanted.includes(type))
      .map(({ type, is_wanted }) => ({ type, is_wanted: !is_wanted }));
    const params = etag ? { header: { "If-Match": etag } } : {};
    change.run({ params, body: { language, kinds } });
  };
  const wanted = data.kinds.filter((one) => one.is_wanted).map((one) => one.type);
  return (
    <>
      <p className="muted">
        {data.address === null ? t("noAddress") : t("lead", { address: data.address })}
        {!data.is_sending && ` ${t("noServer")}`}
      </p>
      <CheckboxGroup
        label={t("kinds")}
        options={data.kinds.map(({ type, meaning }) => ({
          id: type,
          text: isKind(type) ? nameOf(type) : meaning,
          isDisabled: change.isRunning,
        }))}
        value={wanted}
        onChange={(ids) => choose(data.language, ids)}
      />
      <Select
        label={t("language")}
        value={data.language ?? "service"}
        options={[
          { id: "service", text: t("ofService") },
          { id: "en", text: t("en") },
          { id: "de", text: t("de") },
        ]}
        onChange={(id) => choose(id === "en" || id === "de" ? id : null, wanted)}
      />
    </>
  );
}
