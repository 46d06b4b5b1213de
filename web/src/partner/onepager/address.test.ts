import { expect, it } from "vitest";
import { addressFor } from "./address.ts";

it("names the partner whatever its id has in it", () => {
  expect(addressFor("https://a.example", "P11")).toBe("https://a.example/c?attach=all&partner=P11");
  const odd = new URL(addressFor("https://a.example", "a&b #1"));
  expect(odd.searchParams.get("partner")).toBe("a&b #1");
});
