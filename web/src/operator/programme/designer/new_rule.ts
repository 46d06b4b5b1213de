import { addLines, quoted } from "./edit.ts";
import { valueOf, wordOf } from "./document.ts";
import type { RuleKind } from "./rule.ts";
import type { Reading } from "./use_draft.ts";

function freeCode(reading: Reading, kind: RuleKind): string {
  const taken = reading.rules.filter((one) => one.kind === kind).map((one) => one.code);
  for (let number = 1; ; number += 1) {
    const code = number === 1 ? `new-${kind}` : `new-${kind}-${number}`;
    if (!taken.includes(code)) return code;
  }
}

/** The least that such a rule has to say. */
function linesOf(kind: RuleKind, code: string, earner: string): string {
  const head = `[[${kind}]]\ncode = ${quoted(code)}\n`;
  if (kind === "type") return `${head}channels = "any"\n`;
  if (kind === "competency") return `${head}counts = [{ measures = ["consumption"] }]\n`;
  const roles = earner === "" ? "[]" : `[${quoted(earner)}]`;
  return `${head}kind = "percent_of_consumption"\nroles = ${roles}\nrates = [{ rate = "1 %" }]\n`;
}

/** Behind the last rule of its kind, else behind everything. */
export function addRule(
  text: string,
  reading: Reading,
  kind: RuleKind,
): { text: string; code: string } {
  const code = freeCode(reading, kind);
  const earner = reading.rules.find(
    ({ kind: one, table }) => one === "type" && wordOf(valueOf(table, "incentive")) === "true",
  );
  const last =
    reading.rules.findLast((one) => one.kind === kind) ??
    reading.rules.at(-1) ??
    reading.tables.at(-1);
  const behind = last ?? { from: text.length, to: text.length };
  return { text: addLines(text, behind, linesOf(kind, code, earner?.code ?? "")), code };
}
