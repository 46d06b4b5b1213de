import { Link } from "wouter";
import { useAnswer, useList } from "../../api/questions.ts";
import { formatDay, lastDayBefore } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { AssociationTypeMark } from "../../kit/Badge.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { Measures } from "../../shell/measures.tsx";
import type { Period } from "../../shell/period.ts";
import { useFound } from "../opportunities/found.ts";
import { ruleTexts } from "../opportunities/words.tsx";
import type { Association, Registry } from "../registry.ts";
import { portfolioTexts } from "./texts.ts";

/** One customer: its twelve months, associations and opportunities, and the way to its lines. */
export function CustomerDrawer({
  customer,
  period,
  registry,
  onClose,
}: {
  customer: string | null;
  period: Period;
  registry: Registry;
  onClose: () => void;
}) {
  return (
    <Dialog
      title={customer === null ? "" : registry.customer(customer)}
      isOpen={customer !== null}
      onClose={onClose}
      place="side"
    >
      {customer !== null && (
        <Customer key={customer} customer={customer} period={period} registry={registry} />
      )}
    </Dialog>
  );
}

function Customer({
  customer,
  period,
  registry,
}: {
  customer: string;
  period: Period;
  registry: Registry;
}) {
  const t = useTexts(portfolioTexts);
  const { data, error, refetch } = useAnswer("/v1/customers/{id}", {
    params: { path: { id: customer } },
  });
  const find = encodeURIComponent(registry.customer(customer));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <div className="stack">
      <div className="row">
        <code>{customer}</code>
        <Link href={`/p/credit?period=${period.month}&find=${find}`}>{t("lines")}</Link>
        <Link href={`/p/earnings?period=${period.month}&find=${find}`}>{t("earnings")}</Link>
      </div>
      <h3>{t("months")}</h3>
      <Measures period={period} filter={{ customer_id: customer }} />
      <h3>{t("associations")}</h3>
      <Associations customer={customer} registry={registry} />
      <h3>{t("opportunities")}</h3>
      <Opportunities customer={customer} month={period.month} />
    </div>
  );
}

function Associations({ customer, registry }: { customer: string; registry: Registry }) {
  const t = useTexts(portfolioTexts);
  const list = useList("/v1/associations", { customer_id: customer }, { whole: true });
  if (list.error) return <ErrorState error={list.error} onRetry={list.reload} />;
  if (list.isPending) return <Skeleton lines={3} />;
  if (list.rows.length === 0) return <p className="muted">{t("noAssociations")}</p>;
  const byDay = [...list.rows].sort((a, b) =>
    (a.valid_from ?? "") < (b.valid_from ?? "") ? 1 : -1,
  );
  return (
    <ol className="stack tight">
      {byDay.map((one) => (
        <Held key={one.id} association={one} registry={registry} />
      ))}
    </ol>
  );
}

function Held({ association, registry }: { association: Association; registry: Registry }) {
  const t = useTexts(portfolioTexts);
  const locale = useLocale();
  const { subscription_id: subscription, valid_from: from, valid_to: to } = association;
  const product = subscription && registry.subscription(subscription)?.product_id;
  return (
    <li>
      <span className="row">
        <AssociationTypeMark type={association.type} />
        {subscription && <code>{subscription}</code>}
        {product && registry.product(product)}
      </span>
      <p className="muted">
        {from && t("since", { day: formatDay(from, locale) })}{" "}
        {to && t("until", { day: formatDay(lastDayBefore(to), locale) })}
      </p>
    </li>
  );
}

function Opportunities({ customer, month }: { customer: string; month: string }) {
  const t = useTexts(portfolioTexts);
  const rules = useTexts(ruleTexts);
  const found = useFound();
  const all = useList("/v1/opportunities", { month }, { whole: true });
  const rows = all.rows.filter((one) => one.customer_id === customer);
  if (all.error) return <ErrorState error={all.error} onRetry={all.reload} />;
  if (all.isPending) return <Skeleton lines={3} />;
  if (rows.length === 0) return <p className="muted">{t("noOpportunities")}</p>;
  return (
    <ul className="stack tight">
      {rows.map((one) => (
        <li key={`${one.rule} ${one.subscription_id} ${one.subject}`}>
          <strong>{rules(one.rule)}</strong>
          <p className="muted">{found(one)}</p>
        </li>
      ))}
    </ul>
  );
}
