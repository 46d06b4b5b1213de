import { save } from "../../api/client.ts";
import type { Column } from "./column.tsx";

/** As RFC 4180 has it; a cell that a spreadsheet would run as a formula is disarmed. */
export function csvCell(value: string | null): string {
  if (value === null) return "";
  const isFormula = /^[=+@\t\r]/.test(value) || /^-(?![\d.]+$)/.test(value);
  const safe = isFormula ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Titles, then the values as the API has them: exact, and the same in every language. */
export function csvOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const lines = [
    columns.map((one) => one.id),
    ...rows.map((row) => columns.map((one) => one.value(row))),
  ];
  return lines.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

export function ndjsonOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  return rows
    .map(
      (row) =>
        `${JSON.stringify(Object.fromEntries(columns.map((one) => [one.id, one.value(row)])))}\n`,
    )
    .join("");
}

/** Amounts get a column with their currency beside them. */
export function withCurrencies<Row>(columns: readonly Column<Row>[]): Column<Row>[] {
  return columns.flatMap((one): Column<Row>[] => {
    const { currency } = one;
    if (!currency || columns.some((other) => other.id === "currency")) return [one];
    return [one, { id: `${one.id}_currency`, title: one.title, kind: "text", value: currency }];
  });
}

export function saveCsv<Row>(
  name: string,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
): void {
  save(
    new Blob([csvOf(rows, withCurrencies(columns))], { type: "text/csv;charset=utf-8" }),
    `${name}.csv`,
  );
}

export function saveNdjson<Row>(
  name: string,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
): void {
  save(
    new Blob([ndjsonOf(rows, withCurrencies(columns))], { type: "application/x-ndjson" }),
    `${name}.ndjson`,
  );
}
