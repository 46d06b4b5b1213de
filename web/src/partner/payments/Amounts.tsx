import { useTexts } from "../../i18n/use_texts.ts";
import { Money } from "../../kit/values.tsx";
import type { Sum } from "./payments.ts";
import { paymentsTexts } from "./texts.ts";

/** Sums by currency, one below the other. */
export function Amounts({ sums }: { sums: readonly Sum[] }) {
  const t = useTexts(paymentsTexts);
  if (sums.length === 0) return <span className="muted">{t("nothing")}</span>;
  return (
    <span className="stack tight">
      {sums.map(({ currency, amount }) => (
        <Money key={currency} amount={amount} currency={currency} shown="code" />
      ))}
    </span>
  );
}
