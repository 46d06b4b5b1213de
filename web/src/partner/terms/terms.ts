/** What a programme file says of competencies, levers and types, for people to read. */

export interface Metric {
  code: string;
  kind: string;
  measure: string;
}

export interface Threshold {
  level: string;
  /** Empty: points over all metrics. */
  metric: string;
  atLeast: string;
}

export interface CompetencyTerms {
  code: string;
  name: string;
  metrics: readonly Metric[];
  thresholds: readonly Threshold[];
  families: readonly string[];
  /** The words of the file, without the heading. */
  source: string;
}

export interface Terms {
  competencies: readonly CompetencyTerms[];
  levers: ReadonlyMap<string, string>;
  types: ReadonlyMap<string, string>;
}

/** The text of each `[[name]]` table, up to the next heading. */
function tablesOf(text: string, name: string): string[] {
  const parts = text.split(/^(?=\[)/m);
  return parts
    .filter((one) => one.startsWith(`[[${name}]]`))
    .map((one) =>
      one
        .replace(/^.*\n/, "")
        .replace(/^#.*\n?/gm, "")
        .trim(),
    );
}

function wordOf(table: string, name: string): string {
  return new RegExp(`^${name}\\s*=\\s*"([^"]*)"`, "m").exec(table)?.[1] ?? "";
}

/** The value of a key that may go over several lines, up to the next key. */
function valueOf(table: string, name: string): string {
  const found = new RegExp(`^${name}\\s*=([\\s\\S]*?)(?=^\\w+\\s*=|$(?![\\s\\S]))`, "m").exec(
    table,
  );
  return found?.[1] ?? "";
}

function metricsOf(table: string): Metric[] {
  return [...valueOf(table, "metrics").matchAll(/\{([^}]*)\}/g)].map(([, inside = ""]) => {
    const word = (name: string) => new RegExp(`${name}\\s*=\\s*"([^"]*)"`).exec(inside)?.[1] ?? "";
    return { code: word("code"), kind: word("kind"), measure: word("measure") };
  });
}

const kLevelParts =
  /\bcode\s*=\s*"([^"]*)"|\bmetric\s*=\s*"([^"]*)"\s*,\s*at_least\s*=\s*"([^"]*)"|\bpoints\s*=\s*"([^"]*)"/g;

function thresholdsOf(table: string): Threshold[] {
  const all: Threshold[] = [];
  let level = "";
  for (const [, code, metric, atLeast, points] of valueOf(table, "levels").matchAll(kLevelParts)) {
    if (code !== undefined) level = code;
    else if (metric !== undefined) all.push({ level, metric, atLeast: atLeast ?? "0" });
    else all.push({ level, metric: "", atLeast: points ?? "0" });
  }
  return all;
}

function familiesOf(table: string): string[] {
  const lists = [...valueOf(table, "counts").matchAll(/families\s*=\s*\[([^\]]*)\]/g)];
  return [...new Set(lists.flatMap(([, list = ""]) => list.match(/[^",\s]+/g) ?? []))];
}

function namesOf(text: string, table: string): Map<string, string> {
  return new Map(
    tablesOf(text, table).map((one) => [
      wordOf(one, "code"),
      wordOf(one, "name") || wordOf(one, "code"),
    ]),
  );
}

export function termsOf(text: string): Terms {
  const competencies = tablesOf(text, "competency").map((table) => ({
    code: wordOf(table, "code"),
    name: wordOf(table, "name") || wordOf(table, "code"),
    metrics: metricsOf(table),
    thresholds: thresholdsOf(table),
    families: familiesOf(table),
    source: table,
  }));
  return { competencies, levers: namesOf(text, "lever"), types: namesOf(text, "type") };
}

/** Amounts of money are what sums of consumption and revenue come to. */
export function isMoney(metric: Metric | undefined): boolean {
  return (
    metric !== undefined &&
    /sum/.test(metric.kind) &&
    (metric.measure === "consumption" || metric.measure === "revenue")
  );
}
