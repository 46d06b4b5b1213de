import { use } from "react";
import { exportFile } from "../../api/export.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { useLocale } from "../../preferences/preferences.ts";
import { formatCount } from "../../format/number.ts";
import { Button, IconButton } from "../Button.tsx";
import { useIsPhone } from "../media.ts";
import { SearchField } from "../Field.tsx";
import { type Action, Menu } from "../Menu.tsx";
import { say, sayFault } from "../Toast.tsx";
import { type Filter, plainView } from "./arrange.ts";
import type { Column } from "./column.tsx";
import type { Chosen } from "./DataTable.tsx";
import { FilterButton } from "./FilterButton.tsx";
import { FilterSheet } from "./FilterSheet.tsx";
import type { GridProps } from "./Grid.tsx";
import { MayExport } from "./may_export.ts";
import { inService, type Parameter } from "./service_filter.ts";
import { tableTexts } from "./texts.ts";
import { useSaveRows } from "./use_save_rows.ts";

/** A list of the API as POST /v1/exports names it, with its filters. */
export interface WholeList {
  list: string;
  filters?: readonly Parameter[];
}

interface BarProps<Row> extends GridProps<Row> {
  all: readonly Column<Row>[];
  chosen: Chosen<Row>;
  total: number;
}

export function TableBar<Row>(props: BarProps<Row>) {
  const { rows, all, chosen, total, view, setView, list } = props;
  const t = useTexts(tableTexts);
  const isPhone = useIsPhone();
  const filters = { columns: all, rows: list.rows, view, setView };
  const isFiltered = rows.length !== total;
  const count = isFiltered
    ? t("rowsOf", { shown: rows.length, count: total })
    : t("rows", { count: total });
  return (
    <div className="table-bar">
      <SearchField
        label={t("find")}
        value={view.find}
        onChange={(find) => setView({ ...view, find })}
      />
      {isPhone ? <FilterSheet {...filters} shown={rows.length} /> : <FilterButton {...filters} />}
      {Object.entries(view.filters).map(([id, filter]) => {
        const column = all.find((one) => one.id === id);
        if (!column) return null;
        const { [id]: _, ...rest } = view.filters;
        return (
          <Chip
            key={id}
            column={column}
            filter={filter}
            onRemove={() => setView({ ...view, filters: rest })}
          />
        );
      })}
      {(Object.keys(view.filters).length > 0 || view.find !== "") && (
        <Button small look="quiet" onPress={() => setView({ ...plainView, sort: view.sort })}>
          {t("reset")}
        </Button>
      )}
      <span className="count" role="status">
        {list.hasMore ? t("rowsLoaded", { count: total }) : count}
      </span>
      <Menu
        label={t("columns")}
        choices={[
          {
            id: "columns",
            title: t("columns"),
            mode: "many",
            chosen: chosen.ids,
            options: all.map((one) => ({ id: one.id, text: one.title })),
            choose: chosen.choose,
          },
        ]}
      >
        <IconButton icon="columns" label={t("columns")} />
      </Menu>
      <ExportMenu {...props} />
    </div>
  );
}

function Chip<Row>({
  column,
  filter,
  onRemove,
}: {
  column: Column<Row>;
  filter: Filter;
  onRemove: () => void;
}) {
  const t = useTexts(tableTexts);
  const locale = useLocale();
  const words = wordsOf(column.title, filter, t, locale);
  return (
    <span className="chip">
      {words}
      <IconButton
        small
        icon="close"
        label={t("removeFilter", { filter: words })}
        onPress={onRemove}
      />
    </span>
  );
}

function wordsOf(
  column: string,
  filter: Filter,
  t: ReturnType<typeof useTexts<typeof tableTexts.en>>,
  locale: string,
): string {
  switch (filter.kind) {
    case "words":
      return t("contains", { column, text: filter.text });
    case "choice":
      return t("isOneOf", {
        column,
        values: new Intl.ListFormat(locale, { type: "disjunction" }).format(filter.values),
      });
    case "range":
      if (filter.from === null) return t("atMost", { column, to: filter.to ?? "" });
      if (filter.to === null) return t("atLeast", { column, from: filter.from });
      return t("between", { column, from: filter.from, to: filter.to });
  }
}

const kWholeFormats = ["csv", "ndjson", "parquet"] as const;

/**
 * Files that the service makes of all rows that the filters mean, however many; what it has no words
 * for is said in place of a file that would have other rows.
 */
function useWhole<Row>({ whole, all, view }: BarProps<Row>): Action[] {
  const t = useTexts(tableTexts);
  const locale = useLocale();
  if (!use(MayExport) || !whole) return [];
  const said = inService(all, view, whole.filters);
  if (said.is !== "said") {
    const titles = (said.is === "unsaid" ? said.columns : []).map(
      (id) => all.find((one) => one.id === id)?.title ?? t("find"),
    );
    const columns = new Intl.ListFormat(locale).format(titles.map((one) => t("quoted", { one })));
    const text = said.is === "unsaid" ? t("exportAllNot", { columns }) : t("exportAllLong");
    return [{ id: "all-not", text, icon: "alert", run: () => say(t("exportAllHow")) }];
  }
  const { filters, find } = view;
  const isFiltered = Object.keys(filters).length > 0 || find !== "";
  return kWholeFormats.map((format) => ({
    id: `all-${format}`,
    text: t(isFiltered ? "exportFiltered" : "exportAll", { format: format.toUpperCase() }),
    run: () =>
      void exportFile(whole.list, format, said.parameters).then(
        ({ rows }) => say(t("exported", { count: rows })),
        sayFault,
      ),
  }));
}

/** What is shown as CSV at one press, and everything else beside it. */
function ExportMenu<Row>(props: BarProps<Row>) {
  const { name, rows, chosen, list } = props;
  const t = useTexts(tableTexts);
  const locale = useLocale();
  const hint = formatCount(rows.length, locale);
  const save = useSaveRows({ name, rows, columns: chosen.columns, list });
  const here: Action[] = [
    { id: "csv", text: t("exportCsv"), hint, run: save.csv },
    { id: "ndjson", text: t("exportNdjson"), hint, run: save.ndjson },
  ];
  const there = useWhole(props);
  return (
    <span className="row tight">
      <Button icon="download" onPress={save.csv}>
        {t("export")}
      </Button>
      <Menu label={t("exportAs")} actions={[...here, ...there]}>
        <IconButton icon="chevron" label={t("exportAs")} />
      </Menu>
    </span>
  );
}
