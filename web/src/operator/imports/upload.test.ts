import { describe, expect, it } from "vitest";
import { kindOf, partsOf } from "./upload.ts";

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
  it("is a registry file when it has the name of one", () => {
    expect(["partners.csv", "fx_rates.csv.gz", "partners-2.parquet"].map(kindOf)).toEqual(
      Array(3).fill("registry"),
    );
    expect(["usage.csv", "partners.txt", "mypartners.csv"].map(kindOf)).toEqual(
      Array(3).fill("usage"),
    );
  });
});
