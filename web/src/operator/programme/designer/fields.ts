/** Which fields rules have, in the order in which their sentence says them. */
import { type Holder, itemsOf, valueOf, wordOf } from "./document.ts";
import type { FieldText } from "./field_texts.ts";
import type { RuleKind } from "./rule.ts";
import type { WordList } from "./word_texts.ts";

/** Codes of this file, and names of the registry, among which a field chooses. */
export type Names =
  | "types"
  | "earners"
  | "competencies"
  | "levers"
  | "levels"
  | "metrics"
  | "market_classes"
  | "families"
  | "products"
  | "anything";

export type Shape =
  | { as: "text" | "whole" | "day" | "month" | "truth" }
  | { as: "choice"; of: WordList | Names }
  /** A list of them. */
  | { as: "choices"; of: WordList | Names }
  /** A list of inline tables. `first`: what a new one says. */
  | { as: "rows"; fields: readonly Field[]; first: string }
  | { as: "record"; fields: readonly Field[]; first: string };

export interface Field {
  /** The key; "eligibility.countries" stands in a table of its own. */
  id: string;
  sentence: FieldText;
  shape: Shape;
  /** Shown although the file does not say it. Of incentives and metrics: of which kinds. */
  isUsual?: true | readonly string[];
  /** Kinds to which it can be added; with neither of both to all. */
  also?: readonly string[];
  /** What it says when it is added; without it, it is asked for. */
  initial?: string;
  /** What holds where the file says nothing. */
  otherwise?: string;
  /** Must not be taken away. */
  isNeeded?: true;
}

const text = { as: "text" } as const;
const whole = { as: "whole" } as const;
const truth = { as: "truth" } as const;
const days: readonly Field[] = [
  { id: "from", sentence: "from", shape: { as: "day" }, isUsual: true },
  { id: "until", sentence: "until", shape: { as: "day" }, isUsual: true },
];
const filter: readonly Field[] = [
  { id: "families", sentence: "families", shape: { as: "choices", of: "families" }, isUsual: true },
  { id: "products", sentence: "products", shape: { as: "choices", of: "products" } },
  { id: "workloads", sentence: "workloads", shape: { as: "choices", of: "anything" } },
  { id: "meterings", sentence: "meterings", shape: { as: "choices", of: "metering" } },
];
const code: Field = { id: "code", sentence: "code", shape: text, isUsual: true, isNeeded: true };
const name: Field = { id: "name", sentence: "name", shape: text, isUsual: true };

const baseline: readonly Field[] = [
  {
    id: "baseline_months",
    sentence: "baseline_months",
    shape: whole,
    otherwise: "12",
    initial: "12",
    also: ["growth"],
  },
  { id: "minimum_baseline", sentence: "minimum_baseline", shape: text, also: ["growth"] },
];

const ofUnits = ["per_active_unit", "per_seat"];
const ofAmounts = ["flat", "pool"];
const ofScope = ["high_water_mark", "growth", "milestone", "flat"];
const paid = [...ofUnits, ...ofAmounts, "high_water_mark", "milestone"];
const rated = [
  "percent_of_consumption",
  "percent_of_revenue",
  "growth",
  "daily_earned_credit",
  ...ofUnits,
];
const tiered = [...rated.filter((one) => one !== "daily_earned_credit"), "high_water_mark"];
const ofUsers = [...ofUnits, "high_water_mark", "milestone"];
const earning = [...new Set([...rated, ...paid])];

const rate: Field = {
  id: "rate",
  sentence: "lever_rate",
  shape: text,
  isUsual: true,
  isNeeded: true,
};
const value: Field = { ...rate, id: "value", sentence: "lever_value" };
const amount: Field = { ...rate, id: "amount", sentence: "amount" };

const caps: readonly Field[] = [
  { ...amount },
  { id: "currency", sentence: "cap_currency", shape: text, isUsual: true, isNeeded: true },
  {
    id: "scope",
    sentence: "scope",
    shape: { as: "choice", of: "scope" },
    isUsual: true,
    isNeeded: true,
  },
  {
    id: "window",
    sentence: "cap_window",
    shape: { as: "choice", of: "window" },
    isUsual: true,
    otherwise: "month",
  },
];

const lever: readonly Field[] = [
  name,
  code,
  {
    id: "roles",
    sentence: "lever_roles",
    shape: { as: "choices", of: "earners" },
    isUsual: earning,
    isNeeded: true,
  },
  ...filter,
  {
    id: "kind",
    sentence: "lever_kind",
    shape: { as: "choice", of: "lever_kind" },
    isUsual: true,
    isNeeded: true,
  },
  {
    id: "measure",
    sentence: "measure",
    shape: { as: "choice", of: "measure" },
    isUsual: ["growth", ...ofAmounts],
  },
  { id: "scope", sentence: "scope", shape: { as: "choice", of: "scope" }, isUsual: ofScope },
  {
    id: "starts",
    sentence: "lever_starts",
    shape: { as: "month" },
    isUsual: ["high_water_mark", "milestone"],
  },
  { id: "start_mark", sentence: "lever_start_mark", shape: text, also: ["high_water_mark"] },
  ...baseline,
  { id: "at_least", sentence: "lever_at_least", shape: text, also: ["flat"] },
  {
    id: "unit_values",
    sentence: "lever_unit_values",
    shape: { as: "rows", fields: [value, ...days], first: '{ value = "1.00" }' },
    isUsual: [...ofUnits, "high_water_mark"],
    also: ["daily_earned_credit"],
  },
  {
    id: "rates",
    sentence: "lever_rates",
    shape: { as: "rows", fields: [rate, ...days], first: '{ rate = "1 %" }' },
    isUsual: rated,
  },
  {
    id: "amounts",
    sentence: "lever_amounts",
    shape: { as: "rows", fields: [amount, ...days], first: '{ amount = "100" }' },
    isUsual: ofAmounts,
  },
  {
    id: "milestones",
    sentence: "lever_milestones",
    shape: {
      as: "rows",
      fields: [
        { id: "share", sentence: "milestone_share", shape: text },
        { id: "units", sentence: "milestone_units", shape: text },
        { ...amount, sentence: "milestone_amount" },
      ],
      first: '{ units = "10", amount = "100" }',
    },
    isUsual: ["milestone"],
  },
  {
    id: "tiers",
    sentence: "lever_tiers",
    shape: {
      as: "rows",
      fields: [
        { id: "until", sentence: "tier_until", shape: text, isUsual: true },
        { id: "rate", sentence: "tier_rate", shape: text },
        { id: "value", sentence: "tier_value", shape: text },
      ],
      first: '{ rate = "1 %" }',
    },
    also: tiered,
  },
  {
    id: "tier_mode",
    sentence: "lever_tier_mode",
    shape: { as: "choice", of: "tier_mode" },
    initial: '"marginal"',
    also: tiered,
  },
  {
    id: "caps",
    sentence: "lever_caps",
    shape: {
      as: "rows",
      fields: caps,
      first: '{ scope = "earner", window = "month", amount = "1000", currency = "USD" }',
    },
  },
  { id: "currency", sentence: "currency", shape: text, isUsual: paid, also: rated },
  { id: "accelerates", sentence: "lever_accelerates", shape: { as: "choice", of: "levers" } },
  { id: "coop_share", sentence: "lever_coop_share", shape: text, initial: '"40 %"' },
  { id: "minimum_seats", sentence: "lever_minimum_seats", shape: text, also: ofUsers },
  {
    id: "minimum_active_share",
    sentence: "lever_minimum_active_share",
    shape: text,
    also: ofUsers,
  },
  { id: "attach_within_days", sentence: "lever_attach_within_days", shape: whole, initial: "90" },
  {
    id: "rounding",
    sentence: "lever_rounding",
    shape: { as: "choice", of: "rounding" },
    initial: '"HALF_EVEN"',
  },
  {
    id: "eligibility.good_standing",
    sentence: "eligibility_good_standing",
    shape: truth,
    initial: "true",
  },
  {
    id: "eligibility.enrolments",
    sentence: "eligibility_enrolments",
    shape: { as: "choices", of: "anything" },
  },
  {
    id: "eligibility.profiles",
    sentence: "eligibility_profiles",
    shape: { as: "choices", of: "profile" },
    initial: '["payout"]',
  },
  {
    id: "eligibility.missing_profile",
    sentence: "eligibility_missing_profile",
    shape: { as: "choice", of: "missing_profile" },
    otherwise: "not_earned",
  },
  {
    id: "eligibility.countries",
    sentence: "eligibility_countries",
    shape: { as: "choices", of: "anything" },
  },
  {
    id: "eligibility.customer_countries",
    sentence: "eligibility_customer_countries",
    shape: { as: "choices", of: "anything" },
  },
  {
    id: "eligibility.competency",
    sentence: "eligibility_competency",
    shape: {
      as: "record",
      fields: [
        {
          id: "code",
          sentence: "held_code",
          shape: { as: "choice", of: "competencies" },
          isUsual: true,
          isNeeded: true,
        },
        {
          id: "level",
          sentence: "held_level",
          shape: { as: "choice", of: "levels" },
          isUsual: true,
          isNeeded: true,
        },
      ],
      first: '{ code = "", level = "" }',
    },
  },
  { id: "invented", sentence: "lever_invented", shape: truth, initial: "true" },
];

const type: readonly Field[] = [
  name,
  code,
  {
    id: "channels",
    sentence: "type_channels",
    shape: { as: "choice", of: "channels" },
    isUsual: true,
    otherwise: "any",
  },
  { id: "meterings", sentence: "meterings", shape: { as: "choices", of: "metering" } },
  { id: "exclusive", sentence: "type_exclusive", shape: text },
  {
    id: "exclusive_per",
    sentence: "type_exclusive_per",
    shape: { as: "choice", of: "exclusive_per" },
    otherwise: "subscription",
  },
  { id: "needs", sentence: "type_needs", shape: { as: "choice", of: "types" } },
  { id: "competency", sentence: "type_competency", shape: truth, isUsual: true, otherwise: "true" },
  { id: "incentive", sentence: "type_incentive", shape: truth, isUsual: true, otherwise: "false" },
  { id: "covers", sentence: "type_covers", shape: { as: "choices", of: "measure" } },
  {
    id: "basis",
    sentence: "type_basis",
    shape: { as: "choice", of: "basis" },
    isUsual: true,
    otherwise: "daily",
  },
  { id: "month_hours", sentence: "type_month_hours", shape: whole, initial: "730" },
  {
    id: "data_profile",
    sentence: "type_data_profile",
    shape: { as: "choice", of: "data_profile" },
    isUsual: true,
    otherwise: "none",
  },
  {
    id: "recognised",
    sentence: "type_recognised",
    shape: {
      as: "rows",
      fields: [
        {
          id: "channel",
          sentence: "recognised_channel",
          shape: { as: "choice", of: "channel" },
          isUsual: true,
          isNeeded: true,
        },
        {
          id: "party",
          sentence: "recognised_party",
          shape: { as: "choice", of: "party" },
          isUsual: true,
          isNeeded: true,
        },
      ],
      first: '{ channel = "ea", party = "transacting" }',
    },
  },
];

const metrics: readonly Field[] = [
  { ...code },
  {
    id: "kind",
    sentence: "metric_kind",
    shape: { as: "choice", of: "metric_kind" },
    isUsual: true,
    isNeeded: true,
  },
  { id: "measure", sentence: "metric_measure", shape: { as: "choice", of: "measure" } },
  ...baseline,
  { id: "target", sentence: "metric_target", shape: text },
  { id: "points", sentence: "metric_points", shape: text },
];

const thresholds: readonly Field[] = [
  {
    id: "metric",
    sentence: "amount",
    shape: { as: "choice", of: "metrics" },
    isUsual: true,
    isNeeded: true,
  },
  { id: "at_least", sentence: "threshold_at_least", shape: text, isUsual: true, isNeeded: true },
  {
    id: "market_class",
    sentence: "threshold_market_class",
    shape: { as: "choice", of: "market_classes" },
  },
];

const levels: readonly Field[] = [
  { ...code, sentence: "amount" },
  { id: "points", sentence: "level_points", shape: text },
  {
    id: "every_metric_positive",
    sentence: "level_every_metric_positive",
    shape: truth,
    initial: "true",
  },
  {
    id: "thresholds",
    sentence: "level_thresholds",
    shape: { as: "rows", fields: thresholds, first: '{ metric = "", at_least = "1" }' },
  },
  { id: "from", sentence: "from", shape: { as: "day" } },
  { id: "until", sentence: "until", shape: { as: "day" } },
];

const competency: readonly Field[] = [
  name,
  code,
  {
    id: "counts",
    sentence: "competency_counts",
    shape: {
      as: "rows",
      fields: [
        ...filter,
        { id: "measures", sentence: "counts_measures", shape: { as: "choices", of: "measure" } },
      ],
      first: "{ families = [] }",
    },
    isUsual: true,
  },
  {
    id: "metrics",
    sentence: "competency_metrics",
    shape: {
      as: "rows",
      fields: metrics,
      first: '{ code = "consumption", kind = "ttm_sum", measure = "consumption" }',
    },
    isUsual: true,
  },
  {
    id: "levels",
    sentence: "competency_levels",
    shape: {
      as: "rows",
      fields: levels,
      first: '{ code = "silver", thresholds = [{ metric = "consumption", at_least = "1" }] }',
    },
    isUsual: true,
  },
  { id: "requires_fee", sentence: "competency_requires_fee", shape: truth, otherwise: "false" },
  { id: "grace_days", sentence: "competency_grace_days", shape: whole, otherwise: "30" },
];

export const fieldsOf: Readonly<Record<RuleKind, readonly Field[]>> = { lever, competency, type };

/** Of a row its own kind, of a rule its own. */
export function isUsualIn(field: Field, holder: Holder): boolean {
  const { isUsual = false } = field;
  if (typeof isUsual === "boolean") return isUsual;
  // Tiers stand in place of rates.
  if (field.id === "rates" && itemsOf(valueOf(holder, "tiers")).length > 0) return false;
  return isUsual.includes(wordOf(valueOf(holder, "kind")));
}

/** Whether it can be added: what belongs to other kinds is not offered. */
export function isOfferedIn({ isUsual, also }: Field, holder: Holder): boolean {
  if (also === undefined && !Array.isArray(isUsual)) return true;
  const kinds = [
    ...(Array.isArray(isUsual) ? (isUsual as readonly string[]) : []),
    ...(also ?? []),
  ];
  return kinds.includes(wordOf(valueOf(holder, "kind")));
}
