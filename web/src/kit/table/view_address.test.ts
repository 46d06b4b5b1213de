import fc from "fast-check";
import { expect, it } from "vitest";
import { type Filter, plainView, type View } from "./arrange.ts";
import { changesFor, viewOf } from "./view_address.ts";

const text = fc.string({ minLength: 1, maxLength: 12 });
const bound = fc.option(fc.stringMatching(/^-?\d{1,9}$/));
const filter: fc.Arbitrary<Filter> = fc.oneof(
  text.map((words): Filter => ({ kind: "words", text: words })),
  fc
    .array(text, { minLength: 1, maxLength: 3 })
    .map((values): Filter => ({ kind: "choice", values })),
  fc.tuple(bound, bound).map(([from, to]): Filter => ({ kind: "range", from, to })),
);
const view: fc.Arbitrary<View> = fc.record({
  sort: fc.option(
    fc.record({ column: fc.stringMatching(/^[a-z_]{1,9}$/), isDescending: fc.boolean() }),
  ),
  find: fc.string(),
  filters: fc.dictionary(fc.stringMatching(/^[a-z_]{1,9}$/), filter, {
    maxKeys: 3,
    noNullPrototype: true,
  }),
});

const words: Filter = { kind: "words", text: "a" };
const hidden: View = { ...plainView, filters: Object.fromEntries([["__proto__", words]]) };

it("an address that was copied shows the same view", () => {
  fc.assert(
    fc.property(view, (one) => {
      const search = new URLSearchParams();
      for (const [name, value] of Object.entries(changesFor(plainView, one))) {
        if (value !== null) search.set(name, value);
      }
      expect(viewOf(new URLSearchParams(search.toString()))).toEqual(one);
    }),
    { examples: [[hidden]] },
  );
});

it("a column may be called anything, __proto__ too", () => {
  const { filters } = viewOf(new URLSearchParams("f.__proto__=~x"));
  expect(Object.keys(filters)).toEqual(["__proto__"]);
});

it("a choice that is typed by hand is no fault", () => {
  const filters = (text: string) => viewOf(new URLSearchParams([["f.name", text]])).filters;
  expect(filters("%")).toEqual({ name: { kind: "choice", values: ["%"] } });
  expect(filters("50%,a%2Cb")).toEqual({ name: { kind: "choice", values: ["50%", "a,b"] } });
});
