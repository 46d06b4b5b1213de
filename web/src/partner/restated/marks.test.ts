import { expect, it } from "vitest";
import {
  creditKey,
  earningKey,
  goneOf,
  marksOf,
  publishedOf,
  type RestatedRow,
  totalsOf,
} from "./marks.ts";

const row = (more: Partial<RestatedRow>): RestatedRow => ({
  line: "credit",
  item: "consumption",
  subscription_id: "S1",
  workload: "compute",
  currency: "USD",
  reason_code: null,
  published: "900.9",
  amount: "910",
  delta: "9.1",
  published_quantity: "9",
  quantity: "10",
  causes: "LATE_USAGE",
  published_commit: 54,
  ...more,
});

it("workloads of a line are one mark, with each cause once", () => {
  const marks = marksOf([
    row({}),
    row({ workload: "storage", published: "0", amount: "1.5", causes: "LATE_USAGE+REFUND" }),
  ]);
  expect(marks.get(creditKey("S1", "consumption", "USD"))).toEqual({
    line: "credit",
    item: "consumption",
    subscription: "S1",
    reason: null,
    now: "911.5",
    delta: "10.6",
    currency: "USD",
    causes: "LATE_USAGE+REFUND",
    commit: 54,
  });
});

it("what a line was is told by what it is, with the workloads that stayed", () => {
  const mark = marksOf([row({})]).get(creditKey("S1", "consumption", "USD"));
  expect(mark && publishedOf(mark, "1000")).toBe("990.9");
});

const earned = (reason_code: string | null, published: string, amount: string) =>
  row({ line: "rebate", item: "lever", reason_code, published, amount });
const keyFor = (reason_code: string | null) =>
  earningKey({
    lever: "lever",
    subscription_id: "S1",
    kind: "rebate",
    currency: "USD",
    reason_code,
  });

it("what comes to the same is no mark; a stock counts by its quantity", () => {
  const marks = marksOf([
    earned("NO_ROLE", "0", "0"),
    row({ item: "seats", currency: null, workload: null, quantity: "7" }),
    row({ item: "same", amount: "900.9" }),
  ]);
  expect([...marks.keys()]).toEqual([creditKey("S1", "seats", "")]);
  expect(marks.get(creditKey("S1", "seats", ""))?.delta).toBe("-2");
  expect(totalsOf(marks.values())).toEqual([]);
});

it("what is paid, held and taken by a cap are lines of their own; no cap's is money", () => {
  const marks = marksOf([
    earned(null, "10", "6"),
    earned("ON_HOLD", "0", "5"),
    earned("CAP_REACHED", "0", "100"),
    earned("CAP_REACHED+BELOW_MINIMUM", "0", "7"),
  ]);
  expect(marks.get(keyFor(null))?.delta).toBe("-4");
  expect(marks.get(keyFor("ON_HOLD"))?.delta).toBe("5");
  expect(marks.get(keyFor("CAP_REACHED"))?.delta).toBe("100");
  expect(totalsOf(marks.values())).toEqual([{ currency: "USD", delta: "1" }]);
});

it("what only moved into a hold comes to nothing", () => {
  const marks = marksOf([earned(null, "10", "0"), earned("ON_HOLD", "0", "10")]);
  expect(marks.size).toBe(2);
  expect(totalsOf(marks.values())).toEqual([]);
});

it("a line without a row is told with what was published of it", () => {
  const marks = marksOf([earned(null, "10", "0"), earned("ON_HOLD", "0", "10")]);
  const gone = goneOf(marks, [keyFor("ON_HOLD")]);
  expect(gone.map((mark) => [mark.subscription, mark.item, mark.reason, mark.now])).toEqual([
    ["S1", "lever", null, "0"],
  ]);
  expect(gone.map((mark) => publishedOf(mark, mark.now))).toEqual(["10"]);
  expect(goneOf(marks, [keyFor(null), keyFor("ON_HOLD")])).toEqual([]);
});
