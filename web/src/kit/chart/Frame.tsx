import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { save } from "../../api/client.ts";
import type { Decimal } from "../../format/decimal.ts";
import { formatMonth, type Month } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { useLocale } from "../../preferences/preferences.ts";
import { IconButton } from "../Button.tsx";
import { csvCell } from "../table/files.ts";
import { say } from "../Toast.tsx";
import { extremesOf, markBy, type Point, rowsOf, type Series } from "./series.ts";
import { chartTexts } from "./texts.ts";

/** How the numbers of a chart are said: an amount with its currency, a quantity with its unit. */
export type Say = (value: Decimal) => string;

interface FrameProps {
  title: string;
  /** Columns of the table: the series, and what a forecast adds. */
  series: readonly Series[];
  format: Say;
  /** Says more than the drawing: a forecast's method. */
  note?: ReactNode;
  /** Draws at this width in pixels, with the mark on that month. */
  children: (width: number, mark: Month | null) => ReactNode;
}

/** Around every chart: its name, table, CSV and copy. */
export function ChartFrame({ title, series, format, note, children }: FrameProps) {
  const t = useTexts(chartTexts);
  const [isTable, setTable] = useState(false);
  const [ground, width] = useWidth();
  const rows = rowsOf(series);
  const lines = [
    ["month", ...series.map((one) => one.name)],
    ...rows.map((row) => [row.month, ...row.values]),
  ];
  const csv = () =>
    save(
      new Blob([lines.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("")]),
      `${title}.csv`,
    );
  const copy = () => {
    const text = lines.map((cells) => cells.map((cell) => cell ?? "").join("\t")).join("\n");
    void navigator.clipboard.writeText(text).then(() => say(t("copied")));
  };
  return (
    <figure className="chart" aria-label={title}>
      <div className="chart-head">
        <p className="chart-title">{title}</p>
        <div className="chart-tools">
          <IconButton
            small
            icon={isTable ? "chart" : "table"}
            label={isTable ? t("chart") : t("table")}
            onPress={() => setTable(!isTable)}
          />
          <IconButton small icon="download" label={t("csv")} onPress={csv} />
          <IconButton small icon="copy" label={t("copy")} onPress={copy} />
        </div>
      </div>
      <div ref={ground}>
        {isTable ? (
          <SeriesTable title={title} series={series} format={format} />
        ) : (
          width > 0 && (
            <Marked title={title} series={series} format={format}>
              {(mark) => children(width, mark)}
            </Marked>
          )
        )}
      </div>
      {note && <figcaption className="summary">{note}</figcaption>}
    </figure>
  );
}

/** One stop for the keyboard; arrows move a mark, and what stands there is said. */
function Marked({
  title,
  series,
  format,
  children,
}: {
  title: string;
  series: readonly Series[];
  format: Say;
  children: (mark: Month | null) => ReactNode;
}) {
  const t = useTexts(chartTexts);
  const keys = useId();
  const pointWords = usePointWords(format);
  const [mark, setMark] = useState<Month | null>(null);
  const months = rowsOf(series).map((row) => row.month);
  const said = series.flatMap(({ name, points }) =>
    points
      .filter(({ month, value }) => month === mark && value !== null)
      .map((point) => pointWords(name, point)),
  );
  return (
    <div
      className="chart-ground"
      role="group"
      tabIndex={0}
      aria-label={t("byMonth", { title })}
      aria-describedby={keys}
      onKeyDown={(event) => {
        const next = markBy(event.key, mark, months);
        if (next === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        setMark(next);
      }}
      onBlur={() => setMark(null)}
    >
      <span id={keys} hidden>
        {t("keys")}
      </span>
      {children(mark)}
      <p role="status" className="chart-value">
        {said.join(" · ")}
      </p>
    </div>
  );
}

/** A point as it is said: its series, month and value, and what may still become of it. */
export function usePointWords(format: Say): (name: string, point: Point) => string {
  const t = useTexts(chartTexts);
  const locale = useLocale();
  return (name, point) => {
    const said = t("point", {
      name,
      month: formatMonth(point.month, locale),
      value: point.value === null ? "–" : format(point.value),
    });
    const marks = [
      point.isProvisional ? t("provisional") : "",
      point.isRestated ? t("restated") : "",
    ].filter(Boolean);
    return marks.length > 0 ? `${said} (${marks.join(", ")})` : said;
  };
}

function useWidth(): [React.RefObject<HTMLDivElement | null>, number] {
  const ground = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ground.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) =>
      setWidth(Math.round(entry?.contentRect.width ?? 0)),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ground, width];
}

export function useSummary(all: readonly Series[], format: Say): string {
  const t = useTexts(chartTexts);
  const locale = useLocale();
  return all
    .map((series) => {
      const found = extremesOf(series);
      if (found === null) return t("summaryNone", { name: series.name });
      const { first, last, least, most } = found;
      const [from, to] = [formatMonth(first.month, locale), formatMonth(last.month, locale)];
      const end = format(last.value ?? "0");
      if (first === last) return t("summaryOne", { name: series.name, last: end, to });
      const begin = format(first.value ?? "0");
      return t("summary", {
        name: series.name,
        first: begin,
        from,
        last: end,
        to,
        least: format(least),
        most: format(most),
      });
    })
    .join(" ");
}

function SeriesTable({
  title,
  series,
  format,
}: {
  title: string;
  series: readonly Series[];
  format: Say;
}) {
  const t = useTexts(chartTexts);
  const locale = useLocale();
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={title}>
      <table className="table">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("month")}</th>
            {series.map((one) => (
              <th key={one.name} scope="col" className="number">
                {one.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(series).map((row) => (
            <tr key={row.month}>
              <th scope="row">{formatMonth(row.month, locale)}</th>
              {row.values.map((value, place) => (
                <td key={series[place]?.name} className="number">
                  {value === null ? "–" : format(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
