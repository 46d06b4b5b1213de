import { type ReactNode, useState } from "react";
import { save } from "../../api/client.ts";
import { type QueryOf, useAnswer } from "../../api/questions.ts";
import { Problem } from "../../api/problem.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Badge } from "../../kit/Badge.tsx";
import { Button } from "../../kit/Button.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { csvOf } from "../../kit/table/files.ts";
import { say } from "../../kit/Toast.tsx";
import { AsOf, Day, Month, Quantity } from "../../kit/values.tsx";
import { MoneyCell } from "../../kit/table/column.tsx";
import { useHere } from "../../shell/session.tsx";
import { useReasons } from "../../shell/reason_codes.ts";
import { useTerms } from "../terms/use_terms.ts";
import "./explain.css";
import { commandOf, type Question } from "./question.ts";
import { explainTexts } from "./texts.ts";
import { type Line, type Node, type Place, toldOf, type UsageRow } from "./tree.ts";

const kFewRows = 20;
const kAllRows = 1000;

interface Props {
  question: Question | null;
  onClose: () => void;
  /** Of a line of a statement. */
  onDispute?: (() => void) | undefined;
}

/** From a figure down to the usage rows that it is made of. */
export function ExplainDrawer({ question, onClose, onDispute }: Props) {
  const t = useTexts(explainTexts);
  const { tenant } = useHere();
  const copy = () => {
    if (!question) return;
    const command = commandOf(question, tenant.id);
    void navigator.clipboard.writeText(command).then(() => say(t("copied", { command })));
  };
  const foot = (
    <>
      <Button icon="copy" onPress={copy}>
        {t("copyCommand")}
      </Button>
      {onDispute && (
        <Button look="primary" onPress={onDispute}>
          {t("dispute")}
        </Button>
      )}
    </>
  );
  return (
    <Dialog
      title={t("title")}
      isOpen={question !== null}
      onClose={onClose}
      place="side"
      foot={foot}
    >
      {question && <Explanation key={JSON.stringify(question)} question={question} />}
    </Dialog>
  );
}

type Measure = NonNullable<QueryOf<"/v1/explanation">["measure"]>;

function Explanation({ question }: { question: Question }) {
  const t = useTexts(explainTexts);
  const { tenant } = useHere();
  const [rows, setRows] = useState(kFewRows);
  const query = {
    partner_id: tenant.id,
    month: question.month,
    why_not: true,
    rows,
    ...(question.subscription ? { subscription_id: question.subscription } : {}),
    ...(question.competency ? { competency: question.competency } : {}),
    // An address may say anything; the service refuses what is no measure.
    ...(question.measure ? { measure: question.measure as Measure } : {}),
    ...(question.workload ? { workload: question.workload } : {}),
    ...(question.lever ? { lever: question.lever } : {}),
    ...(question.knownAt ? { known_at: Number(question.knownAt) } : {}),
  };
  const { data, error, refetch, isFetching } = useAnswer("/v1/explanation", { params: { query } });
  if (error instanceof Problem && error.status === 404)
    return <p className="state late">{t("nothingYours")}</p>;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={8} />;
  const told = toldOf(data.data.explanation);
  return (
    <div className="stack explain">
      <dl className="facts">
        <Fact name={t("month")}>
          <Month month={question.month} length="long" /> <AsOf commit={data.commit} at={data.at} />
        </Fact>
        <Fact name={t("programme")}>{told.rule}</Fact>
      </dl>
      {told.places.map((one) => (
        <PlaceTold
          key={one.id}
          place={one}
          isLoading={isFetching}
          onAllRows={rows < kAllRows ? () => setRows(kAllRows) : undefined}
        />
      ))}
      {told.places.length === 0 && <p className="muted">{t("nothing")}</p>}
      {told.gaps.length > 0 && <NodeList title={t("gaps")} nodes={told.gaps} />}
      {told.more.map((one) => (
        <p key={one} className="muted">
          {one}
        </p>
      ))}
      <p className="muted">{t("sources")}</p>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface RowsProps {
  isLoading: boolean;
  onAllRows?: (() => void) | undefined;
}

function PlaceTold({ place, ...rows }: { place: Place } & RowsProps) {
  const t = useTexts(explainTexts);
  return (
    <section className="stack tight" aria-label={place.id}>
      <h3>
        <code>{place.id}</code> <span className="muted">{place.facts}</span>
      </h3>
      {place.notes.map((one) => (
        <p key={`${one.label} ${one.value}`} className="muted">
          {one.label} {one.value}
        </p>
      ))}
      {place.lines.map((one) => (
        <LineTold key={one.key} line={one} {...rows} />
      ))}
      {place.lines.length === 0 && <p className="muted">{t("nothing")}</p>}
      {place.reasons.length > 0 && (
        <ReasonList title={t("otherReasons")} reasons={place.reasons} isQuiet />
      )}
    </section>
  );
}

const kStepNames = {
  association: "association",
  rule: "rule",
  arithmetic: "arithmetic",
} as const;

function LineTold({ line, isLoading, onAllRows }: { line: Line } & RowsProps) {
  const t = useTexts(explainTexts);
  const terms = useTerms();
  const isLost = line.kind === "earning" && line.reasons.length > 0;
  const state = line.kind === "credit" ? t("credited") : isLost ? t("notEarned") : t("earned");
  const name = (kind: string) => t(kStepNames[kind as keyof typeof kStepNames] ?? "note");
  return (
    <article className="explain-line">
      <div className="explain-result">
        <strong>{line.value}</strong>
        <span>{line.kind === "earning" ? terms.leverName(line.label) : line.label}</span>
        <Badge tone={isLost ? "warn" : "ok"}>{state}</Badge>
      </div>
      {line.reasons.length > 0 && <ReasonList title={t("reason")} reasons={line.reasons} />}
      <dl className="facts">
        {line.steps.map((one) => (
          <Fact key={`${one.kind} ${one.label} ${one.value}`} name={name(one.kind)}>
            {one.kind === "association" && <code>{one.label}</code>} {one.value}
          </Fact>
        ))}
      </dl>
      {line.usage.length > 0 && (
        <Usage line={line} isLoading={isLoading} onAllRows={line.isCut ? onAllRows : undefined} />
      )}
    </article>
  );
}

function ReasonList({
  title,
  reasons,
  isQuiet = false,
}: {
  title: string;
  reasons: readonly Node[];
  isQuiet?: boolean;
}) {
  const t = useTexts(explainTexts);
  const { words, remedy } = useReasons();
  return (
    <div className={isQuiet ? "stack tight" : "state late"}>
      <h4>{title}</h4>
      {reasons.map((one) => (
        <dl key={`${one.label} ${one.value}`} className="facts">
          <Fact name={t("reason")}>
            {words(one.label)} <code>{one.label}</code>
          </Fact>
          {isQuiet && <Fact name={t("facts")}>{one.value}</Fact>}
          {remedy(one.label) && <Fact name={t("remedy")}>{remedy(one.label)}</Fact>}
        </dl>
      ))}
    </div>
  );
}

function NodeList({ title, nodes }: { title: string; nodes: readonly Node[] }) {
  return (
    <div className="stack tight">
      <h3>{title}</h3>
      <ul>
        {nodes.map((one) => (
          <li key={`${one.label} ${one.value}`}>
            <strong>{one.label}</strong> {one.value}
          </li>
        ))}
      </ul>
    </div>
  );
}

function useRowColumns() {
  const t = useTexts(explainTexts);
  const column = (id: string, title: string, value: (row: UsageRow) => string | null) => ({
    id,
    title,
    kind: "text" as const,
    value,
  });
  return [
    column("day", t("day"), (row) => row.day),
    column("source", t("source"), (row) => row.source),
    column("amount", t("amount"), (row) => row.amount),
    column("currency", t("amount"), (row) => row.currency),
    column("quantity", t("quantity"), (row) => row.quantity),
    column("unit", t("unit"), (row) => row.unit),
  ];
}

function Usage({ line, isLoading, onAllRows }: { line: Line } & RowsProps) {
  const t = useTexts(explainTexts);
  const columns = useRowColumns();
  const download = () =>
    save(
      new Blob([csvOf(line.usage, columns)], { type: "text/csv;charset=utf-8" }),
      "usage-rows.csv",
    );
  return (
    <div className="stack tight">
      <div className="row">
        <strong>{t("usageRows", { count: line.usage.length })}</strong>
        {onAllRows && (
          <Button small onPress={onAllRows} isPending={isLoading}>
            {t("showAll")}
          </Button>
        )}
        <Button small look="quiet" icon="download" onPress={download}>
          {t("download")}
        </Button>
      </div>
      <div className="explain-usage" tabIndex={0} role="group" aria-label={t("usageHead")}>
        <table className="table">
          <caption className="visually-hidden">{`${t("usageHead")} ${line.label}`}</caption>
          <thead>
            <tr>
              <th scope="col">{t("day")}</th>
              <th scope="col">{t("source")}</th>
              <th scope="col" className="number">
                {t("amount")}
              </th>
              <th scope="col" className="number">
                {t("quantity")}
              </th>
            </tr>
          </thead>
          <tbody>
            {line.usage.map((one) => (
              <UsageLine key={one.id} row={one} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function UsageLine({ row }: { row: UsageRow }) {
  const isPlain = row.amount === null && row.quantity === null;
  return (
    <tr>
      <th scope="row">{row.day && <Day day={row.day} />}</th>
      <td>
        <code>{row.source}</code>
      </td>
      <td className="number">
        {row.amount !== null && (
          <MoneyCell amount={row.amount} currency={row.currency ?? undefined} />
        )}
        {isPlain && row.value}
      </td>
      <td className="number">
        {row.quantity !== null && (
          <Quantity amount={row.quantity} {...(row.unit ? { unit: row.unit } : {})} />
        )}
      </td>
    </tr>
  );
}
