/**
 * A view of a table in the language that the service has for its lists (docs/formats/filter.md), so
 * that a file of the service has the rows that the table would show, were all of them here.
 */
import { bytesOf, kMostBytes, kMostTerms, oneOf, quoted } from "../../api/filter.ts";
import { isDecimal } from "../../format/decimal.ts";
import { beginOfDay, isDay, isMonth } from "../../format/time.ts";
import {
  type Data,
  type Filter,
  includes,
  isNumeric,
  kFind,
  type Kind,
  type View,
} from "./arrange.ts";

/** A parameter of a list. */
export interface Parameter {
  name: string;
  value: string;
}

export type InService =
  | { is: "said"; parameters: Parameter[] }
  /** The columns whose filters the service has no words for; kFind is the search in all of them. */
  | { is: "unsaid"; columns: string[] }
  /** It is beyond what the service takes. */
  | { is: "too long" };

const texts = new Set<Kind>(["text", "id", "status", "type"]);

/** The service takes no letters but A to Z for their small ones. */
function isFoldedAlike(text: string): boolean {
  return [...text].every((one) => one < "\u0080" || one.toLowerCase() === one.toUpperCase());
}

/** Of values that are shown by name: those whose name has the text, as ids. */
function named<Row>({ named }: Data<Row>, field: string, text: string): string | null {
  if (!named?.ids) return null;
  const found = named.ids.filter((id) => includes(named(id), text));
  // What has no name here is shown as its id.
  const misled = named.ids.filter((id) => includes(id, text) && !includes(named(id), text));
  const nameless = `${field} contains ${quoted(text)}`;
  const rest = misled.length > 0 ? `(${nameless} and not ${oneOf(field, misled)})` : nameless;
  return found.length > 0 ? `(${oneOf(field, found)} or ${rest})` : rest;
}

function words<Row>(column: Data<Row>, field: string, text: string): string | null {
  if (text === "") return "";
  if (!texts.has(column.kind) || !isFoldedAlike(text)) return null;
  if (column.words) return named(column, field, text);
  return `${field} contains ${quoted(text)}`;
}

function choice<Row>(column: Data<Row>, field: string, values: readonly string[]): string | null {
  if (!texts.has(column.kind) || column.parts || values.length === 0) return null;
  const is = oneOf(field, values);
  return values.includes("") ? `(${field} is null or ${is})` : is;
}

/** The least and the first that is too much, or the greatest. */
function bounds(kind: Kind, { from, to }: { from: string | null; to: string | null }) {
  if (kind === "instant")
    return {
      from: from && (isDay(from) ? beginOfDay(from) : null),
      to: to && (isDay(to) ? beginOfDay(to, 1) : null),
      until: "lt",
    };
  const isSound = isNumeric(kind) ? isDecimal : kind === "month" ? isMonth : isDay;
  const sound = (text: string | null) => (text !== null && isSound(text) ? text : null);
  return { from: sound(from), to: sound(to), until: "le" };
}

function range<Row>(
  { kind }: Data<Row>,
  field: string,
  asked: { from: string | null; to: string | null },
): string | null {
  if (texts.has(kind)) return null;
  const { from, to, until } = bounds(kind, asked);
  if ((asked.from !== null && from === null) || (asked.to !== null && to === null)) return null;
  const parts = [from && `${field} ge ${from}`, to && `${field} ${until} ${to}`];
  return parts.filter(Boolean).join(" and ") || `not ${field} is null`;
}

/** Null: the service has no words for it. */
function condition<Row>(column: Data<Row> | undefined, filter: Filter): string | null {
  if (!column) return "";
  const { field } = column;
  if (!field) return null;
  switch (filter.kind) {
    case "words":
      return words(column, field, filter.text);
    case "choice":
      return choice(column, field, filter.values);
    case "range":
      return range(column, field, filter);
  }
}

/**
 * Where the service has the order of the table: it knows none of words. One difference stays: what
 * has no amount is last within its currency there, and last of all here.
 */
function order<Row>(columns: readonly Data<Row>[], { sort }: View): string | null {
  const column = columns.find((one) => one.id === sort?.column);
  if (!column?.field || texts.has(column.kind)) return null;
  if (column.currency && !column.currencyField) return null;
  const by = `${sort?.isDescending ? "-" : ""}${column.field}`;
  return column.currencyField ? `${column.currencyField},${by}` : by;
}

/** An upper bound of the comparisons of an expression. */
function termsOf(expression: string): number {
  return expression.split(/ (?:and|or) |, /).length;
}

/**
 * The parameters that have the service give the rows of `view`, added to those that the table's
 * question has already.
 */
export function inService<Row>(
  columns: readonly Data<Row>[],
  view: View,
  given: readonly Parameter[] = [],
): InService {
  const asked = Object.entries(view.filters).map(([id, filter]) => {
    const column = columns.find((one) => one.id === id);
    return { id, said: condition(column, filter) };
  });
  const unsaid = asked.flatMap(({ id, said }) => (said === null ? [id] : []));
  if (view.find !== "") unsaid.push(kFind);
  if (unsaid.length > 0) return { is: "unsaid", columns: unsaid };
  const before = given.flatMap(({ name, value }) => (name === "filter" ? [`(${value})`] : []));
  const parts = [...before, ...asked.flatMap(({ said }) => said || [])];
  const filter = parts.join(" and ");
  if (bytesOf(filter) > kMostBytes || termsOf(filter) > kMostTerms) return { is: "too long" };
  const sort = order(columns, view);
  const others = given.filter(({ name }) => name !== "filter" && !(sort && name === "sort"));
  const parameters = [
    ...others,
    ...(filter ? [{ name: "filter", value: filter }] : []),
    ...(sort ? [{ name: "sort", value: sort }] : []),
  ];
  return { is: "said", parameters };
}
