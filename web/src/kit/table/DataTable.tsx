import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { List } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { useLocale } from "../../preferences/preferences.ts";
import { useAddress } from "../../shell/address.ts";
import { type Shortcut, useShortcuts } from "../../shell/shortcuts.ts";
import { Button } from "../Button.tsx";
import { useIsPhone } from "../media.ts";
import type { Action } from "../Menu.tsx";
import { ErrorState, Skeleton } from "../states.tsx";
import { arranged, isPlain, type View } from "./arrange.ts";
import { Cards } from "./Cards.tsx";
import type { Column } from "./column.tsx";
import { FilterEmpty } from "./FilterEmpty.tsx";
import { Grid } from "./Grid.tsx";
import { tableTexts } from "./texts.ts";
import { useSaveRows } from "./use_save_rows.ts";
import { TableBar, type WholeList } from "./TableBar.tsx";
import { changesFor, viewOf } from "./view_address.ts";

export interface Selection {
  ids: ReadonlySet<string>;
  onChange: (ids: ReadonlySet<string>) => void;
}

export interface TableProps<Row> {
  /** What the rows are, for who does not see the heading above. */
  caption: string;
  columns: readonly Column<Row>[];
  list: List<Row>;
  rowId: (row: Row) => string;
  /** What a row is called: spoken with its menu and its box. */
  rowName: (row: Row) => string;
  /** When there is nothing at all: an EmptyState. */
  empty: ReactNode;
  /** Enter, or a click: a drawer, mostly `?row=` in the address. */
  onOpen?: (row: Row) => void;
  /** Of a row that has none, an empty list. */
  actions?: (row: Row) => readonly Action[];
  selection?: Selection;
  /** What can be done with what is selected. */
  bulk?: ReactNode;
  /** The list of the API, for a file of all rows with its manifest. */
  whole?: WholeList;
  /** The file's name, and what sets two tables of a page apart in the address. */
  name: string;
}

/** A table for what is already here, and all of it: an answer that is no list of the API. */
export function listOf<Row>(
  rows: readonly Row[],
  standing: { commit: number | null; at: Date | null },
): List<Row> {
  const nothing = () => undefined;
  return {
    rows: [...rows],
    isPending: false,
    isStale: false,
    error: null,
    hasMore: false,
    isLoadingMore: false,
    loadMore: nothing,
    reload: nothing,
    ...standing,
  };
}

/** So many rows are fetched to be ordered or filtered here. */
const kMost = 10_000;

/** Page after page, while the reader orders or filters: among some rows only it would mislead. */
function useAllFor<Row>(view: View, list: List<Row>): boolean {
  const isWanted = !isPlain(view) && list.hasMore && list.rows.length < kMost;
  const { isLoadingMore, loadMore, error } = list;
  useEffect(() => {
    if (isWanted && !isLoadingMore && error === null) loadMore();
  }, [isWanted, isLoadingMore, loadMore, error]);
  return !isPlain(view) && list.hasMore && list.rows.length >= kMost;
}

/** What Grid listens to while a row has the focus. */
function useRowKeys<Row>({ onOpen, selection }: TableProps<Row>): Shortcut[] {
  const t = useTexts(tableTexts);
  const told = (keys: string, text: string): Shortcut => ({
    keys,
    text,
    run: () => undefined,
    isOfFocus: true,
  });
  return [
    told("↑ ↓", t("keysMove")),
    ...(onOpen ? [told("Enter", t("keyOpen"))] : []),
    ...(selection ? [told("Space", t("keySelect")), told("Shift+Space", t("keyRange"))] : []),
  ];
}

/**
 * The table of the portals: a real <table>, its rows drawn as they come into sight, order and
 * filters in the address, cards on a phone.
 */
export function DataTable<Row>(props: TableProps<Row>) {
  const { columns, list, empty, name, bulk, selection } = props;
  const t = useTexts(tableTexts);
  const locale = useLocale();
  const { values, change } = useAddress();
  const view = useMemo(() => viewOf(values), [values]);
  const setView = (next: View) => change(changesFor(view, next));
  const shown = useShownColumns(columns);
  const collator = useMemo(() => new Intl.Collator(locale, { numeric: true }), [locale]);
  const rows = useMemo(
    () => arranged(list.rows, columns, view, collator),
    [list.rows, columns, view, collator],
  );
  const isBounded = useAllFor(view, list);
  const save = useSaveRows({ name, rows, columns: shown.columns, list });
  const isPhone = useIsPhone();
  const frame = useRef<HTMLDivElement>(null);
  useShortcuts([
    {
      keys: "f",
      text: t("keyFind"),
      run: () => frame.current?.querySelector<HTMLInputElement>(".find input")?.focus(),
    },
    { keys: "x", text: t("keyExport"), run: save.csv },
    ...useRowKeys(props),
  ]);

  if (list.error && list.rows.length === 0)
    return <ErrorState error={list.error} onRetry={list.reload} />;
  if (list.isPending) return <Skeleton lines={8} />;
  if (list.rows.length === 0 && !list.hasMore) return <>{empty}</>;
  const View = isPhone ? Cards : Grid;
  const parts = { ...props, columns: shown.columns, rows, view, setView };
  return (
    <div className="table-frame" ref={frame}>
      <TableBar {...parts} all={columns} chosen={shown} total={list.rows.length} />
      {selection && selection.ids.size > 0 && bulk && (
        <div className="row" role="group">
          <strong>{t("selected", { count: selection.ids.size })}</strong>
          {bulk}
        </div>
      )}
      {rows.length === 0 && !list.isLoadingMore ? <FilterEmpty {...parts} /> : <View {...parts} />}
      {isBounded && <p className="muted">{t("bounded", { count: list.rows.length })}</p>}
      {list.hasMore && (
        <div className="table-more">
          {list.isLoadingMore ? t("loadingMore") : t("rowsLoaded", { count: list.rows.length })}
          <Button small onPress={list.loadMore} isPending={list.isLoadingMore}>
            {t("more")}
          </Button>
        </div>
      )}
    </div>
  );
}

export interface Chosen<Row> {
  columns: readonly Column<Row>[];
  ids: readonly string[];
  choose: (ids: readonly string[]) => void;
}

function useShownColumns<Row>(columns: readonly Column<Row>[]): Chosen<Row> {
  const { values, change } = useAddress();
  const kept = values.get("cols");
  const usual = columns.filter((one) => !one.isExtra).map((one) => one.id);
  const [chosen, setIds] = useState<readonly string[] | null>(kept ? kept.split(",") : null);
  // A column may come when it is known that it has something to show.
  const ids = chosen ?? usual;
  const choose = (next: readonly string[]) => {
    const ordered = columns.map((one) => one.id).filter((id) => next.includes(id));
    setIds(ordered);
    change({ cols: ordered.join() === usual.join() ? null : ordered.join(",") });
  };
  return { columns: columns.filter((one) => ids.includes(one.id)), ids, choose };
}
