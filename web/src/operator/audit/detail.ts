import { quoted } from "../../api/filter.ts";

/** What an event of the audit chain says beside its sentence: a flat object as JSON, or words. */
export function membersOf(detail: string | null): Record<string, string> {
  if (detail === null) return {};
  try {
    const read: unknown = JSON.parse(detail);
    if (read === null || typeof read !== "object" || Array.isArray(read)) return { "": detail };
    return Object.fromEntries(
      Object.entries(read).map(([name, value]) => [
        name,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    );
  } catch {
    return { "": detail };
  }
}

const objects = ["id", "who", "request", "association", "period", "payout", "petition", "draft"];

/** What an event is about, as far as its detail names it: "period 2025-01". */
export function objectOf(detail: string | null): string | null {
  const members = membersOf(detail);
  const name = objects.find((one) => members[one] !== undefined) ?? "file";
  const value = members[name];
  if (value === undefined) return null;
  return name === "id" || name === "who" ? value : `${name} ${value}`;
}

/** For the service: earlier events of an action whose detail has the name of the same object in it. */
export function filterBefore(event: { number: number; action: string; detail: string | null }) {
  const name = objectOf(event.detail)?.replace(/^\w+ /, "") ?? "";
  const earlier = `number lt ${event.number} and action eq ${quoted(event.action)}`;
  // What JSON writes in another way is not found by its own letters.
  const isPlain = JSON.stringify(name) === `"${name}"`;
  return isPlain && name !== "" ? `${earlier} and detail contains ${quoted(name)}` : earlier;
}

export interface Difference {
  name: string;
  before: string | null;
  after: string | null;
  isChanged: boolean;
}

/** Two events of one object beside each other, a line for each of their members. */
export function differences(before: string | null, after: string | null): Difference[] {
  const [old, now] = [membersOf(before), membersOf(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].map((name) => ({
    name,
    before: old[name] ?? null,
    after: now[name] ?? null,
    isChanged: old[name] !== now[name],
  }));
}
