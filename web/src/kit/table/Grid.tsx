import { useVirtualizer } from "@tanstack/react-virtual";
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTexts } from "../../i18n/use_texts.ts";
import { useLocale, usePreferences } from "../../preferences/preferences.ts";
import { formatMoney, formatQuantity } from "../../format/number.ts";
import { IconButton } from "../Button.tsx";
import { Checkbox } from "../Checkbox.tsx";
import { Icon } from "../Icon.tsx";
import { useIsPrinting } from "../media.ts";
import { Menu } from "../Menu.tsx";
import { isNumeric, totals, type View, wordsOf } from "./arrange.ts";
import { type Column, contentOf } from "./column.tsx";
import type { TableProps } from "./DataTable.tsx";
import { tableTexts } from "./texts.ts";

export interface GridProps<Row> extends TableProps<Row> {
  rows: readonly Row[];
  view: View;
  setView: (view: View) => void;
}

const kHeights = { compact: 28, comfortable: 36 };
/** Fewer rows than these are all drawn. */
const kFew = 80;
const kMostPrinted = 2_000;

export function Grid<Row>(props: GridProps<Row>) {
  const { caption, columns, rows, list, selection, actions } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const { density } = usePreferences();
  const isPrinting = useIsPrinting();
  const isWhole = rows.length <= kFew || isPrinting;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => kHeights[density],
    overscan: 12,
    enabled: !isWhole,
  });
  useEffect(() => virtual.measure(), [density, virtual]);
  const drawn = virtual.getVirtualItems();
  const [first, last] = isWhole
    ? [0, Math.min(rows.length, isPrinting ? kMostPrinted : rows.length)]
    : [drawn[0]?.index ?? 0, (drawn.at(-1)?.index ?? -1) + 1];
  const before = isWhole ? 0 : (drawn[0]?.start ?? 0);
  const after = isWhole ? 0 : virtual.getTotalSize() - (drawn.at(-1)?.end ?? 0);
  useNextPage(props, last);
  const moves = useMoves(props, scroll, (index) => !isWhole && virtual.scrollToIndex(index));
  const width = columns.length + (selection ? 1 : 0) + (actions ? 1 : 0);
  return (
    <div
      className={`table-scroll${list.isStale ? " stale" : ""}`}
      ref={scroll}
      tabIndex={0}
      role="group"
      aria-label={caption}
    >
      <table className="table" aria-rowcount={list.hasMore ? -1 : rows.length + 1}>
        <caption className="visually-hidden">{caption}</caption>
        <Head {...props} />
        <tbody onKeyDown={moves.onKeyDown}>
          <Spacer height={before} width={width} />
          {rows.slice(first, last).map((row, place) => (
            <Line
              key={props.rowId(row)}
              {...props}
              row={row}
              index={first + place}
              isCurrent={moves.current === first + place}
            />
          ))}
          <Spacer height={after} width={width} />
        </tbody>
        <Totals {...props} />
      </table>
    </div>
  );
}

/**
 * A browser leaves a head where it is as long as it is within the box, even under the last column.
 * Heads stick: which rows are shown stays.
 */
function intoSight({ target, currentTarget }: FocusEvent<HTMLElement>): void {
  const box = currentTarget.closest(".table-scroll");
  const top = box?.scrollTop ?? 0;
  target.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (box) box.scrollTop = top;
}

function Spacer({ height, width }: { height: number; width: number }) {
  if (height === 0) return null;
  return (
    <tr className="spacer" aria-hidden="true" style={{ height }}>
      <td colSpan={width} />
    </tr>
  );
}

/** Scrolled to the end: the next page comes by itself. */
function useNextPage<Row>({ list, rows }: GridProps<Row>, last: number): void {
  const { hasMore, isLoadingMore, loadMore } = list;
  const isAtEnd = rows.length > kFew && last >= rows.length;
  useEffect(() => {
    if (isAtEnd && hasMore && !isLoadingMore) loadMore();
  }, [isAtEnd, hasMore, isLoadingMore, loadMore]);
}

/** Arrows move between rows, Enter opens, Space selects, with Shift up to the one selected last. */
function useMoves<Row>(
  props: GridProps<Row>,
  scroll: { current: HTMLElement | null },
  reveal: (index: number) => void,
) {
  const { rows, rowId, onOpen, selection } = props;
  const [current, setCurrent] = useState(0);
  const anchor = useRef(0);
  const go = (index: number) => {
    const to = Math.max(0, Math.min(rows.length - 1, index));
    setCurrent(to);
    reveal(to);
    const focus = () => {
      const line = scroll.current?.querySelector<HTMLElement>(`tr[aria-rowindex="${to + 2}"]`);
      line?.focus();
      return line != null;
    };
    // A row that is not drawn yet is there in the next frame; any other at once, for the next key.
    if (!focus()) requestAnimationFrame(focus);
  };
  const select = (index: number, isRange: boolean) => {
    if (!selection) return;
    const ids = new Set(selection.ids);
    const [from, to] = isRange
      ? [Math.min(anchor.current, index), Math.max(anchor.current, index)]
      : [index, index];
    const chosen = rows.slice(from, to + 1).map(rowId);
    const isOn = isRange || !chosen.every((id) => ids.has(id));
    for (const id of chosen) isOn ? ids.add(id) : ids.delete(id);
    anchor.current = index;
    selection.onChange(ids);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const line = (event.target as HTMLElement).closest("tr");
    if (!line || event.target !== line) return;
    const index = Number(line.getAttribute("aria-rowindex")) - 2;
    const row = rows[index];
    const acts: Record<string, () => void> = {
      ArrowDown: () => go(index + 1),
      ArrowUp: () => go(index - 1),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      Enter: () => row !== undefined && onOpen?.(row),
      " ": () => select(index, event.shiftKey),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return { current: Math.min(current, rows.length - 1), onKeyDown };
}

function Head<Row>({
  columns,
  rows,
  rowId,
  view,
  setView,
  selection,
  actions,
  rowName: _,
}: GridProps<Row>) {
  const t = useTexts(tableTexts);
  const all = rows.map(rowId);
  const isAll = all.length > 0 && all.every((id) => selection?.ids.has(id));
  return (
    <thead onFocus={intoSight}>
      <tr aria-rowindex={1}>
        {selection && (
          <th className="narrow" scope="col">
            <Checkbox
              label={t("selectAll")}
              isSelected={isAll}
              isIndeterminate={!isAll && selection.ids.size > 0}
              onChange={(isOn) => selection.onChange(new Set(isOn ? all : []))}
            />
          </th>
        )}
        {columns.map((column) => (
          <SortHead key={column.id} column={column} view={view} setView={setView} />
        ))}
        {actions && (
          <th className="narrow actions" scope="col">
            <span className="visually-hidden">{t("moreOf")}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

function SortHead<Row>({
  column,
  view,
  setView,
}: {
  column: Column<Row>;
  view: View;
  setView: (view: View) => void;
}) {
  const sort = view.sort?.column === column.id ? view.sort : null;
  const order = sort === null ? "none" : sort.isDescending ? "descending" : "ascending";
  // Numbers are of interest from the largest on; a third press gives the order of the list back.
  const begin = isNumeric(column.kind);
  const next =
    sort === null
      ? { column: column.id, isDescending: begin }
      : sort.isDescending === begin
        ? { column: column.id, isDescending: !begin }
        : null;
  return (
    <th scope="col" aria-sort={order} className={isNumeric(column.kind) ? "number" : undefined}>
      <button type="button" className="sort" onClick={() => setView({ ...view, sort: next })}>
        {column.title}
        <Icon name={sort === null ? "sort" : sort.isDescending ? "down" : "up"} size={12} />
      </button>
    </th>
  );
}

interface LineProps<Row> extends GridProps<Row> {
  row: Row;
  index: number;
  isCurrent: boolean;
}

function Line<Row>({
  row,
  index,
  isCurrent,
  columns,
  rowId,
  rowName,
  onOpen,
  selection,
  actions,
}: LineProps<Row>) {
  const t = useTexts(tableTexts);
  const id = rowId(row);
  const isSelected = selection?.ids.has(id) ?? false;
  const toggle = (isOn: boolean) => {
    const ids = new Set(selection?.ids);
    isOn ? ids.add(id) : ids.delete(id);
    selection?.onChange(ids);
  };
  const open = (target: EventTarget) => {
    const isControl = (target as HTMLElement).closest("button, a, label, input") !== null;
    if (!isControl && getSelection()?.toString() === "") onOpen?.(row);
  };
  return (
    <tr
      aria-rowindex={index + 2}
      tabIndex={isCurrent ? 0 : -1}
      aria-selected={selection ? isSelected : undefined}
      data-openable={onOpen ? "" : undefined}
      onClick={(event) => open(event.target)}
    >
      {selection && (
        <td className="narrow">
          <Checkbox
            label={t("selectRow", { row: rowName(row) })}
            isSelected={isSelected}
            onChange={toggle}
          />
        </td>
      )}
      {columns.map((column, place) => (
        <Cell key={column.id} column={column} row={row} isFirst={place === 0} />
      ))}
      {actions && (
        <td className="narrow actions">
          {actions(row).length > 0 && (
            <Menu label={t("actions", { row: rowName(row) })} actions={actions(row)}>
              <IconButton small icon="more" label={t("actions", { row: rowName(row) })} />
            </Menu>
          )}
        </td>
      )}
    </tr>
  );
}

function Cell<Row>({ column, row, isFirst }: { column: Column<Row>; row: Row; isFirst: boolean }) {
  const look = isNumeric(column.kind) ? "number" : undefined;
  // What ends in an ellipsis is whole where it is pointed at.
  const whole = column.kind === "text" ? wordsOf(column, row) : undefined;
  if (isFirst)
    return (
      <th scope="row" className={look} title={whole}>
        {contentOf(column, row)}
      </th>
    );
  return (
    <td className={look} title={whole}>
      {contentOf(column, row)}
    </td>
  );
}

function Totals<Row>({ columns, rows, list, selection, actions }: GridProps<Row>) {
  const t = useTexts(tableTexts);
  const locale = useLocale();
  if (!columns.some((one) => one.hasTotal)) return null;
  const sum = (column: Column<Row>) =>
    totals(rows, column)
      .map(({ currency, amount }) =>
        currency
          ? formatMoney(amount, currency, locale, { currency: "code" })
          : formatQuantity(amount, locale),
      )
      .join(" · ");
  return (
    <tfoot>
      <tr>
        {selection && <td className="narrow" />}
        {columns.map((column, place) => {
          if (place === 0)
            return (
              <th key={column.id} scope="row">
                {list.hasMore ? t("totalLoaded") : t("total")}
              </th>
            );
          return (
            <td key={column.id} className={isNumeric(column.kind) ? "number" : undefined}>
              {column.hasTotal && sum(column)}
            </td>
          );
        })}
        {actions && <td className="narrow actions" />}
      </tr>
    </tfoot>
  );
}
