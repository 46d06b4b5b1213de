import { useMemo } from "react";
import { catalogue } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import type { NameOf } from "./names.ts";

const accounts = catalogue(
  {
    expense: "Expense",
    accrual: "Accrued",
    held: "Held",
    outside_window: "Outside the window",
    coop: "Co-op",
    payable: "Payable",
    in_payment: "In payment",
    paid: "Paid",
    receivable: "Receivable",
    forfeited: "Forfeited",
  },
  {
    de: {
      expense: "Aufwand",
      accrual: "Aufgelaufen",
      held: "Zurückgehalten",
      outside_window: "Außerhalb der Frist",
      coop: "Co-op",
      payable: "Zahlbar",
      in_payment: "In Zahlung",
      paid: "Gezahlt",
      receivable: "Forderung",
      forfeited: "Verfallen",
    },
  },
);

/** What an account of the books is called; as it came where it has no name yet. */
export function useAccountName(): NameOf {
  const t = useTexts(accounts);
  return useMemo(
    () => (one) => (one in accounts.en ? t(one as keyof typeof accounts.en) : one),
    [t],
  );
}

const kinds = catalogue(
  {
    earning: "Earned",
    adjustment: "Adjusted",
    exception: "Earned after all",
    dispute: "Disputes",
    release: "Released",
    forfeit: "Forfeited",
    rollover: "Fund becomes rebate",
    coop_claim: "Co-op claims",
    due: "Becomes payable",
    recoup: "Invoiced back",
    payment: "Put into a payout",
    sent: "Paid by the bank",
    failed: "Payment failed",
    reversed: "Payment came back",
  },
  {
    de: {
      earning: "Verdient",
      adjustment: "Angepasst",
      exception: "Doch noch verdient",
      dispute: "Anfechtungen",
      release: "Freigegeben",
      forfeit: "Verfallen",
      rollover: "Fonds wird Rabatt",
      coop_claim: "Co-op-Ansprüche",
      due: "Wird zahlbar",
      recoup: "Zurückgefordert",
      payment: "In eine Auszahlung gestellt",
      sent: "Von der Bank gezahlt",
      failed: "Zahlung gescheitert",
      reversed: "Zahlung kam zurück",
    },
  },
);

/** The same of a kind of entry. */
export function useKindName(): NameOf {
  const t = useTexts(kinds);
  return useMemo(() => (one) => (one in kinds.en ? t(one as keyof typeof kinds.en) : one), [t]);
}

const payouts = catalogue(
  { rebate: "Rebate", coop: "Co-op" },
  { de: { rebate: "Rabatt", coop: "Co-op" } },
);

/** The same of the way in which something earned is paid. */
export function usePayoutName(): NameOf {
  const t = useTexts(payouts);
  return useMemo(() => (one) => (one in payouts.en ? t(one as keyof typeof payouts.en) : one), [t]);
}

const causes = catalogue(
  {
    LATE_USAGE: "Usage that came late",
    CORRECTED_USAGE: "Corrected usage",
    REFUND: "Refund",
    RATE_CORRECTION: "Rules of the programme",
    FX_CORRECTION: "Exchange rates",
    MASTER_DATA_CORRECTION: "Master data",
    ENROLLMENT_CORRECTION: "Enrolments and profiles",
    ASSOCIATION_CORRECTION: "Associations and channels",
    ON_HOLD: "Held days",
    OUTSIDE_RESTATEMENT_WINDOW: "Too late to be paid",
    PREVIOUS_PERIOD: "Left out of the close before",
    COOP_ROLLOVER: "Fund below its threshold",
  },
  {
    de: {
      LATE_USAGE: "Späte Nutzung",
      CORRECTED_USAGE: "Berichtigte Nutzung",
      REFUND: "Erstattung",
      RATE_CORRECTION: "Regeln des Programms",
      FX_CORRECTION: "Wechselkurse",
      MASTER_DATA_CORRECTION: "Stammdaten",
      ENROLLMENT_CORRECTION: "Einschreibungen und Profile",
      ASSOCIATION_CORRECTION: "Zuordnungen und Vertriebswege",
      ON_HOLD: "Tage mit Sperre",
      OUTSIDE_RESTATEMENT_WINDOW: "Zu spät für eine Zahlung",
      PREVIOUS_PERIOD: "Beim Abschluss davor ausgelassen",
      COOP_ROLLOVER: "Fonds unter seiner Schwelle",
    },
  },
);

/**
 * Why a line would be another one: docs/domain/restatement.md. Several causes of a line are joined by
 * "+", those of several lines by a space.
 */
export function useCauseName(): NameOf {
  const t = useTexts(causes);
  return useMemo(() => {
    const name = (one: string) => (one in causes.en ? t(one as keyof typeof causes.en) : one);
    return (joined) => joined.split(/[+ ]/).map(name).join(", ");
  }, [t]);
}
