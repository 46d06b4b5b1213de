/** The document of a statement, format accredit.statement.1 (docs/formats/statement.md): text all. */
export interface StatementLine {
  line: string;
  kind: string;
  [member: string]: unknown;
}

export interface StatementDocument {
  partner: string;
  partnerName: string;
  period: string;
  issuedOn: string;
  previous: string;
  currencies: readonly Readonly<Record<string, string>>[];
  lines: readonly StatementLine[];
}

/** Null where it is none of that format. */
export function documentOf(answer: unknown): StatementDocument | null {
  const { format, header, lines } = (answer ?? {}) as Record<string, unknown>;
  if (format !== "accredit.statement.1" || !Array.isArray(lines)) return null;
  const head = (header ?? {}) as Record<string, unknown>;
  const text = (name: string) => (typeof head[name] === "string" ? (head[name] as string) : "");
  return {
    partner: text("partner"),
    partnerName: text("partner_name"),
    period: text("period"),
    issuedOn: text("issued_on"),
    previous: text("previous"),
    currencies: Array.isArray(head.currencies) ? head.currencies : [],
    lines: lines as StatementLine[],
  };
}

/** A member of a line as text; null where it is absent or empty. */
export function memberOf(line: StatementLine, name: string): string | null {
  const value = line[name];
  return typeof value === "string" && value !== "" ? value : null;
}
