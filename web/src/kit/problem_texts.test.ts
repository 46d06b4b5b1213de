import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { keysOf, mayPass, problemTexts } from "./problem_texts.ts";

it("has words for every code of the service", () => {
  const source = readFileSync(new URL("../../../src/api/problem.cc", import.meta.url), "utf8");
  const codes = [...source.matchAll(/^ {4}\{"([a-z_]+)", \d{3},/gm)].map((one) => one[1] ?? "");
  expect(codes.length).toBeGreaterThan(30);
  expect(codes.filter((one) => !(one in problemTexts.en))).toEqual([]);
});

it("takes a rule's reason for a refusal, and what is new by its status", () => {
  expect(keysOf("DISPUTE_TOO_LATE", 422)).toEqual({ title: "refused", advice: null });
  expect(keysOf("sign_in_refused", 401).title).toBe("sign_in_refused");
  expect(keysOf("http_502", 502)).toEqual({ title: "internal", advice: "internal_fix" });
  expect(keysOf("new_code", 400).title).toBe("invalid_request");
});

it("asks again only for what may pass", () => {
  expect(mayPass("rate_limited", 429)).toBe(true);
  expect(mayPass("in_progress", 409)).toBe(true);
  expect(mayPass("not_found", 404)).toBe(false);
  expect(mayPass("DISPUTE_TOO_LATE", 422)).toBe(false);
});
