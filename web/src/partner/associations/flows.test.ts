import { describe, expect, it } from "vitest";
import { type Form, isComplete, ownerFor, wishesOf } from "./flows.ts";

const form = (given: Partial<Form>): Form => ({
  customer: "C1",
  role: "record",
  subscriptions: ["S1", "S2"],
  proof: "",
  from: null,
  ...given,
});

describe("a request", () => {
  it("to be of record is an invitation for each subscription", () => {
    expect(wishesOf(form({}), "P1")).toEqual([
      { kind: "dpor", event: "invite", partner_id: "P1", customer_id: "C1", subscription_id: "S1" },
      { kind: "dpor", event: "invite", partner_id: "P1", customer_id: "C1", subscription_id: "S2" },
    ]);
  });
  it("that renews begins where the association ends", () => {
    const wishes = wishesOf(form({ subscriptions: ["S1"], from: "2027-01-01" }), "P1");
    expect(wishes.map((one) => one.starts_on)).toEqual(["2027-01-01"]);
  });
  it("for delegated administration is of the customer", () => {
    expect(wishesOf(form({ role: "delegated" }), "P1")).toEqual([
      { kind: "grant", event: "create", partner_id: "P1", customer_id: "C1" },
    ]);
  });
  it("is sent when it says enough", () => {
    expect(isComplete(form({ subscriptions: [] }))).toBe(false);
    expect(isComplete(form({ customer: "" }))).toBe(true);
    expect(isComplete(form({ role: "deal" }))).toBe(false);
    expect(isComplete(form({ role: "deal", proof: "contract 7" }))).toBe(true);
    expect(isComplete(form({ role: "delegated", customer: "" }))).toBe(false);
  });
});

it("the next word is the partner's own, or of whom the service waits for", () => {
  const asked = { partner_id: "P1", counterparty_id: "P2" };
  const owner = (waits_for: "partner" | "counterparty" | "customer" | "operator" | null) =>
    ["P1", "P2"].map((partner) => ownerFor({ ...asked, waits_for }, partner));
  expect(owner("counterparty")).toEqual(["incumbent", "you"]);
  expect(owner("partner")).toEqual(["you", "partner"]);
  expect(owner("customer")).toEqual(["customer", "customer"]);
  expect(owner("operator")).toEqual(["operator", "operator"]);
  expect(owner(null)).toEqual(["nobody", "nobody"]);
});
