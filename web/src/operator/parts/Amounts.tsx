import type { Decimal } from "../../format/decimal.ts";
import { Absent, Money } from "../../kit/values.tsx";

/** Amounts of several currencies below each other; they are never added. */
export function Amounts({
  amounts,
}: {
  amounts: readonly { currency: string; amount: Decimal }[];
}) {
  if (amounts.length === 0) return <Absent />;
  return (
    <ul className="amount-list">
      {amounts.map((one) => (
        <li key={one.currency}>
          <Money amount={one.amount} currency={one.currency} shown="code" />
        </li>
      ))}
    </ul>
  );
}
