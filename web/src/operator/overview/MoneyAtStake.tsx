import { useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Figures } from "../../kit/Figures.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { AsOf } from "../../kit/values.tsx";
import { Amounts } from "../parts/Amounts.tsx";
import { useAccountName } from "../../shell/books.ts";
import { sumsOf } from "../parts/sums.ts";
import { overviewTexts } from "./texts.ts";

/** What is owed to partners and not paid yet, by the account it stands in. */
export function MoneyAtStake() {
  const t = useTexts(overviewTexts);
  const account = useAccountName();
  const list = useList("/v1/balances", {}, { whole: true });
  if (list.error) return <ErrorState error={list.error} onRetry={list.reload} />;
  if (list.isPending) return <Skeleton lines={1} isTall />;
  const of = (...accounts: string[]) => {
    const rows = list.rows.filter((one) => accounts.includes(one.account));
    return <Amounts amounts={sumsOf(rows)} />;
  };
  return (
    <section className="stack" aria-label={t("stake")}>
      <div className="card-head">
        <h2>{t("stake")}</h2>
        <AsOf commit={list.commit} at={list.at} />
      </div>
      <Figures
        figures={[
          { name: account("accrual"), value: of("accrual"), note: t("accruedNote") },
          { name: account("held"), value: of("held"), note: t("heldNote") },
          { name: account("outside_window"), value: of("outside_window"), note: t("lateNote") },
          { name: account("payable"), value: of("payable"), note: t("payableNote") },
          { name: account("in_payment"), value: of("in_payment"), note: t("inPaymentNote") },
        ]}
      />
    </section>
  );
}
