import { useState } from "react";
import { useList } from "../../api/questions.ts";
import { formatInstant } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button, IconButton } from "../../kit/Button.tsx";
import { Field } from "../../kit/Field.tsx";
import { Card } from "../../kit/Figures.tsx";
import { Menu } from "../../kit/Menu.tsx";
import { EmptyState, ErrorState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { inService, type InService } from "../../kit/table/service_filter.ts";
import { viewOf } from "../../kit/table/view_address.ts";
import { AsOf, Day, Id } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { useAddress } from "../../shell/address.ts";
import { usePartnerNames } from "../../shell/names.ts";
import { Page } from "../../shell/Page.tsx";
import { useHere, useMay } from "../../shell/session.tsx";
import { useAct } from "../../api/act.ts";
import { type ExportFormat, exportFile, type Manifest } from "../../api/export.ts";
import { kLatest, type Look } from "../access/looks.ts";
import { filterOf, type Range, rangeOf } from "./range.ts";
import { actionTexts, logTexts } from "./texts.ts";

const kNames = { ndjson: "NDJSON", parquet: "Parquet" };
const kOthers = ["ndjson", "parquet"] as const satisfies readonly ExportFormat[];

interface File {
  manifest: Manifest;
  range: Range;
  /** Whether the filters of the table left looks of these days out. */
  isFiltered: boolean;
}

export default function Screen() {
  const t = useTexts(logTexts);
  const customer = useHere().tenant.id;
  const mayExport = useMay("exports:write");
  const { values } = useAddress();
  const { run, isRunning, error } = useAct();
  const [made, setMade] = useState<File | null>(null);
  const range = rangeOf(values);
  const filter = filterOf(range);
  const query = { customer_id: customer, sort: kLatest, ...(filter && { filter }) };
  const list = useList("/v1/access-log", query, { keepsRows: true });
  const filters = filter ? [{ name: "filter", value: filter }] : [];
  const columns = useColumns();
  const view = viewOf(values);
  const said = inService(columns, view, filters);
  const isFiltered = columns.some(({ id }) => Object.hasOwn(view.filters, id));
  const save = (format: ExportFormat) => {
    if (said.is !== "said") return;
    void run(() => exportFile("access-log", format, said.parameters)).then((manifest) =>
      setMade(manifest && { manifest, range, isFiltered }),
    );
  };
  return (
    <Page
      title={t("title")}
      lead={
        <>
          {t("lead")} <AsOf commit={list.commit} at={list.at} />
        </>
      }
      actions={
        mayExport && <Save save={save} isRunning={isRunning} isDisabled={said.is !== "said"} />
      }
    >
      {mayExport && <Unsaid said={said} columns={columns} />}
      {error && <ErrorState error={error} />}
      {made && <Made {...made} />}
      <Days range={range} />
      <DataTable
        name="access-log"
        caption={t("caption")}
        columns={columns}
        list={list}
        rowId={(row) => String(row.number)}
        rowName={(row) => `${row.who} ${row.at}`}
        whole={{ list: "access-log", filters }}
        empty={
          filter ? (
            <EmptyState title={t("rangeEmptyTitle")}>{t("rangeEmptyText")}</EmptyState>
          ) : (
            <EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>
          )
        }
      />
      <p className="muted">{t("keeping")}</p>
    </Page>
  );
}

/** The usual format at once, the others behind it. */
function Save({
  save,
  isRunning,
  isDisabled,
}: {
  save: (format: ExportFormat) => void;
  isRunning: boolean;
  isDisabled: boolean;
}) {
  const t = useTexts(logTexts);
  const others = kOthers.map((format) => ({
    id: format,
    text: t("exportAs", { format: kNames[format] }),
    isDisabled,
    run: () => save(format),
  }));
  return (
    <>
      <Button
        look="primary"
        icon="download"
        isPending={isRunning}
        isDisabled={isDisabled}
        onPress={() => save("csv")}
      >
        {t("export")}
      </Button>
      <Menu label={t("otherFormats")} actions={others}>
        <IconButton icon="more" label={t("otherFormats")} />
      </Menu>
    </>
  );
}

/** Why there is no file of what the table shows. */
function Unsaid({ said, columns }: { said: InService; columns: readonly Column<Look>[] }) {
  const t = useTexts(logTexts);
  const locale = useLocale();
  if (said.is === "said") return null;
  if (said.is === "too long") return <p className="muted">{t("exportLong")}</p>;
  const titles = said.columns.map(
    (id) => columns.find((one) => one.id === id)?.title ?? t("search"),
  );
  const names = new Intl.ListFormat(locale).format(titles);
  return <p className="muted">{t("exportNot", { columns: names })}</p>;
}

/** Of which days looks are shown, and exported. */
function Days({ range }: { range: Range }) {
  const t = useTexts(logTexts);
  const { change } = useAddress();
  return (
    <div className="row" role="group" aria-label={t("days")}>
      <Field
        label={t("from")}
        type="date"
        value={range.from ?? ""}
        onChange={(from) => change({ from: from || null })}
      />
      <Field
        label={t("to")}
        type="date"
        value={range.to ?? ""}
        onChange={(to) => change({ to: to || null })}
      />
    </div>
  );
}

/** What makes the file evidence: of which days, how many rows, and the hash to hold it against. */
function Made({ manifest, range, isFiltered }: File) {
  const t = useTexts(logTexts);
  const locale = useLocale();
  const { rows, created_at, sha256, id } = manifest;
  const { from, to } = range;
  return (
    <div role="status">
      <Card title={t("exported", { rows, at: formatInstant(created_at, locale) })}>
        <p>
          {from || to
            ? t.rich("ofDays", {
                from: from ? <Day day={from} /> : t("begin"),
                to: to ? <Day day={to} /> : t("end"),
              })
            : t("ofAll")}{" "}
          {isFiltered && t("ofFilters")}
        </p>
        <p>{t("hash")}</p>
        <p className="anywhere">
          <Id id={sha256} />
        </p>
        <p className="muted">{t("kept", { id })}</p>
      </Card>
    </div>
  );
}

function useColumns(): Column<Look>[] {
  const t = useTexts(logTexts);
  const actions = useTexts(actionTexts);
  const partner = usePartnerNames();
  return [
    { id: "at", title: t("at"), kind: "instant", value: (row) => row.at, field: "at" },
    {
      id: "partner",
      title: t("partner"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => row.partner_id,
      field: "partner_id",
      words: (row) => partner(row.partner_id),
      named: partner,
    },
    {
      id: "who",
      title: t("who"),
      kind: "text",
      isKey: true,
      value: (row) => row.who,
      field: "who",
    },
    wordColumn("action", t("action"), actions, { filter: "choice", isKey: true, field: "action" }),
    {
      id: "object",
      title: t("object"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => row.object,
      field: "object",
    },
    {
      id: "object_id",
      title: t("object_id"),
      kind: "id",
      value: (row) => row.object_id,
      field: "object_id",
    },
    {
      id: "rows",
      title: t("rows"),
      kind: "count",
      value: (row) => String(row.rows),
      field: "rows",
    },
    {
      id: "times",
      title: t("times"),
      kind: "count",
      value: (row) => String(row.times),
      field: "times",
    },
    {
      id: "address",
      title: t("address"),
      kind: "id",
      value: (row) => row.address,
      field: "address",
    },
    {
      id: "purpose",
      title: t("purpose"),
      kind: "text",
      isExtra: true,
      value: (row) => row.purpose,
      field: "purpose",
    },
    {
      id: "request",
      title: t("request"),
      kind: "id",
      isExtra: true,
      value: (row) => row.request,
      field: "request",
    },
  ];
}
