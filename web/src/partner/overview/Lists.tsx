import { useMemo } from "react";
import { Link } from "wouter";
import { useList } from "../../api/questions.ts";
import type { Month } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Status } from "../../kit/Badge.tsx";
import { Card } from "../../kit/Figures.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { Day } from "../../kit/values.tsx";
import { useCustomerNames } from "../../shell/names.ts";
import { useHere, useMay } from "../../shell/session.tsx";
import { ruleTexts } from "../opportunities/words.tsx";
import { useTerms } from "../terms/use_terms.ts";
import { needsOf, rulesOf } from "./needs.ts";
import { overviewTexts } from "./texts.ts";

export function NeedsYou({ month }: { month: Month }) {
  const t = useTexts(overviewTexts);
  const all = (isAllowed: boolean) => ({ whole: true, enabled: isAllowed });
  const { tenant } = useHere();
  const requests = useList("/v1/requests", {}, all(useMay("requests:read")));
  const competencies = useList("/v1/competencies", { month }, all(useMay("competencies:read")));
  const opportunities = useList("/v1/opportunities", { month }, all(useMay("opportunities:read")));
  const customer = useCustomerNames();
  const { competencyName } = useTerms();
  const needs = useMemo(
    () => needsOf(tenant.id, requests.rows, competencies.rows, opportunities.rows),
    [tenant.id, requests.rows, competencies.rows, opportunities.rows],
  );
  const asked = [requests, competencies, opportunities];
  const isPending = asked.some((one) => one.isPending);
  const failed = asked.filter((one) => one.error !== null);
  const count = needs.requests.length + needs.atRisk.length + needs.ending.length;
  return (
    <Card title={t("needs")}>
      {failed.map(
        ({ error, reload }, place) =>
          error && <ErrorState key={place} error={error} onRetry={reload} />,
      )}
      {isPending && <Skeleton lines={3} />}
      {!isPending && failed.length === 0 && count === 0 && (
        <p className="muted">{t("needsNothing")}</p>
      )}
      <ul className="stack tight">
        {needs.requests.map((one) => (
          <li key={one.id}>
            <Link href={`/p/associations?tab=requests&row=${one.id}`}>
              {t.rich("requestWaits", {
                customer: one.customer_id ? customer(one.customer_id) : one.id,
                state: <Status word={one.state} />,
              })}
            </Link>
            {one.waits_until && (
              <p className="muted">{t.rich("until", { day: <Day day={one.waits_until} /> })}</p>
            )}
          </li>
        ))}
        {needs.atRisk.map((one) => (
          <li key={`${one.account} ${one.competency}`}>
            <Link href={`/p/competencies/${encodeURIComponent(one.competency)}?period=${month}`}>
              {t("risk", { competency: competencyName(one.competency) })}
            </Link>
          </li>
        ))}
        {needs.ending.length > 0 && (
          <li>
            <Link href={`/p/opportunities?period=${month}&f.rule=association_ends_soon`}>
              {t("ends", { count: needs.ending.length })}
            </Link>
          </li>
        )}
      </ul>
    </Card>
  );
}

export function Opportunities({ month }: { month: Month }) {
  const t = useTexts(overviewTexts);
  const rules = useTexts(ruleTexts);
  const all = useList("/v1/opportunities", { month }, { whole: true });
  const found = useMemo(() => rulesOf(all.rows), [all.rows]);
  return (
    <Card
      title={t("opportunities")}
      actions={<Link href={`/p/opportunities?period=${month}`}>{t("all")}</Link>}
    >
      {all.error && <ErrorState error={all.error} onRetry={all.reload} />}
      {all.isPending && <Skeleton lines={4} />}
      {!all.isPending && !all.error && found.length === 0 && (
        <p className="muted">{t("noOpportunities")}</p>
      )}
      <ul className="stack tight">
        {found.map(({ rule, count }) => (
          <li key={rule}>
            <Link href={`/p/opportunities?period=${month}&f.rule=${rule}`}>{rules(rule)}</Link>
            <p className="muted">{t("found", { count })}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
