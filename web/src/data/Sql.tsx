import { useState } from "react";
import { useChange } from "../api/questions.ts";
import { isDecimal } from "../format/decimal.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Button } from "../kit/Button.tsx";
import { Field } from "../kit/Field.tsx";
import { Card } from "../kit/Figures.tsx";
import { useIsPhone } from "../kit/media.ts";
import { ErrorState, LateData, Skeleton } from "../kit/states.tsx";
import type { Column } from "../kit/table/column.tsx";
import { DataTable, listOf } from "../kit/table/DataTable.tsx";
import { useAddressValue } from "../shell/address.ts";
import { useHere } from "../shell/session.tsx";
import { Page } from "../shell/Page.tsx";
import { type Period, usePeriod } from "../shell/period.ts";
import { useSpanName } from "../shell/span_name.ts";
import { PeriodSelect } from "../shell/PeriodSelect.tsx";
import { tablesOf } from "./tables.ts";
import { dataTexts } from "./texts.ts";

const kBegin = "SELECT reason_code, count(*) AS lines FROM earnings GROUP BY reason_code";

export default function Screen() {
  const t = useTexts(dataTexts);
  const period = usePeriod();
  return (
    <Page
      title={t("sql")}
      lead={t("sqlLead")}
      actions={period && <PeriodSelect period={period} hasSpans />}
    >
      {period ? <Editor period={period} /> : <Skeleton lines={6} />}
    </Page>
  );
}

function Editor({ period }: { period: Period }) {
  const t = useTexts(dataTexts);
  const spanName = useSpanName();
  const isPhone = useIsPhone();
  const { side } = useHere().tenant;
  const [kept, keep] = useAddressValue("sql", kBegin);
  const [sql, setSql] = useState(kept);
  const question = useChange("post", "/v1/sql");
  const ask = () => {
    keep(sql);
    question.run({ body: { sql, from: period.span.first, to: period.span.last, limit: 10_000 } });
  };
  return (
    <div className="stack">
      <div
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) ask();
        }}
      >
        <Field
          label={t("question")}
          hint={isPhone ? t("phone") : t("askHint")}
          rows={6}
          value={sql}
          onChange={setSql}
          isReadOnly={isPhone}
          spellCheck="false"
        />
      </div>
      <div className="row">
        <Button
          look="primary"
          onPress={ask}
          isPending={question.isRunning}
          isDisabled={sql.trim() === ""}
        >
          {t("ask")}
        </Button>
        <span className="muted">{t("months", { month: spanName(period.span) })}</span>
      </div>
      {question.error && <ErrorState error={question.error} />}
      {question.answer ? (
        <Answer answer={question.answer} />
      ) : (
        !question.error && <p className="muted">{t("notAsked")}</p>
      )}
      <Card title={t("tables")}>
        <dl className="facts">
          {tablesOf(side).map(([table, columns]) => (
            <div key={table} className="fact">
              <dt>
                <Button
                  small
                  look="quiet"
                  aria-label={t("insert", { table })}
                  onPress={() => setSql(`SELECT * FROM ${table} LIMIT 100`)}
                >
                  <code>{table}</code>
                </Button>
              </dt>
              <dd>
                <code>{columns.join(", ")}</code>
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </div>
  );
}

type Asked = NonNullable<ReturnType<typeof useChange<"post", "/v1/sql">>["answer"]>;
type Cells = readonly (string | null)[];

function Answer({ answer }: { answer: Asked }) {
  const t = useTexts(dataTexts);
  const { columns, rows, is_cut: isCut } = answer.data;
  const numbered = rows.map((cells, place) => ({
    place: String(place + 1),
    cells: cells as Cells,
  }));
  const shown = columns.map((title, at): Column<(typeof numbered)[number]> => {
    const values = rows.map((cells) => cells[at]).filter((one) => one != null);
    const isNumber = values.length > 0 && values.every((one) => isDecimal(String(one)));
    return {
      id: `${at} ${title}`,
      title,
      kind: isNumber ? "quantity" : "text",
      value: (row) => row.cells[at] ?? null,
    };
  });
  return (
    <section className="stack" aria-label={t("answer")}>
      {isCut && <LateData>{t("cut")}</LateData>}
      <DataTable
        key={columns.join()}
        name="answer"
        caption={t("answerCaption")}
        columns={shown}
        list={listOf(numbered, answer)}
        rowId={(row) => row.place}
        rowName={(row) => row.place}
        empty={<p className="muted">{t("noRows")}</p>}
      />
    </section>
  );
}
