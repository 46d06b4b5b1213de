import { Link, useParams } from "wouter";
import { download, type Known } from "../../api/client.ts";
import { useAnswer } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Figures } from "../../kit/Figures.tsx";
import { Answered, EmptyState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable, listOf } from "../../kit/table/DataTable.tsx";
import { sayFault } from "../../kit/Toast.tsx";
import { AsOf, Day, Money, Month } from "../../kit/values.tsx";
import { Page } from "../../shell/Page.tsx";
import { useAddress } from "../../shell/address.ts";
import { useCarryReasons } from "../../shell/carry_reasons.ts";
import { ReasonCode } from "../../shell/ReasonCode.tsx";
import { useReasons } from "../../shell/reason_codes.ts";
import { useKindName } from "../../shell/books.ts";
import { useLeverNames } from "../parts/levers.ts";
import "../parts/operator.css";
import { documentOf, memberOf, type StatementDocument, type StatementLine } from "./document.ts";
import { LineDrawer } from "./LineDrawer.tsx";
import { statementTexts } from "./texts.ts";

export default function StatementScreen() {
  const { id = "" } = useParams();
  const t = useTexts(statementTexts);
  const answer = useAnswer("/v1/statements/{id}", { params: { path: { id } } });
  const file = (kind: "pdf" | "csv") =>
    void download(`/v1/statements/${encodeURIComponent(id)}/${kind}`, `${id}.${kind}`).catch(
      sayFault,
    );
  return (
    <Page
      title={t("titleOf", { id })}
      actions={
        answer.data && (
          <>
            <Button icon="download" onPress={() => file("pdf")}>
              {t("pdf")}
            </Button>
            <Button icon="download" onPress={() => file("csv")}>
              {t("csv")}
            </Button>
          </>
        )
      }
    >
      <Answered answer={answer}>
        {(known: Known<unknown>) => {
          const found = documentOf(known.data);
          return found ? (
            <Content id={id} is={found} known={known} />
          ) : (
            <EmptyState title={t("unknownFormat")}>{t("unknownFormatText")}</EmptyState>
          );
        }}
      </Answered>
    </Page>
  );
}

function Content({ id, is, known }: { id: string; is: StatementDocument; known: Known<unknown> }) {
  const t = useTexts(statementTexts);
  const whyCarried = useCarryReasons();
  const { values, change } = useAddress();
  const line = values.get("line");
  return (
    <div className="stack">
      <div className="row">
        <Link href={`/o/partners/${encodeURIComponent(is.partner)}`}>{is.partnerName}</Link>
        <Month month={is.period} length="long" />
        {is.issuedOn && (
          <span className="muted">
            {t("issuedOn")} <Day day={is.issuedOn} />
          </span>
        )}
        <AsOf commit={known.commit} at={known.at} state="closed" />
      </div>
      <Figures
        figures={is.currencies.flatMap((one) => {
          const { currency = "XXX", earned = "0", due = "0", carry_reason } = one;
          return [
            {
              name: `${t("earned")}, ${currency}`,
              value: <Money amount={earned} currency={currency} />,
            },
            {
              name: `${t("due")}, ${currency}`,
              value: <Money amount={due} currency={currency} />,
              ...(carry_reason ? { note: `${t("carried")} ${whyCarried(carry_reason)}` } : {}),
            },
          ];
        })}
      />
      <Lines id={id} is={is} known={known} onOpen={(one) => change({ line: one })} />
      {line && <LineDrawer id={id} line={line} onClose={() => change({ line: null })} />}
    </div>
  );
}

function Lines({
  id,
  is,
  known,
  onOpen,
}: {
  id: string;
  is: StatementDocument;
  known: Known<unknown>;
  onOpen: (line: string) => void;
}) {
  const t = useTexts(statementTexts);
  const kind = useKindName();
  const lever = useLeverNames();
  const reasons = useReasons();
  const text = (name: string) => (row: StatementLine) => memberOf(row, name);
  const columns: Column<StatementLine>[] = [
    { id: "number", title: t("line"), kind: "count", value: (row) => row.line },
    wordColumn("kind", t("kind"), kind, { filter: "choice" }),
    {
      id: "lever",
      title: t("lever"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: text("lever"),
      words: (row) => lever(memberOf(row, "lever") ?? ""),
    },
    { id: "subscription", title: t("subscription"), kind: "id", value: text("subscription") },
    { id: "earning_month", title: t("month"), kind: "month", value: text("earning_month") },
    { id: "base", title: t("base"), kind: "quantity", value: text("base") },
    { id: "rates", title: t("rates"), kind: "text", value: text("rates") },
    {
      id: "amount",
      title: t("amount"),
      kind: "money",
      isKey: true,
      hasTotal: true,
      value: text("amount"),
      currency: (row) => memberOf(row, "currency") ?? "",
    },
    {
      id: "reason_code",
      title: t("reason"),
      kind: "text",
      filter: "choice",
      value: text("reason_code"),
      words: (row) => reasons.words(memberOf(row, "reason_code") ?? ""),
      cell: (row) => <ReasonCode code={memberOf(row, "reason_code")} />,
    },
  ];
  return (
    <DataTable
      name={id}
      caption={t("lines")}
      columns={columns}
      list={listOf(is.lines, known)}
      rowId={(row) => row.line}
      rowName={(row) => row.line}
      onOpen={(row) => onOpen(row.line)}
      empty={<EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
    />
  );
}
