import { useAnswer } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Card } from "../../kit/Figures.tsx";
import { Answered } from "../../kit/states.tsx";
import { AsOf } from "../../kit/values.tsx";
import { type Block, blocksOf } from "./blocks.ts";
import { programmeTexts } from "./texts.ts";

/** The rules as they were published: a table of contents whose entries open their text. */
export function InForce() {
  const t = useTexts(programmeTexts);
  const answer = useAnswer("/v1/programme", {});
  return (
    <Answered answer={answer}>
      {({ data, commit, at }) => {
        const blocks = blocksOf(data.text);
        const of = (kind: string) => blocks.filter((one) => one.kind === kind);
        return (
          <div className="stack">
            <div className="row">
              <strong>{t("versionOf", { code: data.code, version: data.version })}</strong>
              <AsOf commit={commit} at={at} />
            </div>
            <div className="cards">
              <Blocks title={t("types")} blocks={of("type")} />
              <Blocks title={t("competencies")} blocks={of("competency")} />
              <Blocks title={t("levers")} blocks={of("lever")} />
              <Blocks
                title={t("parameters")}
                blocks={blocks.filter((one) => !/^(type|competency|lever)$/.test(one.kind))}
              />
            </div>
            <details>
              <summary>{t("text")}</summary>
              <pre className="source" tabIndex={0}>
                {data.text}
              </pre>
            </details>
          </div>
        );
      }}
    </Answered>
  );
}

function Blocks({ title, blocks }: { title: string; blocks: readonly Block[] }) {
  return (
    <Card title={title}>
      <ul className="stack tight">
        {blocks.map((one, place) => (
          <li key={`${one.kind} ${one.code} ${place}`}>
            <details>
              <summary>
                {one.name || one.code || one.kind}{" "}
                {one.name && one.code && <code className="muted">{one.code}</code>}
              </summary>
              <pre className="source short" tabIndex={0}>
                {one.text}
              </pre>
            </details>
          </li>
        ))}
      </ul>
    </Card>
  );
}
