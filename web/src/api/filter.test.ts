import fc from "fast-check";
import { expect, it } from "vitest";
import { bytesOf, kMostBytes, kMostTerms, oneOf, oneOfEach, quoted } from "./filter.ts";

it("writes a quote twice", () => {
  expect(quoted("O'Neil)")).toBe("'O''Neil)'");
  expect(oneOf("id", ["a", "b'"])).toBe("id in ('a', 'b''')");
});

it("asks for nothing where nothing is meant", () => {
  expect(oneOfEach("id", [])).toEqual([]);
});

it("names each value once, in their order, in expressions within the bounds", () => {
  const ids = fc.array(fc.string({ minLength: 1, maxLength: 60 }), { maxLength: 400 });
  fc.assert(
    fc.property(ids, (values) => {
      const expressions = oneOfEach("id", values);
      for (const one of expressions) expect(bytesOf(one)).toBeLessThanOrEqual(kMostBytes);
      const named = expressions.map((one) => one.slice("id in (".length, -1));
      expect(named.join(", ")).toBe(values.map(quoted).join(", "));
    }),
  );
  const short = Array.from({ length: 250 }, (_, at) => `C${at}`);
  expect(oneOfEach("id", short).map((one) => one.split(", ").length)).toEqual([
    kMostTerms,
    kMostTerms,
    50,
  ]);
});
