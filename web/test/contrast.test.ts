/** Every pair of colours that meet has the contrast of WCAG 2.2 AA, in both themes. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(path.resolve(import.meta.dirname, "../src/style/tokens.css"), "utf8");

function tokens(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((one) => [one[1] ?? "", one[2] ?? ""]),
  );
}
const dark = css.indexOf('[data-theme="dark"]');
const themes = { light: tokens(css.slice(0, dark)), dark: tokens(css.slice(dark)) };

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light = 0, deep = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (deep + 0.05);
}

const kText = 4.5;
const kShape = 3;
const pairs: [string, string, number][] = [
  ...["bg", "raised", "overlay", "hover", "selected"].flatMap(
    (ground): [string, string, number][] => [
      ["fg", ground, kText],
      ["muted", ground, kText],
    ],
  ),
  ...["accent", "danger", "success", "warning"].map((colour): [string, string, number] => [
    colour,
    "bg",
    kText,
  ]),
  ["on-accent", "accent", kText],
  ["on-accent", "accent-hover", kText],
  ["on-danger", "danger", kText],
  ["control-line", "bg", kShape],
  ...["ok", "warn", "error", "info", "neutral"].map((name): [string, string, number] => [
    `${name}-fg`,
    `${name}-bg`,
    kText,
  ]),
  ...[1, 2, 3, 4, 5].map((place): [string, string, number] => [`series-${place}`, "bg", kShape]),
];

describe.each(Object.entries(themes))("%s", (_, theme) => {
  it.each(pairs)("%s on %s", (front, ground, least) => {
    const [a, b] = [theme.get(front), theme.get(ground)];
    expect(a, front).toBeDefined();
    expect(b, ground).toBeDefined();
    expect(contrast(a ?? "", b ?? "")).toBeGreaterThanOrEqual(least);
  });
});

it("black on white is 21", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
});
