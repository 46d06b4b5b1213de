import { Link } from "wouter";
import { signOf } from "../../format/decimal.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Card } from "../../kit/Figures.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { AsOf, Day, Money } from "../../kit/values.tsx";
import { Chain } from "./Chain.tsx";
import { paymentsTexts } from "./texts.ts";
import { usePayments, useStages } from "./use_payments.ts";

/** How far what a statement owes has come, currency by currency; `held`: what of it is held back. */
export function StatementWay({
  statement,
  held,
}: {
  statement: string;
  held: readonly { currency: string; held: string }[];
}) {
  const t = useTexts(paymentsTexts);
  const stages = useStages();
  const payments = usePayments();
  const own = stages.rows.filter((one) => one.statement_id === statement);
  const error = stages.error ?? payments.error;
  const reload = () => {
    stages.reload();
    payments.reload();
  };
  const isPending = !error && (stages.isPending || payments.isPending);
  const isWhole = !error && !isPending;
  return (
    <Card title={t("way")} actions={<AsOf commit={stages.commit} at={stages.at} />}>
      {error && <ErrorState error={error} onRetry={reload} />}
      {isPending && <Skeleton lines={2} />}
      {isWhole && own.length === 0 && <p className="muted">{t("noWay")}</p>}
      {isWhole &&
        own.map(({ currency, stage, payment_id }) => {
          const payment = payments.rows.find((one) => one.id === payment_id);
          return (
            <div key={currency} className="stack tight">
              <h3>{currency}</h3>
              <Chain currency={currency} stage={stage} />
              {payment && (
                <p>
                  <Link href={`/p/payments?find=${payment.id}`}>
                    {t("by", { payment: payment.id })}
                  </Link>
                  {", "}
                  <Day day={payment.execution_day} />, <code>{payment.account}</code>
                </p>
              )}
            </div>
          );
        })}
      {held
        .filter((one) => signOf(one.held || "0") !== 0)
        .map((one) => (
          <p key={one.currency} className="muted">
            {t.rich("heldBack", {
              amount: <Money amount={one.held} currency={one.currency} shown="code" />,
            })}
          </p>
        ))}
    </Card>
  );
}
