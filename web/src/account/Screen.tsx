import { useState } from "react";
import { type RowOf, useChange, useList } from "../api/questions.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Badge } from "../kit/Badge.tsx";
import { Button } from "../kit/Button.tsx";
import { Field } from "../kit/Field.tsx";
import { Card } from "../kit/Figures.tsx";
import { EmptyState, ErrorState } from "../kit/states.tsx";
import type { Column } from "../kit/table/column.tsx";
import { DataTable } from "../kit/table/DataTable.tsx";
import { say, sayFault } from "../kit/Toast.tsx";
import { Id } from "../kit/values.tsx";
import { Page } from "../shell/Page.tsx";
import { Letters } from "./Letters.tsx";
import { accountTexts } from "./texts.ts";

export default function Screen() {
  const t = useTexts(accountTexts);
  return (
    <Page title={t("title")}>
      <Letters />
      <SecondFactor />
      <section className="stack">
        <h2>{t("sessions")}</h2>
        <Sessions />
      </section>
    </Page>
  );
}

type Session = RowOf<"/v1/sessions">;

function Sessions() {
  const t = useTexts(accountTexts);
  const list = useList("/v1/sessions", {});
  const ending = useChange("delete", "/v1/sessions/{id}", {
    onDone: () => say(t("ended")),
    onFault: sayFault,
  });
  const columns: Column<Session>[] = [
    {
      id: "agent",
      title: t("agent"),
      kind: "text",
      value: (row) => row.agent,
      cell: (row) => (
        <span className="row tight">
          <span className="long">{row.agent}</span>
          {row.is_this && <Badge tone="info">{t("thisOne")}</Badge>}
        </span>
      ),
    },
    { id: "address", title: t("address"), kind: "id", value: (row) => row.address },
    { id: "created_at", title: t("begun"), kind: "instant", value: (row) => row.created_at },
    { id: "used_at", title: t("used"), kind: "instant", value: (row) => row.used_at },
  ];
  return (
    <DataTable
      name="sessions"
      caption={t("sessions")}
      columns={columns}
      list={list}
      rowId={(row) => row.id}
      rowName={(row) => row.agent}
      actions={(row) => [
        {
          id: "end",
          text: t("end"),
          icon: "out",
          isDisabled: row.is_this,
          run: () => ending.run({ params: { path: { id: row.id } } }),
        },
      ]}
      empty={<EmptyState title={t("noSessions")}>{t("noSessionsText")}</EmptyState>}
    />
  );
}

function SecondFactor() {
  const t = useTexts(accountTexts);
  const [code, setCode] = useState("");
  const beginning = useChange("post", "/v1/second-factor");
  const confirming = useChange("put", "/v1/second-factor");
  const fault = confirming.error ?? beginning.error;
  const seed = beginning.answer?.data;
  const codes = confirming.answer?.data.recovery_codes;
  return (
    <Card title={t("factor")}>
      <p className="muted">{t("factorText")}</p>
      {fault && <ErrorState error={fault} isOneChange />}
      {!seed && (
        <div className="row">
          <Button icon="shield" onPress={() => beginning.run({})} isPending={beginning.isRunning}>
            {t("factorBegin")}
          </Button>
        </div>
      )}
      {seed && !codes && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            confirming.run({ body: { enrolment: seed.enrolment, code } });
          }}
        >
          <p>
            {t("factorSecret")} <Id id={seed.secret} />
          </p>
          <p>
            <a href={seed.uri}>{t("factorLink")}</a>
          </p>
          <Field
            label={t("factorCode")}
            value={code}
            onChange={setCode}
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={6}
            isRequired
          />
          <div className="row">
            <Button type="submit" look="primary" isPending={confirming.isRunning}>
              {t("factorConfirm")}
            </Button>
          </div>
        </form>
      )}
      {codes && (
        <div role="status">
          <p>{t("factorDone")}</p>
          <ul className="codes">
            {codes.map((one) => (
              <li key={one}>
                <code>{one}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}
