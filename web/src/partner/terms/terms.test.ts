import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { isMoney, termsOf } from "./terms.ts";

const folder = path.resolve(import.meta.dirname, "../../../../programmes");
const terms = termsOf(readFileSync(path.join(folder, "lanternfall-2025.toml"), "utf8"));
const of = (code: string) => terms.competencies.find((one) => one.code === code);

describe("the terms of a programme", () => {
  it("name competencies, levers and types", () => {
    expect(of("platform")?.name).toBe("Cloud platform");
    expect(terms.levers.get("provider-consumption")).toBe("CSP provider: share of consumption");
    expect(terms.types.get("dpor")).toBe("Digital partner of record");
  });
  it("have thresholds of every level", () => {
    expect(of("platform")?.thresholds).toEqual([
      { level: "silver", metric: "consumption", atLeast: "100000" },
      { level: "gold", metric: "consumption", atLeast: "400000" },
      { level: "gold", metric: "customers", atLeast: "20" },
    ]);
    expect(of("productivity")?.thresholds).toEqual([
      { level: "silver", metric: "", atLeast: "50" },
      { level: "gold", metric: "", atLeast: "80" },
    ]);
    expect(of("messaging")?.thresholds).toEqual([]);
  });
  it("say what a metric measures", () => {
    const [consumption, customers] = of("platform")?.metrics ?? [];
    expect(consumption).toEqual({ code: "consumption", kind: "ttm_sum", measure: "consumption" });
    expect(isMoney(consumption)).toBe(true);
    expect(isMoney(customers)).toBe(false);
    expect(of("data")?.families).toEqual(["tarn-data", "tarn-compute"]);
  });
  it("of every shipped programme are read without a fault", () => {
    for (const file of ["cloud-2016.toml", "cloud-modern.toml"]) {
      const { competencies } = termsOf(readFileSync(path.join(folder, file), "utf8"));
      for (const { code, thresholds } of competencies) {
        expect(code).not.toBe("");
        for (const { level, atLeast } of thresholds) {
          expect(level).not.toBe("");
          expect(atLeast).toMatch(/^-?[\d.]+$/);
        }
      }
    }
  });
});
