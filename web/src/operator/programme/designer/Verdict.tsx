import { useTexts } from "../../../i18n/use_texts.ts";
import { Badge } from "../../../kit/Badge.tsx";
import { Button } from "../../../kit/Button.tsx";
import { Card } from "../../../kit/Figures.tsx";
import { programmeTexts } from "../texts.ts";
import { designerTexts } from "./designer_texts.ts";
import type { Draft } from "./use_draft.ts";

/** Findings begin with where they are in the text; that is said beside them. */
const kPlace = /^draft(?::\d+)?: /;

export function sentenceOf(finding: string): string {
  return finding.replace(kPlace, "");
}

/** Whether it can be submitted, and if not, why. */
export function Verdict({ draft, onLine }: { draft: Draft; onLine: (line: number) => void }) {
  const t = useTexts(designerTexts);
  const words = useTexts(programmeTexts);
  const { told, isChecking } = draft;
  if (!told || (isChecking && told.is_valid))
    return isChecking ? (
      <p className="muted verdict" role="status">
        {t("checking")}
      </p>
    ) : null;
  if (told.is_valid)
    return (
      <div className="verdict good" role="status">
        <Badge tone="ok">{words("valid")}</Badge>
        <span>
          {words("validText", {
            code: told.code ?? "",
            version: told.version ?? "",
            count: String(told.examples ?? 0),
          })}
        </span>
      </div>
    );
  return (
    <div className="state bad" role="status">
      <h2>{words("invalid")}</h2>
      <p>{t("findings", { count: told.findings.length })}</p>
      <ul className="lines">
        {told.findings.map(({ line, sentence }, place) => (
          <li key={place}>
            <span className="finding">{sentenceOf(sentence)}</span>
            {line !== null && (
              <Button small onPress={() => onLine(line)}>
                {t("line", { line: String(line) })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The examples of the file and what came of them. */
export function Examples({ results }: { results: readonly ExampleResult[] }) {
  const t = useTexts(designerTexts);
  return (
    <Card title={t("examples")}>
      {results.length === 0 && <p className="muted">{t("noExamples")}</p>}
      {results.length > 0 && results.every(({ passes }) => passes) && (
        <p className="muted">{t("allPass", { count: results.length })}</p>
      )}
      <ul className="lines examples">
        {results.map(({ name, passes, fault }) => (
          <li key={name}>
            <span>{name}</span>
            <Badge tone={passes ? "ok" : "error"}>{t(passes ? "passes" : "fails")}</Badge>
            {fault && (
              <pre className="source short" tabIndex={0}>
                {sentenceOf(fault)}
              </pre>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
type ExampleResult = NonNullable<Draft["told"]>["results"][number];
