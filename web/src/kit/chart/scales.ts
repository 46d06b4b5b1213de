import { max, min } from "d3-array";
import {
  type ScaleLinear,
  type ScalePoint,
  scaleBand,
  scaleLinear,
  scalePoint,
  type ScaleBand,
} from "d3-scale";
import { type Decimal, geometryOf } from "../../format/decimal.ts";
import type { Month } from "../../format/time.ts";

export interface Room {
  width: number;
  height: number;
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export function valueScale(values: readonly Decimal[], room: Room): ScaleLinear<number, number> {
  const numbers = values.map(geometryOf);
  const [low, high] = [Math.min(0, min(numbers) ?? 0), Math.max(0, max(numbers) ?? 0)];
  const top = high === low ? low + 1 : high;
  return scaleLinear([low, top], [room.height - room.bottom, room.top]).nice(3);
}

export function bandScale(months: readonly Month[], room: Room): ScaleBand<Month> {
  return scaleBand(months, [room.left, room.width - room.right])
    .paddingInner(0.28)
    .paddingOuter(0.1);
}

export function pointScale(months: readonly Month[], room: Room): ScalePoint<Month> {
  return scalePoint(months, [room.left, room.width - room.right]).padding(0.3);
}

/** Groups of what lies less than `room` above the one before it, from the lowest on. */
export function sideBySide<One extends { at: number }>(all: readonly One[], room: number): One[][] {
  const out: One[][] = [];
  for (const one of [...all].sort((a, b) => b.at - a.at)) {
    const group = out.at(-1);
    const last = group?.at(-1);
    if (group && last && last.at - one.at < room) group.push(one);
    else out.push([one]);
  }
  return out;
}

/** Every month that has room for its name; the last one always. */
export function labelled(months: readonly Month[], width: number): Month[] {
  const kRoom = 34;
  const step = Math.max(1, Math.ceil((months.length * kRoom) / Math.max(1, width)));
  return months.filter((_, place) => (months.length - 1 - place) % step === 0);
}
