import { expect, it } from "vitest";
import type { Association, Subscription } from "../holdings.ts";
import { chosenAtFirst, verdictOf } from "./eligible.ts";
import { found, type Partner } from "./partners.ts";

const subscription = (id: string, change: Partial<Subscription> = {}): Subscription =>
  ({ id, valid_from: "2026-01-01", valid_to: null, channel: null, ...change }) as Subscription;
const association = (subscription_id: string, change: Partial<Association>): Association =>
  ({
    id: "A1",
    type: "dpor",
    partner_id: "P1",
    subscription_id,
    workload: null,
    valid_from: "2026-01-01",
    valid_to: null,
    ...change,
  }) as Association;

const held = [association("S1", {}), association("S3", { valid_to: "2026-05-01" })];
const refusalOf = (one: Subscription, partner: string | null, day = "2026-06-01") =>
  verdictOf(one, held, partner, day, "2026-06-01").refusal;

it("says why a subscription cannot be chosen", () => {
  expect(refusalOf(subscription("S1"), "P1")).toBe("already");
  expect(refusalOf(subscription("S1"), "P2")).toBeNull();
  expect(refusalOf(subscription("S2", { channel: "csp_direct" }), "P2")).toBe("resold");
  expect(refusalOf(subscription("S2", { channel: "csp_direct" }), "P2", "2026-07-01")).toBeNull();
  expect(refusalOf(subscription("S9", { valid_to: "2026-06-01" }), "P2")).toBe("ended");
  expect(refusalOf(subscription("S9", { valid_from: "2026-07-01" }), "P2")).toBe("notBegun");
});

it("says who hands over, of those that hold on the day", () => {
  expect(
    verdictOf(subscription("S1"), held, "P2", "2026-06-01", "2026-06-01").incumbent?.partner_id,
  ).toBe("P1");
  expect(
    verdictOf(subscription("S3"), held, "P2", "2026-06-01", "2026-06-01").incumbent,
  ).toBeNull();
  expect(verdictOf(subscription("S3"), held, "P2", "2026-04-30", "2026-06-01").incumbent?.id).toBe(
    "A1",
  );
});

it("chooses all that can be, or what was pointed at", () => {
  const channels = { S1: null, S2: "csp_indirect", S3: "direct_web" };
  const verdicts = Object.entries(channels).map(([id, channel]) =>
    verdictOf(subscription(id, { channel }), held, null, "2026-06-01", "2026-06-01"),
  );
  expect(chosenAtFirst(verdicts, null)).toEqual(["S1", "S3"]);
  expect(chosenAtFirst(verdicts, ["S2", "S3"])).toEqual(["S3"]);
});

it("finds partners by parts of names and by id", () => {
  const partners = [
    { id: "P01", name: "Marskovik Systems" },
    { id: "P02", name: "Systematic Cloud" },
    { id: "P03", name: "Nimmimo" },
  ] as Partner[];
  expect(found(partners, "sys").map((one) => one.id)).toEqual(["P02", "P01"]);
  expect(found(partners, "p03").map((one) => one.id)).toEqual(["P03"]);
  expect(found(partners, "xyz")).toEqual([]);
});
