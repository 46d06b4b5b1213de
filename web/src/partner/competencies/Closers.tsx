import { Link } from "wouter";
import { useList } from "../../api/questions.ts";
import type { Month } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Card } from "../../kit/Figures.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { useFound } from "../opportunities/found.ts";
import { ruleTexts } from "../opportunities/words.tsx";
import { useRegistry } from "../registry.ts";
import { competenciesTexts } from "./texts.ts";

const kShown = 8;

/** What rules find in the products that count, by customer: where the gap may be closed. */
export function Closers({ families, month }: { families: readonly string[]; month: Month }) {
  const t = useTexts(competenciesTexts);
  const rules = useTexts(ruleTexts);
  const found = useFound();
  const registry = useRegistry();
  const all = useList("/v1/opportunities", { month }, { whole: true });
  const rows = all.rows.filter((one) => families.includes(one.subject));
  return (
    <Card
      title={t("closers")}
      actions={<Link href={`/p/opportunities?period=${month}`}>{t("closersAll")}</Link>}
    >
      <p className="muted">{t("closersLead")}</p>
      {all.error && <ErrorState error={all.error} onRetry={all.reload} />}
      {all.isPending && <Skeleton lines={4} />}
      {!all.isPending && !all.error && rows.length === 0 && <p>{t("closersNone")}</p>}
      <ul className="closers">
        {rows.slice(0, kShown).map((one) => (
          <li key={`${one.rule} ${one.subscription_id} ${one.customer_id} ${one.subject}`}>
            <Link href={`/p/portfolio?period=${month}&customer=${one.customer_id}`}>
              {registry.customer(one.customer_id)}
            </Link>
            <span>{rules(one.rule)}</span>
            <span className="muted">{found(one)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
