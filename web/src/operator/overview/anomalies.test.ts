import { describe, expect, it } from "vitest";
import { anomaliesOf, isOver } from "./anomalies.ts";
import { isUndecided, mostDays, nextDue, oldestDays } from "./queues.ts";

const months = ["2026-01", "2026-02", "2026-03", "2026-04"];
const of = (partner: string, ...amounts: string[]) =>
  amounts.map((consumption, place) => ({ partner, month: months[place] as string, consumption }));

describe("what is unusual of a partner", () => {
  it("is more than a quarter away from its own three months before", () => {
    const rows = [
      ...of("P1", "100", "100", "100", "125.00"),
      ...of("P2", "100", "100", "100", "126"),
      ...of("P3", "100", "100", "100", "20.00"),
    ];
    expect(anomaliesOf(rows, "2026-04").map((one) => one.partner)).toEqual(["P3", "P2"]);
  });
  it("is a month without anything too, and nothing without a history", () => {
    const rows = [...of("P1", "10", "10", "10"), ...of("P2", "10", "10").slice(1)];
    expect(anomaliesOf(rows, "2026-04").map((one) => one.partner)).toEqual(["P1"]);
    expect(anomaliesOf([], "2026-04")).toEqual([]);
  });
  it("is said of a month that is over, not of one that runs", () => {
    expect(isOver("2026-03", "2026-04")).toBe(true);
    expect(isOver("2026-04", "2026-04")).toBe(false);
    expect(isOver("2026-05", "2026-04")).toBe(false);
  });
});

describe("a queue", () => {
  it("has an earliest day and an oldest entry", () => {
    expect(nextDue(["2026-05-02", null, "2026-04-30T10:00:00Z"])).toBe("2026-04-30");
    expect(nextDue([null])).toBeNull();
    const now = new Date("2026-05-10T12:00:00Z");
    expect(oldestDays(["2026-05-09T13:00:00Z", "2026-05-01T00:00:00Z"], now)).toBe(9);
    expect(oldestDays([], now)).toBeNull();
    expect(mostDays([{ age_days: 3 }, { age_days: 12 }])).toBe(12);
    expect(mostDays([])).toBeNull();
  });
  it("holds what nobody has decided", () => {
    expect(["open", "in_review", "accepted"].map((state) => isUndecided({ state }))).toEqual([
      true,
      true,
      false,
    ]);
  });
});
