import { useState } from "react";
import { useParams } from "wouter";
import { useAnswer, useList } from "../../api/questions.ts";
import { signOf } from "../../format/decimal.ts";
import { formatDay, formatMonth, lastDayBefore, today } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button, LinkButton } from "../../kit/Button.tsx";
import { Card, Figures } from "../../kit/Figures.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../kit/states.tsx";
import { DataTable, listOf } from "../../kit/table/DataTable.tsx";
import { AsOf, Day, Id, Money, Month } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { useCarryReasons } from "../../shell/carry_reasons.ts";
import { Page } from "../../shell/Page.tsx";
import { useMay } from "../../shell/session.tsx";
import { DisputeDialog } from "../disputes/DisputeDialog.tsx";
import { ExplainDrawer } from "../explain/Drawer.tsx";
import { useExplain } from "../explain/use_explain.ts";
import { StatementWay } from "../payments/StatementWay.tsx";
import { useRegistry } from "../registry.ts";
import { useReasons } from "../../shell/reason_codes.ts";
import { useTerms } from "../terms/use_terms.ts";
import { useLineColumns } from "./columns.tsx";
import { downloadPaper } from "./files.ts";
import { isDisputable, type Statement, type StatementLine, statementOf } from "./statement.ts";
import { statementsTexts } from "./texts.ts";

export default function Screen() {
  const { id = "" } = useParams<{ id: string }>();
  const t = useTexts(statementsTexts);
  const { data, error, refetch } = useAnswer("/v1/statements/{id}", { params: { path: { id } } });
  const actions = (
    <>
      <Button icon="download" onPress={() => downloadPaper(id, "pdf")}>
        {t("pdf")}
      </Button>
      <Button icon="download" onPress={() => downloadPaper(id, "csv")}>
        {t("csv")}
      </Button>
    </>
  );
  const told = data ? statementOf(data.data) : null;
  if (!told)
    return (
      <Page title={id}>
        {error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : data ? (
          <EmptyState
            title={t("notFound")}
            action={<LinkButton href="/p/statements">{t("back")}</LinkButton>}
          >
            {t("lead")}
          </EmptyState>
        ) : (
          <Skeleton lines={8} />
        )}
      </Page>
    );
  const { header } = told;
  return (
    <Page
      title={header.statement}
      lead={
        <span className="row">
          {header.partner_name} <Month month={header.period} length="long" />
          <AsOf commit={Number(header.as_known)} at={data?.at ?? null} state="closed" />
        </span>
      }
      actions={actions}
    >
      <Sums statement={told} />
      <StatementWay statement={header.statement} held={header.currencies} />
      <Lines statement={told} />
      <div className="cards">
        <NotEarned statement={told} />
        <Document statement={told} />
      </div>
    </Page>
  );
}

function Sums({ statement }: { statement: Statement }) {
  const t = useTexts(statementsTexts);
  const { currencies } = statement.header;
  const names = ["earned", "adjusted", "held", "late", "carried", "due"] as const;
  const whyCarried = useCarryReasons();
  return (
    <>
      {currencies.map((one) => (
        <Figures
          key={one.currency}
          figures={names
            .filter((name) => name === "earned" || name === "due" || signOf(one[name] || "0") !== 0)
            .map((name) => ({
              name: `${t(name)}, ${one.currency}`,
              value: <Money amount={one[name]} currency={one.currency} shown="none" />,
              note: name === "carried" ? whyCarried(one.carry_reason) : null,
            }))}
        />
      ))}
    </>
  );
}

function Lines({ statement }: { statement: Statement }) {
  const t = useTexts(statementsTexts);
  const locale = useLocale();
  const explain = useExplain();
  const mayDispute = useMay("petitions:write");
  const until = useDisputableUntil(statement);
  // The day of the programme may still be that of yesterday.
  const isOver = until !== null && lastDayBefore(today()) > until;
  const [disputed, setDisputed] = useState<StatementLine | null>(null);
  const { header, lines } = statement;
  const columns = useLineColumns(useRegistry());
  const open = (row: StatementLine) =>
    explain.open({
      month: row.earning_month || header.period,
      ...(row.subscription ? { subscription: row.subscription } : {}),
      ...(row.lever ? { lever: row.lever } : {}),
      knownAt: header.as_known,
      statement: header.statement,
      line: row.line,
    });
  const asked = lines.find((one) => one.line === explain.question?.line);
  const canDispute = (row: StatementLine | undefined): row is StatementLine =>
    mayDispute && !isOver && row !== undefined && isDisputable(row);
  return (
    <>
      <DataTable
        name={header.statement}
        caption={t("linesCaption")}
        columns={columns}
        list={listOf(lines, { commit: Number(header.as_known), at: null })}
        rowId={(row) => row.line}
        rowName={(row) => `${t("line")} ${row.line}`}
        onOpen={open}
        actions={(row) => [
          { id: "explain", text: t("explain"), icon: "eye", run: () => open(row) },
          {
            id: "dispute",
            text: isOver ? t("disputeOver", { day: formatDay(until, locale) }) : t("dispute"),
            icon: "alert",
            isDisabled: !canDispute(row),
            run: () => setDisputed(row),
          },
        ]}
        empty={<p className="muted">{t("none")}</p>}
      />
      <ExplainDrawer
        question={explain.question}
        onClose={explain.close}
        onDispute={
          canDispute(asked)
            ? () => {
                explain.close();
                setDisputed(asked);
              }
            : undefined
        }
      />
      {disputed && (
        <DisputeDialog
          statement={header.statement}
          line={disputed}
          onClose={() => setDisputed(null)}
        />
      )}
    </>
  );
}

/** The last day on which its lines may be disputed; null until it is known. */
function useDisputableUntil({ header }: Statement): string | null {
  const { rows } = useList("/v1/statements", { period: header.period });
  return rows.find((one) => one.id === header.statement)?.disputable_until ?? null;
}

function NotEarned({ statement }: { statement: Statement }) {
  const t = useTexts(statementsTexts);
  const reasons = useReasons();
  const { leverName } = useTerms();
  const rows = statement.header.not_earned;
  const codes = [...new Set(rows.map((one) => one.reason_code))];
  return (
    <Card title={t("notEarned")}>
      {rows.length === 0 && <p className="muted">{t("nothingLost")}</p>}
      {codes.map((code) => (
        <section key={code} className="stack tight">
          <p>
            {reasons.words(code)}. <span className="muted">{reasons.remedy(code)}</span>
          </p>
          <dl className="amounts">
            {rows
              .filter((one) => one.reason_code === code)
              .map((one) => (
                <div key={`${one.lever} ${one.currency}`} className="fact">
                  <dt>
                    {leverName(one.lever)}{" "}
                    {signOf(one.cut || "0") !== 0 &&
                      t.rich("cut", { amount: <Money amount={one.cut} currency={one.currency} /> })}
                  </dt>
                  <dd>
                    {t("notEarnedLines", { count: Number(one.lines) })} {one.currency}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </Card>
  );
}

function Document({ statement }: { statement: Statement }) {
  const t = useTexts(statementsTexts);
  const locale = useLocale();
  const { header } = statement;
  const until = useDisputableUntil(statement);
  const facts = [
    { name: t("issued"), value: <Day day={header.issued_on} /> },
    ...(until ? [{ name: t("disputableUntil"), value: <Day day={until} /> }] : []),
    { name: t("programme"), value: `${header.programme} ${header.version}` },
    { name: t("asKnown"), value: header.as_known },
    ...(header.previous ? [{ name: t("previous"), value: <Id id={header.previous} /> }] : []),
    ...header.rates.map((one) => ({
      name: t("rate", { from: one.from, to: one.to, month: formatMonth(one.month, locale) }),
      value: one.rate,
    })),
    ...header.currencies
      .filter((one) => one.currency !== header.currency)
      .map((one) => ({
        name: `${one.currency}: ${t("equivalent", { currency: header.currency })}`,
        value: <Money amount={one.equivalent} currency={header.currency} />,
      })),
  ];
  return (
    <Card title={t("facts")}>
      <dl className="facts">
        {facts.map(({ name, value }) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
