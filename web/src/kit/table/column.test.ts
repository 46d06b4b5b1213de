import { expect, test } from "vitest";
import { wordColumn } from "./column.tsx";

const account = wordColumn<{ account: string | null; amount: string }, "account">(
  "account",
  "Account",
  (code) => code.toUpperCase(),
  { filter: "choice", isKey: true },
);

test("a code is compared as it is and read in words", () => {
  const row = { account: "held", amount: "1" };
  expect(account.value(row)).toBe("held");
  expect(account.words?.(row)).toBe("HELD");
  expect(account).toMatchObject({ kind: "text", filter: "choice", isKey: true });
});

test("where there is none nothing is read, and no words are asked for", () => {
  const row = { account: null, amount: "1" };
  expect(account.value(row)).toBeNull();
  expect(account.words?.(row)).toBe("");
});
