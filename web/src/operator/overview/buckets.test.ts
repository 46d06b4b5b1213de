import { expect, it } from "vitest";
import { inOrder } from "./buckets.ts";

it("what came in stands first, unknown buckets last, groups where they were", () => {
  const row = (measure: string, currency: string, bucket: string) => ({
    measure,
    currency,
    bucket,
  });
  const rows = [
    row("consumption", "EUR", "A_NEW_CODE"),
    row("consumption", "EUR", "credited_once"),
    row("consumption", "EUR", "ingested"),
    row("consumption", "JPY", "quarantined"),
    row("consumption", "JPY", "ingested"),
    row("seats", "", "ingested"),
  ];
  expect(inOrder(rows).map((one) => `${one.measure} ${one.currency} ${one.bucket}`)).toEqual([
    "consumption EUR ingested",
    "consumption EUR credited_once",
    "consumption EUR A_NEW_CODE",
    "consumption JPY ingested",
    "consumption JPY quarantined",
    "seats  ingested",
  ]);
});
