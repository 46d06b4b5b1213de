import { expect, it } from "vitest";
import { lastLooks, type Look, missingOf } from "./looks.ts";

const look = (partner_id: string, at: string) => ({ partner_id, at }) as Look;
const latest = [
  look("P1", "2026-05-03T10:00:00Z"),
  look("P2", "2026-05-02T10:00:00Z"),
  look("P1", "2026-05-01T10:00:00Z"),
];

it("asks of those of whom the latest rows have nothing", () => {
  expect(missingOf(["P1", "P2", "P3", "P4"], latest)).toEqual(["P3", "P4"]);
});

it("has each partner's last look, of a long log too, and says who never looked", () => {
  const asked = new Map([
    ["P3", look("P3", "2024-01-01T00:00:00Z")],
    ["P4", null],
  ]);
  expect([...lastLooks(["P1", "P2", "P3", "P4"], latest, asked)]).toEqual([
    ["P1", "2026-05-03T10:00:00Z"],
    ["P2", "2026-05-02T10:00:00Z"],
    ["P3", "2024-01-01T00:00:00Z"],
    ["P4", null],
  ]);
});
