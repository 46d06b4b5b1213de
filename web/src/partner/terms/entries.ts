import { useMemo } from "react";
import { catalogue } from "../../i18n/catalogue.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import type { NameOf } from "../../shell/names.ts";

/** The closed lists of what an entry of the books is and of the accounts it moves between. */
const texts = catalogue(
  {
    kind_earning: "Earned",
    kind_adjustment: "Correction of an earlier month",
    kind_exception: "Paid late as an exception",
    kind_dispute: "Dispute that was granted",
    kind_release: "Hold that ended well",
    kind_forfeit: "Forfeited",
    kind_rollover: "Fund that became rebate",
    kind_coop_claim: "Claim on the co-op fund",
    kind_due: "Came due",
    kind_recoup: "Owed back",
    kind_payment: "Put into a payment",
    kind_sent: "Paid",
    kind_failed: "Payment that failed",
    kind_reversed: "Payment that came back",
    account_expense: "The programme",
    account_accrual: "Earned, not due",
    account_held: "Held",
    account_outside_window: "Too late",
    account_coop: "Co-op fund",
    account_payable: "Payable",
    account_in_payment: "In payment",
    account_paid: "Paid",
    account_receivable: "Owed by you",
    account_forfeited: "Forfeited",
    payout_rebate: "Rebate",
    payout_coop: "Co-op fund",
  },
  {
    de: {
      kind_earning: "Verdient",
      kind_adjustment: "Korrektur eines früheren Monats",
      kind_exception: "Verspätet, als Ausnahme bezahlt",
      kind_dispute: "Anerkannte Anfechtung",
      kind_release: "Freigegebenes",
      kind_forfeit: "Verfallen",
      kind_rollover: "Werbefonds, der Rückvergütung wurde",
      kind_coop_claim: "Anspruch auf den Werbefonds",
      kind_due: "Fällig geworden",
      kind_recoup: "Zurückgefordert",
      kind_payment: "In eine Zahlung gestellt",
      kind_sent: "Bezahlt",
      kind_failed: "Gescheiterte Zahlung",
      kind_reversed: "Zurückgekommene Zahlung",
      account_expense: "Programm",
      account_accrual: "Verdient, nicht fällig",
      account_held: "Zurückgehalten",
      account_outside_window: "Verspätet",
      account_coop: "Werbefonds",
      account_payable: "Zahlbar",
      account_in_payment: "In Zahlung",
      account_paid: "Bezahlt",
      account_receivable: "Von Ihnen geschuldet",
      account_forfeited: "Verfallen",
      payout_rebate: "Rückvergütung",
      payout_coop: "Werbefonds",
    },
  },
);

type Key = keyof typeof texts.en;
const isKey = (key: string): key is Key => Object.hasOwn(texts.en, key);

export interface EntryWords {
  kind: NameOf;
  account: NameOf;
  payout: NameOf;
  path: (entry: { from: string; to: string }) => string;
}

/** A word that is not in the lists stays as it came. */
export function useEntryWords(): EntryWords {
  const t = useTexts(texts);
  return useMemo(() => {
    const of =
      (list: string): NameOf =>
      (word) => {
        const key = `${list}_${word}`;
        return isKey(key) ? t(key) : word;
      };
    const account = of("account");
    return {
      kind: of("kind"),
      account,
      payout: of("payout"),
      path: ({ from, to }) => `${account(from)} → ${account(to)}`,
    };
  }, [t]);
}
