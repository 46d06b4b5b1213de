import { type RowOf, useAnswer, useChange, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { ProgressOfOperation } from "../../kit/Progress.tsx";
import { Answered, EmptyState, ErrorState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { say } from "../../kit/Toast.tsx";
import { AsOf, Month } from "../../kit/values.tsx";
import { useAddress } from "../../shell/address.ts";
import { useActorName } from "../../shell/actor.ts";
import { Outcome, plainAddress } from "./Outcome.tsx";
import { jobOf } from "./runs.ts";
import { SimulatedTotals } from "./SimulatedTotals.tsx";
import { programmeTexts } from "./texts.ts";

export function Simulations() {
  const { values, change } = useAddress();
  const open = values.get("row");
  return open ? (
    <Simulation
      id={open}
      onClose={() => change({ ...plainAddress(values.keys()), of: null, row: null })}
    />
  ) : (
    <SimulationList onOpen={(id) => change({ row: id, sort: null, find: null })} />
  );
}

type Row = RowOf<"/v1/simulations">;

function SimulationList({ onOpen }: { onOpen: (id: string) => void }) {
  const t = useTexts(programmeTexts);
  const who = useActorName();
  const list = useList("/v1/simulations", { sort: "-created_at" }, { pageSize: 1000 });
  const columns: Column<Row>[] = [
    { id: "id", title: t("id"), kind: "id", value: (row) => row.id },
    { id: "state", title: t("state"), kind: "status", isKey: true, value: (row) => row.state },
    { id: "version", title: t("version"), kind: "text", isKey: true, value: (row) => row.version },
    { id: "from", title: t("from"), kind: "month", value: (row) => row.from },
    { id: "to", title: t("to"), kind: "month", value: (row) => row.to },
    wordColumn("created_by", t("createdBy"), who, { isKey: true }),
    { id: "created_at", title: t("createdAt"), kind: "instant", value: (row) => row.created_at },
  ];
  return (
    <DataTable
      name="simulations"
      caption={t("simulations")}
      columns={columns}
      list={list}
      rowId={(row) => row.id}
      rowName={(row) => row.id}
      onOpen={(row) => onOpen(row.id)}
      empty={<EmptyState title={t("noSimulations")}>{t("noSimulationsText")}</EmptyState>}
    />
  );
}

function Simulation({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTexts(programmeTexts);
  const params = { path: { id } };
  const answer = useAnswer("/v1/simulations/{id}", { params });
  const cancel = useChange("post", "/v1/simulations/{id}:cancel", {
    onDone: () => say(t("cancelled")),
  });
  return (
    <Answered answer={answer}>
      {({ data, at }) => (
        <div className="stack">
          <div className="row">
            <Button icon="back" small onPress={onClose}>
              {t("simulations")}
            </Button>
            <strong>{t("simulationOf", { id })}</strong>
            <span>{t("versionOf", { code: data.code, version: data.version })}</span>
            <span className="muted">
              <Month month={data.from} /> – <Month month={data.to} />
            </span>
            <AsOf commit={data.known_at} at={at} />
          </div>
          {cancel.error && <ErrorState error={cancel.error} isOneChange />}
          {data.state !== "done" && (
            <ProgressOfOperation
              id={id}
              label={t("computing")}
              ask={jobOf}
              onCancel={() => cancel.run({ params })}
            />
          )}
          {data.state === "done" && (
            <>
              <SimulatedTotals of={data} />
              <Outcome id={id} lines={data.lines ?? 0} />
            </>
          )}
        </div>
      )}
    </Answered>
  );
}
