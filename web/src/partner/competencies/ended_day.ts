/** Days whose end can be asked for: those that are over, by UTC. */
import { type Day, isDay, lastDayBefore, today } from "../../format/time.ts";

export function lastEndedDay(now: Date = new Date()): Day {
  return lastDayBefore(today(now));
}

/** The day, or empty where it has not ended or is none. */
export function endedDay(text: string, now: Date = new Date()): Day | "" {
  return isDay(text) && text <= lastEndedDay(now) ? text : "";
}
