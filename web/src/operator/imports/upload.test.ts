import { describe, expect, it, vi } from "vitest";
import { Unreachable } from "../../api/problem.ts";
import { kindOf, kPart, partsOf, sendTo } from "./upload.ts";

describe("a file that is sent", () => {
  it("goes in parts that follow each other", () => {
    expect(partsOf(10, 4)).toEqual([
      { from: 0, to: 4 },
      { from: 4, to: 8 },
      { from: 8, to: 10 },
    ]);
    expect(partsOf(8, 4).length).toBe(2);
    expect(partsOf(0, 4)).toEqual([{ from: 0, to: 0 }]);
  });
  it("goes on from what is there", () => {
    expect(partsOf(10, 4, 3)).toEqual([
      { from: 3, to: 7 },
      { from: 7, to: 10 },
    ]);
    expect(partsOf(10, 4, 10)).toEqual([]);
  });
  it("is whole after a connection that broke in the middle of a part", async () => {
    vi.useFakeTimers();
    let there = 0;
    const sent: [number, number][] = [];
    const receiver = {
      there: () => Promise.resolve(there),
      send: (from: number, to: number) => {
        sent.push([from, to]);
        const isBroken = sent.length === 2;
        there = isBroken ? from + 5 : to;
        return isBroken ? Promise.reject(new Unreachable("reset")) : Promise.resolve();
      },
    };
    const seen: number[] = [];
    const whole = sendTo(receiver, 2 * kPart, (bytes) => seen.push(bytes));
    await vi.runAllTimersAsync();
    expect(await whole).toBe(true);
    expect(sent).toEqual([
      [0, kPart],
      [kPart, 2 * kPart],
      [kPart + 5, 2 * kPart],
    ]);
    expect(seen).toEqual([kPart, 2 * kPart]);
    vi.useRealTimers();
  });
  it("is not sent to an import that takes no more", async () => {
    const send = () => Promise.reject(new Error("sent"));
    const receiver = { there: () => Promise.resolve(null), send };
    expect(await sendTo(receiver, 10, () => undefined)).toBe(false);
  });
  it("is a registry file when it has the name of one", () => {
    expect(["partners.csv", "fx_rates.csv.gz", "partners-2.parquet"].map(kindOf)).toEqual(
      Array(3).fill("registry"),
    );
    expect(["usage.csv", "partners.txt", "mypartners.csv"].map(kindOf)).toEqual(
      Array(3).fill("usage"),
    );
  });
});
