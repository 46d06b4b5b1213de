import { useAnswer } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Card } from "../../kit/Figures.tsx";
import { Answered } from "../../kit/states.tsx";
import { AsOf } from "../../kit/values.tsx";
import type { Rules } from "../../shell/programme.ts";
import { DeskOf } from "./designer/context.ts";
import "./designer/designer.css";
import { Sentence } from "./designer/Sentence.tsx";
import { readingOf, useNames } from "./designer/use_draft.ts";
import { programmeTexts } from "./texts.ts";

/** The rules as they were published: each in words, and as its lines of the file. */
export function InForce() {
  const t = useTexts(programmeTexts);
  const answer = useAnswer("/v1/programme-rules", {});
  return (
    <Answered answer={answer}>
      {({ data, commit, at }) => (
        <div className="stack">
          <div className="row">
            <strong>{t("versionOf", { code: data.code, version: data.version })}</strong>
            <AsOf commit={commit} at={at} />
          </div>
          <div className="cards">
            <RuleList title={t("levers")} rows={data.levers} rules={data} />
            <RuleList title={t("competencies")} rows={data.competencies} rules={data} />
            <RuleList title={t("types")} rows={data.types} rules={data} />
            <Card title={t("parameters")}>
              <dl className="parameters">
                {data.parameters.map(({ name, value }) => (
                  <div key={name}>
                    <dt>
                      <code>{name}</code>
                    </dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            </Card>
          </div>
          <WholeText />
        </div>
      )}
    </Answered>
  );
}

type Row = Pick<Rules["types"][number], "code" | "name" | "text">;

function RuleList({ title, rows, rules }: { title: string; rows: readonly Row[]; rules: Rules }) {
  return (
    <Card title={title}>
      <ul className="stack tight">
        {rows.map(({ code, name, text }) => (
          <li key={code}>
            <details>
              <summary>
                {name} {name !== code && <code className="muted">{code}</code>}
              </summary>
              <RuleInWords text={text} rules={rules} />
              <pre className="source short" tabIndex={0}>
                {text}
              </pre>
            </details>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Codes are said by the names that the whole file has for them. */
function RuleInWords({ text, rules }: { text: string; rules: Rules }) {
  const reading = readingOf(text);
  const own = useNames(reading, reading.rules[0]);
  const [rule] = reading.rules;
  if (!rule) return null;
  const named: Partial<Record<string, readonly Row[]>> = {
    types: rules.types,
    earners: rules.types,
    competencies: rules.competencies,
    levers: rules.levers,
  };
  const names = (list: Parameters<typeof own>[0]) =>
    named[list]?.map(({ code: id, name }) => ({ id, text: name })) ?? own(list);
  const desk = { text, names, change: () => {}, isReadOnly: true, faultAt: () => undefined };
  return (
    <DeskOf value={desk}>
      <div className="sentence">
        <Sentence rule={rule} />
      </div>
    </DeskOf>
  );
}

function WholeText() {
  const t = useTexts(programmeTexts);
  const { data } = useAnswer("/v1/programme", {});
  if (!data) return null;
  return (
    <details>
      <summary>{t("text")}</summary>
      <pre className="source" tabIndex={0}>
        {data.data.text}
      </pre>
    </details>
  );
}
