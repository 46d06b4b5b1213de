import { useMemo } from "react";
import { Link } from "wouter";
import { useList } from "../../api/questions.ts";
import { signOf, sumDecimals } from "../../format/decimal.ts";
import { formatMonth, type Month } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Card } from "../../kit/Figures.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { totals } from "../../kit/table/arrange.ts";
import { AsOf, Day, Money } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { isEarned, lossesOf } from "../earnings/rows.ts";
import { useMay } from "../../shell/session.tsx";
import { underWay } from "../payments/payments.ts";
import { useIsClosed } from "../../shell/standing.tsx";
import { useReasons } from "../../shell/reason_codes.ts";
import { useTerms } from "../terms/use_terms.ts";
import { overviewTexts } from "./texts.ts";

interface Due {
  key: string;
  name: string;
  amount: string;
  currency: string;
  href?: string;
}

const kShown = {
  payable: "payableNow",
  held: "held",
  accrual: "carried",
  receivable: "owed",
  paid: "sent",
} as const;

function isShown(account: string): account is keyof typeof kShown {
  return account in kShown;
}

/** What is payable and held after closed months, and what the open month will add. */
function useDues(month: Month) {
  const t = useTexts(overviewTexts);
  const locale = useLocale();
  const balances = useList("/v1/balances", {}, { whole: true });
  const isOpen = useIsClosed(month) === "open";
  const mayEarn = useMay("earnings:read");
  const earnings = useList("/v1/earnings", { month }, { whole: true, enabled: isOpen && mayEarn });
  const standing = balances.rows.flatMap((one): Due[] => {
    if (signOf(one.amount) === 0) return [];
    const key = [one.account, one.payout, one.fund, one.currency].join(" ");
    const { amount, currency } = one;
    if (isShown(one.account)) return [{ key, name: t(kShown[one.account]), amount, currency }];
    if (one.account !== "coop") return [];
    const name = t("coopFund", { month: one.fund ? formatMonth(one.fund, locale) : "" });
    return [{ key, name, amount, currency, href: "/p/payments" }];
  });
  const pending = totals(isOpen ? earnings.rows.filter(isEarned) : [], {
    id: "amount",
    kind: "money",
    value: (row) => row.amount,
    currency: (row) => row.currency,
  }).map(({ amount, currency }) => ({
    key: `pending ${currency}`,
    name: t("pending", { month: formatMonth(month, locale) }),
    amount,
    currency,
    href: `/p/earnings?period=${month}&f.status=earned`,
  }));
  return {
    ...balances,
    error: balances.error ?? earnings.error,
    isPending: balances.isPending || earnings.isPending,
    reload: () => {
      balances.reload();
      if (isOpen && mayEarn) earnings.reload();
    },
    dues: [...standing, ...pending] as Due[],
  };
}

export function NextPayment({ month }: { month: Month }) {
  const t = useTexts(overviewTexts);
  const { dues, ...due } = useDues(month);
  const payments = useList("/v1/payments", {}, { whole: true, enabled: useMay("payouts:read") });
  const [next] = underWay(payments.rows);
  const error = due.error ?? payments.error;
  const isPending = due.isPending || payments.isPending;
  const isWhole = !isPending && !error;
  const reload = () => {
    due.reload();
    payments.reload();
  };
  const statements = useList("/v1/statements", { sort: "-period,-id" }, { pageSize: 1 });
  const latest = statements.rows[0];
  return (
    <Card title={t("payment")} actions={<AsOf commit={due.commit} at={due.at} />}>
      {error && <ErrorState error={error} onRetry={reload} />}
      {isPending && <Skeleton lines={3} />}
      {isWhole && next && (
        <p className="next-payment">
          <Money amount={next.amount} currency={next.paid_in} shown="code" />
          <span className="muted">
            {t.rich("onDay", { day: <Day day={next.execution_day} /> })}{" "}
            {t(next.state === "created" ? "notApproved" : "inPayment")}
          </span>
        </p>
      )}
      {isWhole && !next && dues.length === 0 && <p className="muted">{t("nothingPayable")}</p>}
      {isWhole && dues.length > 0 && (
        <dl className="amounts">
          {dues.map(({ key, name, amount, currency, href }) => (
            <div key={key} className="fact">
              <dt>{href ? <Link href={href}>{name}</Link> : name}</dt>
              <dd>
                <Money amount={amount} currency={currency} shown="code" />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {isWhole && !next && dues.length > 0 && <p className="muted">{t("payableNote")}</p>}
      <div className="row">
        {latest && (
          <Link href={`/p/statements/${encodeURIComponent(latest.id)}`}>
            {t("statement", { id: latest.id })}
          </Link>
        )}
        <Link href="/p/statements">{t("statements")}</Link>
        <Link href="/p/payments">{t("payments")}</Link>
      </div>
    </Card>
  );
}

/** Lines that pay nothing, by reason, with what was consumed at those subscriptions. */
export function NotEarned({ month }: { month: Month }) {
  const t = useTexts(overviewTexts);
  const { currency } = useTerms();
  const reasons = useReasons();
  const lines = useList("/v1/earnings", { month }, { whole: true });
  const report = useList(
    "/v1/reports",
    { from: month, to: month, by: ["subscription"] },
    { whole: true },
  );
  const losses = useMemo(() => {
    const consumed = new Map(report.rows.map((one) => [one.subscription, one.consumption]));
    return lossesOf(lines.rows).map((one) => ({
      ...one,
      consumption: sumDecimals(one.subscriptions.flatMap((id) => consumed.get(id) ?? [])),
    }));
  }, [lines.rows, report.rows]);
  return (
    <Card title={t("notEarned")} actions={<AsOf commit={lines.commit} at={lines.at} />}>
      {lines.error && <ErrorState error={lines.error} onRetry={lines.reload} />}
      {lines.isPending && <Skeleton lines={3} />}
      {!lines.isPending && !lines.error && losses.length === 0 && (
        <p className="muted">{t("notEarnedNothing")}</p>
      )}
      <ul className="stack tight">
        {losses.map((one) => (
          <li key={one.reason}>
            <Link href={`/p/earnings?period=${month}&f.reason=${one.reason}`}>
              {t("lines", { count: one.lines, reason: reasons.words(one.reason) })}
            </Link>
            <p className="muted">
              {currency !== null &&
                signOf(one.consumption) > 0 &&
                t.rich("inReach", {
                  amount: <Money amount={one.consumption} currency={currency} />,
                })}
              {". "}
              {reasons.remedy(one.reason)}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
