import { describe, expect, it } from "vitest";
import type { Rules } from "../../shell/programme.ts";
import { isMoney, termsOf } from "./terms.ts";

type Competency = Rules["competencies"][number];
type Level = Competency["levels"][number];

const level = (code: string, more: Partial<Level>): Level => ({
  code,
  from: null,
  until: null,
  thresholds: [],
  points: null,
  every_metric_positive: false,
  ...more,
});
const metric = (code: string, kind: string, measure: string | null) => ({
  code,
  kind,
  measure,
  baseline_months: null,
  minimum_baseline: null,
  target: null,
  points: null,
});
const counts = (families: string[]) => ({
  families,
  products: [],
  workloads: [],
  meterings: [],
  measures: [],
});
const competency = (code: string, more: Partial<Competency>): Competency => ({
  code,
  name: code,
  counts: [],
  requires_fee: false,
  grace_days: 30,
  metrics: [],
  levels: [],
  text: `[[competency]]\ncode = "${code}"\n`,
  ...more,
});
const at = (name: string, at_least: string) => ({ metric: name, at_least, market_class: null });

const rules: Rules = {
  object: "programme_rules",
  code: "p",
  name: "Programme",
  version: "1",
  currency: "USD",
  parameters: [],
  types: [],
  market_classes: [],
  competencies: [
    competency("platform", {
      name: "Cloud platform",
      counts: [counts(["compute", "data"]), counts(["data"])],
      metrics: [
        metric("consumption", "ttm_sum", "consumption"),
        metric("customers", "distinct_customers", "consumption"),
        metric("people", "manual", null),
      ],
      levels: [
        level("silver", { thresholds: [at("consumption", "100000")] }),
        level("gold", { thresholds: [at("consumption", "400000"), at("customers", "20")] }),
      ],
    }),
    competency("points", { levels: [level("silver", { points: "50" })] }),
    competency("plain", {}),
  ],
  levers: [],
  examples: [],
};
const terms = termsOf(rules);
const of = (code: string) => terms.competencies.find((one) => one.code === code);

describe("the terms of a programme", () => {
  it("have thresholds of every level", () => {
    expect(of("platform")?.thresholds).toEqual([
      { level: "silver", metric: "consumption", atLeast: "100000" },
      { level: "gold", metric: "consumption", atLeast: "400000" },
      { level: "gold", metric: "customers", atLeast: "20" },
    ]);
    expect(of("points")?.thresholds).toEqual([{ level: "silver", metric: "", atLeast: "50" }]);
    expect(of("plain")?.thresholds).toEqual([]);
  });
  it("say what a metric measures, and each family once", () => {
    const [consumption, customers, people] = of("platform")?.metrics ?? [];
    expect([consumption, customers, people].map(isMoney)).toEqual([true, false, false]);
    expect(of("platform")?.families).toEqual(["compute", "data"]);
    expect(of("platform")?.name).toBe("Cloud platform");
  });
});
