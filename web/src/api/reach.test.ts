import { onlineManager } from "@tanstack/react-query";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { api, settle } from "./client.ts";
import { Problem, Unreachable } from "./problem.ts";
import { followService } from "./reach.ts";

/** Whether the service is there, and what a gateway before it says while it is not. */
let service: "there" | "gone" | "gateway";
let isOneBroken: boolean;
const events = new EventTarget();

function answer(request: Request | string): Response {
  const isHealth = typeof request === "string";
  if (service === "gone" || (isOneBroken && !isHealth)) throw new TypeError("fetch failed");
  if (service === "gateway") return new Response("<h1>Bad gateway</h1>", { status: 502 });
  return new Response("{}", { headers: { "content-type": "application/json" } });
}
const ask = () => settle(api.GET("/v1/session", { baseUrl: "http://service" }));
const later = (pause: number) => vi.advanceTimersByTimeAsync(pause);

beforeAll(() => {
  vi.stubGlobal("addEventListener", events.addEventListener.bind(events));
  vi.stubGlobal("removeEventListener", events.removeEventListener.bind(events));
  followService();
});
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", async (request: Request | string) => answer(request));
  [service, isOneBroken] = ["there", false];
});
afterEach(async () => {
  [service, isOneBroken] = ["there", false];
  await later(5_000);
  expect(onlineManager.isOnline()).toBe(true);
  vi.useRealTimers();
});

it.each(["gone", "gateway"] as const)("notices that it is %s, and that it is back", async (how) => {
  service = how;
  await expect(ask()).rejects.toBeInstanceOf(Unreachable);
  await later(0);
  expect(onlineManager.isOnline()).toBe(false);
  await later(60_000);
  expect(onlineManager.isOnline()).toBe(false);
  service = "there";
  await later(2_000);
  expect(onlineManager.isOnline()).toBe(true);
});

it("is not away because one question broke off", async () => {
  isOneBroken = true;
  await expect(ask()).rejects.toBeInstanceOf(Unreachable);
  await later(0);
  expect(onlineManager.isOnline()).toBe(true);
});

it("asks the service, not the browser, whether it is there", async () => {
  events.dispatchEvent(new Event("offline"));
  await later(0);
  expect(onlineManager.isOnline()).toBe(true);
  service = "gone";
  events.dispatchEvent(new Event("offline"));
  await later(0);
  expect(onlineManager.isOnline()).toBe(false);
  events.dispatchEvent(new Event("online"));
  await later(2_000);
  expect(onlineManager.isOnline()).toBe(false);
});

it("takes what the service itself refuses for an answer", async () => {
  const body = JSON.stringify({ code: "busy", status: 503, detail: "" });
  const headers = { "content-type": "application/problem+json", "request-id": "req_1" };
  vi.stubGlobal("fetch", async () => new Response(body, { status: 503, headers }));
  await expect(ask()).rejects.toBeInstanceOf(Problem);
  await later(0);
  expect(onlineManager.isOnline()).toBe(true);
});

it("says nothing of a question that nobody waits for any more", async () => {
  vi.stubGlobal("fetch", async () => {
    throw new DOMException("given up", "AbortError");
  });
  await expect(ask()).rejects.toBeInstanceOf(Unreachable);
  await later(0);
  expect(onlineManager.isOnline()).toBe(true);
});
