import type { ReactNode } from "react";
import { isDecimal } from "../../format/decimal.ts";
import { AssociationTypeMark, Status } from "../Badge.tsx";
import { Absent, Day, Instant, Money, Month, Quantity } from "../values.tsx";
import { type Data, isNumeric } from "./arrange.ts";

export interface Column<Row> extends Data<Row> {
  title: string;
  /** Where it is not shown as its kind is everywhere. */
  cell?: (row: Row) => ReactNode;
  /** One of the few on a phone's card; without any, the first three. */
  isKey?: boolean;
  /** Not shown before the reader chooses it. */
  isExtra?: boolean;
  /** Its sum stands below. */
  hasTotal?: boolean;
  /** How it is filtered; absent: as its kind usually is. */
  filter?: "words" | "choice" | "range" | "none";
}

/** A member of the row that is a code or an id and is read in words. */
export function wordColumn<Row, Id extends keyof Row & string>(
  id: Id,
  title: string,
  words: (code: Extract<Row[Id], string>) => string,
  more: Partial<Column<Row>> = {},
): Column<Row> {
  const isCode = (one: Row[Id]): one is Extract<Row[Id], string> => typeof one === "string";
  const value = ({ [id]: one }: Row) => (isCode(one) ? one : null);
  const read = ({ [id]: one }: Row) => (isCode(one) ? words(one) : "");
  return { id, title, kind: "text", value, words: read, ...more };
}

const times = new Set<Data<unknown>["kind"]>(["day", "month", "instant"]);

export function filterKindOf<Row>(column: Column<Row>): "words" | "choice" | "range" | "none" {
  if (column.filter) return column.filter;
  if (isNumeric(column.kind) || times.has(column.kind)) return "range";
  return column.kind === "status" || column.kind === "type" ? "choice" : "words";
}

/** Columns name the currency by its code: several may stand in one, and codes are told apart. */
export function MoneyCell({ amount, currency }: { amount: string; currency: string | undefined }) {
  if (!currency) return <Quantity amount={amount} />;
  return <Money amount={amount} currency={currency} shown="code" />;
}

/** A value as its kind is shown everywhere. */
function ValueCell({
  kind,
  value,
  currency,
}: {
  kind: Data<unknown>["kind"];
  value: string | null;
  currency?: string | undefined;
}) {
  if (value === null) return <Absent />;
  switch (kind) {
    case "money":
      return <MoneyCell amount={value} currency={currency} />;
    case "quantity":
    case "count":
      return isDecimal(value) ? <Quantity amount={value} /> : <>{value}</>;
    case "day":
      return <Day day={value} />;
    case "month":
      return <Month month={value} />;
    case "instant":
      return <Instant instant={value} />;
    case "status":
      return <Status word={value} />;
    case "type":
      return <AssociationTypeMark type={value} />;
    case "id":
      return <code>{value}</code>;
    case "text":
      return <>{value}</>;
  }
}

export function contentOf<Row>(column: Column<Row>, row: Row): ReactNode {
  if (column.cell) return column.cell(row);
  if (column.words && column.kind === "text") return column.words(row) || <Absent />;
  return (
    <ValueCell kind={column.kind} value={column.value(row)} currency={column.currency?.(row)} />
  );
}
