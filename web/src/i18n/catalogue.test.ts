import { describe, expect, it } from "vitest";
import { catalogue, pseudoOf, translate } from "./catalogue.ts";

const texts = catalogue(
  {
    title: "Requests",
    waiting: { one: "{count} request waits for {name}", other: "{count} requests wait for {name}" },
  },
  {
    de: {
      title: "Anfragen",
      waiting: {
        one: "{count} Anfrage wartet auf {name}",
        other: "{count} Anfragen warten auf {name}",
      },
    },
  },
);

const kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

describe("a catalogue", () => {
  it("speaks both languages, by the plural rules of each", () => {
    expect(translate(texts, "en", "en-US")("waiting", { count: 1, name: "Mika" })).toBe(
      "1 request waits for Mika",
    );
    expect(translate(texts, "de", "de-DE")("waiting", { count: 1200, name: "Mika" })).toBe(
      "1.200 Anfragen warten auf Mika",
    );
    expect(translate(texts, "de", "de-DE")("title")).toBe("Anfragen");
  });
  it("is checked by the compiler", () => {
    const t = translate(texts, "en", "en-US");
    // @ts-expect-error the name is missing
    t("waiting", { count: 1 });
    // @ts-expect-error there is no such text
    expect(() => t("nothing")).toThrow(/no text/);
  });
  it("has a pseudo language that is longer and leaves names alone", () => {
    expect(pseudoOf(kLetters)).toMatch(/^\[[^a-zA-Z]+\]$/);
    expect(new Set(pseudoOf(kLetters).slice(1, 53)).size).toBe(52);
    expect(pseudoOf("Hi {name}")).toBe("[Ħí {name}~~]");
    expect(translate(texts, "pseudo", "en-US")("waiting", { count: 2, name: "Mika" })).toMatch(
      /^\[2 .*Mika~+\]$/,
    );
  });
});
