import { describe, expect, it } from "vitest";
import { commandOf, questionOf, textOf } from "./question.ts";
import { type Node, toldOf, usageRowOf } from "./tree.ts";

const node = (kind: string, label: string, value = "", because: Node[] = []): Node => ({
  kind,
  label,
  value,
  because,
});

describe("a question in the address", () => {
  it("comes back as it was", () => {
    const question = { month: "2026-03", subscription: "S&1", lever: "a=b", knownAt: "51" };
    expect(questionOf(textOf(question))).toEqual(question);
  });
  it("needs a month", () => {
    expect(questionOf("subscription=S1")).toBeNull();
    expect(questionOf("")).toBeNull();
  });
  it("is the same on the command line", () => {
    expect(commandOf({ month: "2026-03", subscription: "S1" }, "P11")).toBe(
      "accredit explain --partner P11 --month 2026-03 --subscription S1 --why-not",
    );
  });
});

describe("an explanation", () => {
  it("has usage rows with amount, quantity and unit, whatever the language", () => {
    const facts = {
      usage_date: "2026-03-10",
      record: "meter/S1.0",
      revision: "1",
      amount: "25.58",
      currency: "EUR",
      quantity: "76.18",
      unit: "hours",
    };
    const row = node("usage", "10.03.2026 meter/S1.0 Revision 1", "25,58 €, Menge 76,18 hours");
    expect(usageRowOf({ ...row, facts })).toMatchObject({
      day: "2026-03-10",
      source: "meter/S1.0",
      revision: "1",
      amount: "25.58",
      currency: "EUR",
      quantity: "76.18",
      unit: "hours",
    });
    const seats = { ...facts, amount: "0", currency: "", quantity: "88", unit: "seats" };
    expect(usageRowOf({ ...row, facts: seats })).toMatchObject({
      amount: null,
      currency: null,
      quantity: "88",
      unit: "seats",
    });
    const nothing = { ...facts, quantity: "0", unit: "" };
    expect(usageRowOf({ ...row, facts: nothing })).toMatchObject({ quantity: null, unit: null });
    expect(usageRowOf(node("usage", "elsewhere", "12 of 13"))).toMatchObject({
      day: null,
      source: "elsewhere",
      amount: null,
      value: "12 of 13",
    });
  });
  it("tells what is paid before what is credited, and keeps reasons apart", () => {
    const usage = {
      ...node("usage", "2026-03-10 m/1 revision 1", "1 EUR (usage)"),
      facts: { amount: "1", currency: "EUR" },
    };
    const sum = node("arithmetic", "usage", "sum of 2 rows", [
      usage,
      { ...node("note", "", "and 1 more row"), code: "more_rows" },
    ]);
    const told = toldOf(
      node("question", "P1 in 2026-03", "", [
        node("rule", "programme", "x version 1"),
        node("subscription", "S1", "product p", [
          node("note", "sales channel", "ea"),
          node("credit", "consumption", "1 EUR", [node("association", "A1"), sum]),
          node("earning", "share", "0 EUR", [node("reason", "NOT_HOLDER", "another")]),
          node("reason", "TAX_EXCLUDED", "tax"),
        ]),
        node("note", "", "and 153 more subscriptions"),
      ]),
    );
    const [place] = told.places;
    expect(told.rule).toBe("x version 1");
    expect(told.more).toEqual(["and 153 more subscriptions"]);
    expect(place?.lines.map((one) => one.label)).toEqual(["share", "consumption"]);
    expect(place?.lines[0]?.reasons.map((one) => one.label)).toEqual(["NOT_HOLDER"]);
    expect(place?.lines[1]).toMatchObject({ isCut: true, usage: [{ amount: "1" }] });
    expect(place?.lines[1]?.steps.map((one) => one.kind)).toEqual(["association", "arithmetic"]);
    expect(place?.reasons.map((one) => one.label)).toEqual(["TAX_EXCLUDED"]);
  });
});
