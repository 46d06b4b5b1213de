import { type Decimal, negate, signOf } from "../../format/decimal.ts";

/** A signed statement as the API gives it: docs/formats/statement.md. All values are text. */
export interface StatementLine {
  line: string;
  kind: string;
  lever: string;
  subscription: string;
  earning_month: string;
  payout: string;
  base: string;
  rates: string;
  amount: string;
  currency: string;
  from: string;
  to: string;
  reason_code: string;
  fund: string;
  cause: string;
}

export interface StatementHeader {
  statement: string;
  partner_name: string;
  period: string;
  issued_on: string;
  programme: string;
  version: string;
  currency: string;
  as_known: string;
  previous: string;
  currencies: {
    currency: string;
    earned: string;
    adjusted: string;
    held: string;
    late: string;
    due: string;
    carried: string;
    carry_reason: string;
    equivalent: string;
  }[];
  rates: { from: string; to: string; month: string; rate: string }[];
  not_earned: {
    lever: string;
    reason_code: string;
    currency: string;
    lines: string;
    base: string;
    cut: string;
  }[];
}

export interface Statement {
  header: StatementHeader;
  lines: StatementLine[];
  leaves?: string[];
}

/** Null of an answer that is no such document. */
export function statementOf(answer: unknown): Statement | null {
  const told = answer as Partial<Statement> | null;
  return told?.header && Array.isArray(told.lines) ? (told as Statement) : null;
}

/** Lines that move money which another line earned cannot be disputed, but the earning can. */
export function isDisputable(line: StatementLine): boolean {
  return line.subscription !== "" && line.lever !== "";
}

/** What a line took back, the likely wish of who disputes it; null of a line that took nothing. */
export function takenBack(line: StatementLine): Decimal | null {
  return signOf(line.amount) < 0 ? negate(line.amount) : null;
}

/** What a line posts is what is owed, for lines that earn or correct. */
export function isEarningLine(line: StatementLine): boolean {
  return line.from === "expense";
}
