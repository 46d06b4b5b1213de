import { describe, expect, it } from "vitest";
import { differences, filterBefore, membersOf, objectOf } from "./detail.ts";

describe("what an event says", () => {
  it("is read member by member, and kept as it is where it is no object", () => {
    expect(membersOf('{"who":"usr_1","money":"yes"}')).toEqual({ who: "usr_1", money: "yes" });
    expect(membersOf('{"rows":40}')).toEqual({ rows: "40" });
    expect(membersOf("words")).toEqual({ "": "words" });
    expect(membersOf(null)).toEqual({});
  });
  it("is about something", () => {
    expect(objectOf('{"period":"2025-01","item":"feeds"}')).toBe("period 2025-01");
    expect(objectOf('{"who":"usr_1"}')).toBe("usr_1");
    expect(objectOf("words")).toBeNull();
  });
  it("comes after others of the same object, which the service finds", () => {
    const event = { number: 9, action: "item_waive", detail: '{"period":"2025-01"}' };
    expect(filterBefore(event)).toBe(
      "number lt 9 and action eq 'item_waive' and detail contains '2025-01'",
    );
    expect(filterBefore({ ...event, detail: '{"who":"O\'Neill"}' })).toMatch(/'O''Neill'$/);
    expect(filterBefore({ ...event, detail: '{"who":"a\\"b"}' })).toMatch(/'item_waive'$/);
  });
  it("differs from the one before", () => {
    expect(differences('{"state":"open","a":"1"}', '{"state":"closed","a":"1"}')).toEqual([
      { name: "state", before: "open", after: "closed", isChanged: true },
      { name: "a", before: "1", after: "1", isChanged: false },
    ]);
  });
});
