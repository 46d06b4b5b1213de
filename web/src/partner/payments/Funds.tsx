import { useState } from "react";
import { signOf } from "../../format/decimal.ts";
import { formatMonth } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button, LinkButton } from "../../kit/Button.tsx";
import { Card } from "../../kit/Figures.tsx";
import { ErrorState } from "../../kit/states.tsx";
import { AsOf, Money, Month } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { PetitionDialog } from "../../shell/PetitionDialog.tsx";
import { freeOf } from "../../shell/petition_amount.ts";
import { useMay } from "../../shell/session.tsx";
import { useClosedMonths } from "../../shell/standing.tsx";
import { claimOf, type Fund, fundsOf } from "./funds.ts";
import { paymentsTexts } from "./texts.ts";
import { useBalances } from "./use_payments.ts";

/** Co-op money by half-year: what stands there, until when, and what may be claimed of it now. */
export function Funds() {
  const t = useTexts(paymentsTexts);
  const balances = useBalances();
  const periods = useClosedMonths();
  const mayClaim = useMay("petitions:write");
  const [claimed, setClaimed] = useState<Fund | null>(null);
  const funds = fundsOf(balances.rows);
  if (periods.error) return <ErrorState error={periods.error} onRetry={periods.reload} />;
  if (funds.length === 0 || periods.isPending) return null;
  return (
    <Card title={t("funds")} actions={<AsOf commit={balances.commit} at={balances.at} />}>
      <p className="muted">{t("fundsLead")}</p>
      <ul className="stack">
        {funds.map((one) => (
          <li key={`${one.fund} ${one.currency}`} className="row fund">
            <FundSaid fund={one} closed={periods.closed} />
            {mayClaim && claimOf(one, periods.closed, thisMonth()) === "open" && (
              <Button
                small
                onPress={() => setClaimed(one)}
                isDisabled={signOf(freeOf(one)) <= 0}
                aria-label={t("claimFund", { month: one.fund, currency: one.currency })}
              >
                {t("claim")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className="row">
        <LinkButton href="/p/disputes" small>
          {t("seeClaims")}
        </LinkButton>
      </div>
      {claimed && <Claim fund={claimed} onClose={() => setClaimed(null)} />}
    </Card>
  );
}

const thisMonth = () => new Date().toISOString().slice(0, 7);

function FundSaid({ fund, closed }: { fund: Fund; closed: ReadonlySet<string> }) {
  const t = useTexts(paymentsTexts);
  const claim = claimOf(fund, closed, thisMonth());
  const until = claim === "later" ? fund.accrues_until : fund.claimed_until;
  const money = (amount: string) => <Money amount={amount} currency={fund.currency} shown="code" />;
  return (
    <span className="stack tight">
      <span>
        <strong>{money(fund.amount)}</strong>{" "}
        {t.rich("ofHalfYear", {
          from: <Month month={fund.fund} />,
          until: <Month month={fund.accrues_until} />,
        })}
      </span>
      <span className="muted">
        {t.rich(`claim_${claim}`, { month: <Month month={until} length="long" /> })}
        {signOf(fund.asked) !== 0 && <> {t.rich("fundAsked", { amount: money(fund.asked) })}</>}
      </span>
    </span>
  );
}

function Claim({ fund, onClose }: { fund: Fund; onClose: () => void }) {
  const t = useTexts(paymentsTexts);
  const locale = useLocale();
  return (
    <PetitionDialog
      kind="coop_claim"
      balance={fund}
      title={t("claimTitle", { month: formatMonth(fund.fund, locale, "long") })}
      action={(amount) => t("claimAction", { amount })}
      needsEvidence
      onClose={onClose}
    >
      <p>{t("claimLead")}</p>
    </PetitionDialog>
  );
}
