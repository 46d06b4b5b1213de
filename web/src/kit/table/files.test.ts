import { expect, it } from "vitest";
import type { Column } from "./column.tsx";
import { csvCell, csvOf, ndjsonOf, withCurrencies } from "./files.ts";

interface Row {
  name: string;
  amount: string | null;
  currency: string;
}
const columns: Column<Row>[] = [
  { id: "name", title: "Name", kind: "text", value: (row) => row.name },
  {
    id: "amount",
    title: "Betrag",
    kind: "money",
    value: (row) => row.amount,
    currency: (row) => row.currency,
  },
];
const rows: Row[] = [
  { name: 'Contoso, "the" first', amount: "12345678901234567890.10", currency: "EUR" },
  { name: "=1+1", amount: null, currency: "EUR" },
];

it("a file has every digit and its currency, and no formula", () => {
  expect(csvOf(rows, withCurrencies(columns))).toBe(
    'name,amount,amount_currency\r\n"Contoso, ""the"" first",12345678901234567890.10,EUR\r\n\'=1+1,,EUR\r\n',
  );
  expect(ndjsonOf(rows.slice(1), columns)).toBe('{"name":"=1+1","amount":null}\n');
});

it("a negative number is no formula", () => {
  expect(csvCell("-12.50")).toBe("-12.50");
  expect(csvCell("-1+cmd")).toBe("'-1+cmd");
});
