import { useState } from "react";
import { download } from "../api/client.ts";
import { type RowOf, useAnswer, useChange, useList } from "../api/questions.ts";
import { formatCount } from "../format/number.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Select } from "../kit/Select.tsx";
import { Card } from "../kit/Figures.tsx";
import { Answered, EmptyState, ErrorState, Skeleton } from "../kit/states.tsx";
import { type Column, wordColumn } from "../kit/table/column.tsx";
import { DataTable } from "../kit/table/DataTable.tsx";
import { say } from "../kit/Toast.tsx";
import { AsOf, Id, Quantity } from "../kit/values.tsx";
import { useLocale } from "../preferences/preferences.ts";
import { useActorName } from "../shell/actor.ts";
import { useAddress } from "../shell/address.ts";
import { useHere, useMay } from "../shell/session.tsx";
import { Page } from "../shell/Page.tsx";
import { type Period, usePeriod } from "../shell/period.ts";
import { spanWith } from "../shell/span.ts";
import { useSpanName } from "../shell/span_name.ts";
import { PeriodSelect } from "../shell/PeriodSelect.tsx";
import { useListNames } from "./list_names.ts";
import { isOfSpan, type ListName, listsOf, monthFilters } from "./tables.ts";
import { dataTexts } from "./texts.ts";

type Row = RowOf<"/v1/exports">;
const kFormats = ["csv", "ndjson", "parquet"] as const;

function fetchFile(row: Pick<Row, "id" | "list" | "format">): void {
  void download(
    `/v1/exports/${encodeURIComponent(row.id)}/file`,
    `${row.list}.${row.format}`,
  ).catch((error: Error) => say(error.message));
}

export default function Screen() {
  const t = useTexts(dataTexts);
  const name = useListNames();
  const period = usePeriod();
  const mayMake = useMay("exports:write");
  const list = useList("/v1/exports", {}, { pageSize: 200 });
  const { values, change } = useAddress();
  const id = values.get("row");
  const columns: Column<Row>[] = [
    { id: "id", title: t("id"), kind: "id", value: (row) => row.id },
    wordColumn("list", t("list"), name, { filter: "choice", isKey: true }),
    {
      id: "format",
      title: t("format"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => row.format,
    },
    { id: "rows", title: t("rows"), kind: "count", isKey: true, value: (row) => String(row.rows) },
    { id: "bytes", title: t("bytes"), kind: "count", value: (row) => String(row.bytes) },
    { id: "created", title: t("created"), kind: "instant", value: (row) => row.created_at },
  ];
  return (
    <Page
      title={t("exports")}
      lead={
        <>
          {t("exportsLead")} <AsOf commit={list.commit} at={list.at} />
        </>
      }
      actions={period && <PeriodSelect period={period} hasSpans />}
    >
      {mayMake && (period ? <Make period={period} /> : <Skeleton lines={3} />)}
      <DataTable
        name="exports"
        caption={t("caption")}
        columns={columns}
        list={list}
        rowId={(row) => row.id}
        rowName={(row) => `${row.list} ${row.id}`}
        onOpen={(row) => change({ row: row.id }, "push")}
        actions={(row) => [
          { id: "download", text: t("download"), icon: "download", run: () => fetchFile(row) },
        ]}
        empty={<EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>}
      />
      <Dialog
        title={t("manifest")}
        isOpen={id !== null}
        onClose={() => change({ row: null })}
        place="side"
      >
        {id !== null && <Manifest key={id} id={id} />}
      </Dialog>
    </Page>
  );
}

function Make({ period }: { period: Period }) {
  const t = useTexts(dataTexts);
  const name = useListNames();
  const locale = useLocale();
  const spanName = useSpanName();
  const { tenant } = useHere();
  const lists = listsOf(tenant.side, tenant.scopes);
  const [list, setList] = useState<ListName>("credit");
  const [format, setFormat] = useState<(typeof kFormats)[number]>("csv");
  const make = useChange("post", "/v1/exports", {
    onDone: ({ data }) => {
      say(t("made", { list: name(data.list), rows: formatCount(data.rows, locale) }));
      fetchFile(data);
    },
  });
  const filters = monthFilters(list, period);
  const told = isOfSpan(list) ? period.span : spanWith("month", period.month, period.yearStart);
  return (
    <Card title={t("make")}>
      {make.error && <ErrorState error={make.error} />}
      <div className="row">
        <Select
          label={t("list")}
          isLabelHidden
          options={lists.map((one) => ({ id: one, text: name(one) }))}
          value={list}
          onChange={(id) => setList(id as ListName)}
        />
        <Select
          label={t("format")}
          isLabelHidden
          options={kFormats.map((one) => ({ id: one, text: one.toUpperCase() }))}
          value={format}
          onChange={(id) => setFormat(id as (typeof kFormats)[number])}
        />
        <Button
          look="primary"
          icon="download"
          isPending={make.isRunning}
          onPress={() =>
            make.run({
              params: {},
              body: { list, format, ...(filters.length > 0 ? { filters } : {}) },
            })
          }
        >
          {t("make")}
        </Button>
        {filters.length > 0 && (
          <span className="muted">{t("month", { month: spanName(told) })}</span>
        )}
      </div>
    </Card>
  );
}

function Manifest({ id }: { id: string }) {
  const t = useTexts(dataTexts);
  const actor = useActorName();
  const asked = useAnswer("/v1/exports/{id}", { params: { path: { id } } });
  return (
    <Answered answer={asked}>
      {({ data }) => {
        const facts = [
          { name: t("list"), value: `${data.list}.${data.format}` },
          { name: t("rows"), value: <Quantity amount={String(data.rows)} /> },
          { name: t("filters"), value: data.filters || t("noFilters") },
          { name: t("knownAt"), value: data.known_at },
          { name: t("by"), value: actor(data.created_by) },
          { name: t("hash"), value: <Id id={data.sha256} /> },
        ];
        return (
          <div className="stack">
            <dl className="facts">
              {facts.map(({ name, value }) => (
                <div key={name} className="fact">
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            <h3>{t("sums")}</h3>
            {data.sums.length === 0 && <p className="muted">{t("noSums")}</p>}
            <dl className="amounts">
              {data.sums.map((one) => (
                <div key={`${one.column} ${one.currency}`} className="fact">
                  <dt>{`${one.column} ${one.currency ?? ""}`}</dt>
                  <dd>
                    <Quantity amount={one.sum} />
                  </dd>
                </div>
              ))}
            </dl>
            <div className="row">
              <Button icon="download" onPress={() => fetchFile(data)}>
                {t("download")}
              </Button>
            </div>
          </div>
        );
      }}
    </Answered>
  );
}
