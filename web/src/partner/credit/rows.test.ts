import { describe, expect, it } from "vitest";
import { type Association, hasEnded } from "../registry.ts";
import { counted, reasonsOf, uncounted, wholeOf } from "./rows.ts";

const row = (given: object) => ({
  subscription: "S1",
  customer: "C1",
  product: "p",
  measure: "consumption",
  currency: "EUR",
  amount: "1.50",
  quantity: "2",
  associations: "dpor",
  ...given,
});
const held = (id: string, given: Partial<Association> = {}): Association => ({
  id: `A-${id}`,
  type: "dpor",
  partner_id: "P1",
  customer_id: "C1",
  subscription_id: id,
  workload: null,
  valid_from: "2025-01-01",
  valid_to: null,
  end_reason: null,
  source: "import",
  recorded_at_commit: 1,
  closed_gate: null,
  ...given,
});

describe("the credit ledger", () => {
  it("has a line once for each subscription, measure and currency", () => {
    const lines = counted([row({}), row({ currency: "", measure: "seats", amount: "0" })], "");
    expect(lines.map((one) => one.id)).toEqual(["S1 consumption EUR", "S1 seats "]);
    expect(lines[1]?.amount).toBeNull();
  });
  it("is a file of the service by the same keys, and of the competency that is chosen", () => {
    const asked = (competency: string) =>
      wholeOf("2026-03", competency).filters?.map(({ name, value }) => `${name}=${value}`);
    const all = [
      "from=2026-03",
      "to=2026-03",
      "by=subscription",
      "by=customer",
      "by=product",
      "by=measure",
      "by=currency",
    ];
    expect(asked("")).toEqual(all);
    expect(asked("o'data")).toEqual([...all, "by=competency", "filter=competency eq 'o''data'"]);
  });
  it("of one competency has what counts for that one", () => {
    const rows = [row({ competency: "data" }), row({ competency: "platform", amount: "9" })];
    expect(counted(rows, "data").map((one) => one.amount)).toEqual(["1.50"]);
  });
  it("names what is held and came to nothing", () => {
    const lines = counted([row({})], "");
    const all = [
      held("S1"),
      held("S2"),
      held("S2", { type: "tpor" }),
      held("S3", { valid_to: "2026-03-01" }),
      held("S4", { valid_from: "2026-04-01" }),
      held("S5", { subscription_id: null }),
    ];
    const found = uncounted(lines, all, "2026-03", () => null);
    expect(found.map((one) => [one.id, one.associations])).toEqual([["S2", "dpor+tpor"]]);
  });
});

it("a subscription that earns nothing has its reasons, one that earns has none", () => {
  const line = (subscription_id: string, amount: string, reason_code: string | null) => ({
    partner_id: "P1",
    lever: "share",
    subscription_id,
    earning_month: "2026-03",
    base: "1",
    rates: null,
    amount,
    currency: "EUR",
    kind: "rebate" as const,
    reason_code,
  });
  const found = reasonsOf([
    line("S1", "0", "NO_USAGE"),
    line("S1", "0", "NO_USAGE"),
    line("S1", "0", "INDICATOR"),
    line("S2", "0", "NO_USAGE"),
    line("S2", "3", null),
  ]);
  expect([...found]).toEqual([["S1", ["NO_USAGE", "INDICATOR"]]]);
});

it("an association has ended when its last day is over, whatever is planned", () => {
  const of = (given: Partial<Association>) => hasEnded(held("S1", given), "2026-03-31");
  expect(of({})).toBe(false);
  expect(of({ end_reason: "REMOVED_BY_CUSTOMER", valid_to: "2026-06-01" })).toBe(false);
  expect(of({ valid_to: "2026-03-31" })).toBe(true);
  expect(of({ valid_to: "2026-04-01" })).toBe(false);
});
