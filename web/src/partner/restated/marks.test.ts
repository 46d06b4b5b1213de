import { expect, it } from "vitest";
import {
  creditKey,
  earningKey,
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

it("an earning line that has another reason now is one mark; a stock counts by its quantity", () => {
  const marks = marksOf([
    row({ line: "rebate", item: "lever", published: "0", amount: "36.4" }),
    row({ line: "rebate", item: "lever", reason_code: "NO_ROLE", published: "0", amount: "0" }),
    row({ item: "seats", currency: null, workload: null, quantity: "7" }),
    row({ item: "same", amount: "900.9" }),
  ]);
  expect(marks.get(earningKey("lever", "S1", "rebate", "USD"))?.delta).toBe("36.4");
  expect(marks.get(creditKey("S1", "seats", ""))?.delta).toBe("-2");
  expect(marks.size).toBe(2);
  expect(totalsOf(marks.values())).toEqual([{ currency: "USD", delta: "36.4" }]);
});
