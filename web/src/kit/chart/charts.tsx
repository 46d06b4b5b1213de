import { area, line } from "d3-shape";
import { useId } from "react";
import { type Decimal, geometryOf, percentOf } from "../../format/decimal.ts";
import { formatCompact, formatPercent } from "../../format/number.ts";
import { formatMonth, formatMonthName, type Month } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { useLocale } from "../../preferences/preferences.ts";
import { ChartFrame, type Say, usePointWords, useSummary } from "./Frame.tsx";
import { bandScale, labelled, pointScale, type Room, sideBySide, valueScale } from "./scales.ts";
import {
  type Forecast,
  type Point,
  type Series,
  type Threshold,
  withoutTooMany,
} from "./series.ts";
import { chartTexts } from "./texts.ts";

const kLabelHeight = 14;
const kMargins = { top: 12, right: 8, bottom: 20, left: 40 };

function roomOf(width: number, height: number, right = kMargins.right): Room {
  return { ...kMargins, right, width, height };
}

function Axes({
  room,
  months,
  x,
  y,
}: {
  room: Room;
  months: readonly Month[];
  x: (month: Month) => number;
  y: ReturnType<typeof valueScale>;
}) {
  const locale = useLocale();
  const ticks = y.ticks(3);
  return (
    <g aria-hidden="true">
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? "axis" : "grid"}
            x1={room.left}
            x2={room.width - room.right}
            y1={y(tick)}
            y2={y(tick)}
          />
          <text x={room.left - 6} y={y(tick)} dy="0.32em" textAnchor="end">
            {formatCompact(String(tick), locale)}
          </text>
        </g>
      ))}
      {labelled(months, room.width - room.left - room.right).map((month) => (
        <text key={month} x={x(month)} y={room.height - 4} textAnchor="middle">
          {formatMonthName(month, locale)}
        </text>
      ))}
    </g>
  );
}

function MarkLine({
  mark,
  room,
  x,
}: {
  mark: Month | null;
  room: Room;
  x: (month: Month) => number;
}) {
  if (mark === null) return null;
  const at = x(mark);
  return <line className="marked" x1={at} x2={at} y1={room.top} y2={room.height - room.bottom} />;
}

/** Lines with their names; those too near each other have theirs side by side. */
function Thresholds({
  thresholds,
  room,
  y,
  format,
}: {
  thresholds: readonly Threshold[];
  room: Room;
  y: ReturnType<typeof valueScale>;
  format: Say;
}) {
  const placed = thresholds.map((one) => ({ ...one, at: y(geometryOf(one.value)) }));
  return (
    <g aria-hidden="true">
      {placed.map(({ name, at }) => (
        <line
          key={`${name} ${at}`}
          className="threshold"
          x1={room.left}
          x2={room.width - room.right}
          y1={at}
          y2={at}
        />
      ))}
      {sideBySide(placed, kLabelHeight).map((group) => (
        <text
          key={group[0]?.at}
          className="label"
          x={room.left + 4}
          y={(group.at(-1)?.at ?? 0) - 4}
        >
          {group.map((one) => `${one.name} ${format(one.value)}`).join(" · ")}
        </text>
      ))}
    </g>
  );
}

interface BarsProps {
  title: string;
  series: Series;
  format: Say;
  height?: number;
  threshold?: Threshold;
  /** Which of the five colours. */
  colour?: 1 | 2 | 3 | 4 | 5;
}

/** One series by month. Bars begin at zero. */
export function BarChart({
  title,
  series,
  format,
  height = 160,
  threshold,
  colour = 1,
}: BarsProps) {
  const hatch = useId();
  const summary = useSummary([series], format);
  return (
    <ChartFrame title={title} series={[series]} format={format}>
      {(width, mark) => {
        const room = roomOf(width, height);
        const months = series.points.map((one) => one.month);
        const values = series.points.flatMap((one) => one.value ?? []);
        const y = valueScale(threshold ? [...values, threshold.value] : values, room);
        const x = bandScale(months, room);
        const middle = (month: Month) => (x(month) ?? 0) + x.bandwidth() / 2;
        return (
          <svg
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-label={summary}
            className={`series-${colour}`}
          >
            <Hatch id={hatch} />
            <Axes room={room} months={months} x={middle} y={y} />
            {series.points.map((point) => (
              <Bar
                key={point.month}
                point={point}
                x={x(point.month) ?? 0}
                width={x.bandwidth()}
                y={y}
                hatch={hatch}
                name={series.name}
                format={format}
              />
            ))}
            <MarkLine mark={mark} room={room} x={middle} />
            {threshold && <Thresholds thresholds={[threshold]} room={room} y={y} format={format} />}
          </svg>
        );
      }}
    </ChartFrame>
  );
}

function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern
        id={id}
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect className="filled" width="2.5" height="5" />
      </pattern>
    </defs>
  );
}

function Bar({
  point,
  x,
  width,
  y,
  hatch,
  name,
  format,
}: {
  point: Point;
  x: number;
  width: number;
  y: ReturnType<typeof valueScale>;
  hatch: string;
  name: string;
  format: Say;
}) {
  const words = usePointWords(format)(name, point);
  if (point.value === null) return null;
  const [at, zero] = [y(geometryOf(point.value)), y(0)];
  const box = { x, width, y: Math.min(at, zero), height: Math.max(1, Math.abs(zero - at)) };
  const fill = point.isProvisional
    ? { fill: `url(#${hatch})`, className: `stroked${point.isRestated ? " restated" : ""}` }
    : { className: `filled${point.isRestated ? " restated" : ""}` };
  return (
    <rect {...box} {...fill} rx={1}>
      <title>{words}</title>
    </rect>
  );
}

interface LinesProps {
  title: string;
  series: readonly Series[];
  format: Say;
  height?: number;
  thresholds?: readonly Threshold[];
  /** Of the first series. */
  forecast?: Forecast | undefined;
  /** Below it: why there is no forecast. */
  note?: string | undefined;
}

/** Series by month: several have their names at their ends; at most five, the rest added up. */
export function LineChart({
  title,
  series,
  format,
  height = 220,
  thresholds = [],
  forecast,
  note,
}: LinesProps) {
  const t = useTexts(chartTexts);
  const few = withoutTooMany(series, t("other"));
  const summary = useSummary(few, format);
  const said = useForecastWords(forecast, format) ?? note;
  const name = few[0]?.name ?? "";
  const columns = forecast
    ? [
        ...few,
        { name: t("low", { name }), points: boundOf(forecast, "low") },
        { name: t("high", { name }), points: boundOf(forecast, "high") },
      ]
    : few;
  return (
    <ChartFrame title={title} series={columns} format={format} note={said}>
      {(width, mark) => {
        const longest = Math.max(...few.map((one) => one.name.length));
        const names = few.length > 1 ? Math.min(150, 12 + longest * 6.5) : kMargins.right;
        const room = roomOf(width, height, names);
        const months = [
          ...new Set([
            ...few.flatMap((one) => one.points.map((point) => point.month)),
            ...(forecast?.points.map((one) => one.month) ?? []),
          ]),
        ].sort();
        const values = [
          ...few.flatMap((one) => one.points.flatMap((point) => point.value ?? [])),
          ...(forecast?.points.map((one) => one.high) ?? []),
          ...(forecast?.points.map((one) => one.low) ?? []),
          ...thresholds.map((one) => one.value),
        ];
        const [x, y] = [pointScale(months, room), valueScale(values, room)];
        const across = (month: Month) => x(month) ?? 0;
        return (
          <svg
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-label={`${summary} ${said ?? ""}`}
          >
            <Axes room={room} months={months} x={across} y={y} />
            {forecast && <Fan forecast={forecast} of={few[0]} x={across} y={y} />}
            {few.map((one, place) => (
              <Line
                key={one.name}
                series={one}
                place={place}
                isNamed={few.length > 1}
                x={across}
                y={y}
                format={format}
              />
            ))}
            <MarkLine mark={mark} room={room} x={across} />
            <Thresholds thresholds={thresholds} room={room} y={y} format={format} />
          </svg>
        );
      }}
    </ChartFrame>
  );
}

/** As a column of the table and the files. */
function boundOf({ points }: Forecast, which: "low" | "high"): Point[] {
  return points.map((one) => ({ month: one.month, value: one[which] }));
}

/** How a forecast was reckoned, and between what it ends. */
function useForecastWords(forecast: Forecast | undefined, format: Say): string | undefined {
  const t = useTexts(chartTexts);
  const locale = useLocale();
  const last = forecast?.points.at(-1);
  if (!forecast || !last) return undefined;
  const [low, high] = [format(last.low), format(last.high)];
  const ends = t(low === high ? "endsAt" : "ends", {
    low,
    high,
    month: formatMonth(last.month, locale),
  });
  return `${t("forecastBy", { method: forecast.method })} ${ends}`;
}

function Line({
  series,
  place,
  isNamed,
  x,
  y,
  format,
}: {
  series: Series;
  place: number;
  isNamed: boolean;
  x: (month: Month) => number;
  y: ReturnType<typeof valueScale>;
  format: Say;
}) {
  const known = series.points.filter(
    (one): one is Point & { value: Decimal } => one.value !== null,
  );
  const draw = line<Point & { value: Decimal }>(
    (one) => x(one.month),
    (one) => y(geometryOf(one.value)),
  );
  const last = known.at(-1);
  return (
    <g className={`series-${place + 1}`}>
      <path className="line stroked" d={draw(known) ?? ""} />
      {known.map((one) => (
        <Dot
          key={one.month}
          name={series.name}
          point={one}
          x={x(one.month)}
          y={y(geometryOf(one.value))}
          format={format}
        />
      ))}
      {isNamed && last && (
        <text className="named" x={x(last.month) + 8} y={y(geometryOf(last.value))} dy="0.32em">
          {series.name}
        </text>
      )}
    </g>
  );
}

function Dot({
  name,
  point,
  x,
  y,
  format,
}: {
  name: string;
  point: Point;
  x: number;
  y: number;
  format: Say;
}) {
  return (
    <circle className="point filled" cx={x} cy={y} r={3}>
      <title>{usePointWords(format)(name, point)}</title>
    </circle>
  );
}

/** Opens where the known ends, in dashed bounds. */
function Fan({
  forecast,
  of,
  x,
  y,
}: {
  forecast: Forecast;
  of: Series | undefined;
  x: (month: Month) => number;
  y: ReturnType<typeof valueScale>;
}) {
  type Step = Forecast["points"][number];
  const known = of?.points.findLast((one) => one.value !== null);
  const begins = known?.value ? [{ month: known.month, low: known.value, high: known.value }] : [];
  const steps: Step[] = [...begins, ...forecast.points];
  const [low, high] = [
    (one: Step) => y(geometryOf(one.low)),
    (one: Step) => y(geometryOf(one.high)),
  ];
  const across = (one: Step) => x(one.month);
  return (
    <g className="series-1 fan">
      <path className="band filled" d={area<Step>(across, low, high)(steps) ?? ""} />
      <path className="line stroked forecast" d={line<Step>(across, low)(steps) ?? ""} />
      <path className="line stroked forecast" d={line<Step>(across, high)(steps) ?? ""} />
    </g>
  );
}

/** The same months side by side, each measure with a scale of its own: never two in one chart. */
export function SmallMultiples({ charts }: { charts: readonly BarsProps[] }) {
  return (
    <div className="multiples">
      {charts.map((one) => (
        <BarChart key={one.title} height={120} {...one} />
      ))}
    </div>
  );
}

/**
 * How far something is towards a goal: a bar, a mark, for what is expected a lighter end, and lesser
 * goals on the way.
 */
export function Bullet({
  name,
  value,
  goal,
  goalName,
  format,
  likely,
  ticks = [],
}: {
  name: string;
  value: Decimal;
  goal: Decimal;
  goalName: string;
  format: Say;
  likely?: Decimal;
  ticks?: readonly Threshold[];
}) {
  const t = useTexts(chartTexts);
  const locale = useLocale();
  const [now, end] = [geometryOf(value), geometryOf(goal)];
  const most = Math.max(now, end, likely ? geometryOf(likely) : 0, 1e-9) * 1.02;
  const share = percentOf(value, goal);
  const percents = share === null || now < 0 ? "–" : formatPercent(share, locale);
  const words =
    now >= end
      ? t("bulletDone", { name, value: format(value), goal: goalName })
      : t("bullet", {
          name,
          value: format(value),
          goal: `${goalName} ${format(goal)}`,
          share: percents,
        });
  const across = (number: number) => `${(100 * number) / most}%`;
  return (
    <div className="bullet chart">
      <div className="bullet-head">
        <strong>{name}</strong>
        <span>
          {format(value)}{" "}
          <span className="muted">
            / {format(goal)} · {percents}
          </span>
        </span>
      </div>
      <svg role="img" aria-label={words}>
        <rect className="ground" width="100%" height="10" y="4" rx="2" />
        {likely && (
          <rect className="reach" width={across(geometryOf(likely))} height="10" y="4" rx="2" />
        )}
        <rect className="measure" width={across(Math.max(0, now))} height="10" y="4" rx="2" />
        {ticks.map((one) => (
          <line
            key={one.name}
            className="tick-mark"
            x1={across(geometryOf(one.value))}
            x2={across(geometryOf(one.value))}
            y1="0"
            y2="18"
          >
            <title>{`${one.name} ${format(one.value)}`}</title>
          </line>
        ))}
        <line className="mark" x1={across(end)} x2={across(end)} y1="0" y2="18" />
      </svg>
    </div>
  );
}
