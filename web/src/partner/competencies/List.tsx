import { Link } from "wouter";
import { useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { LinkButton } from "../../kit/Button.tsx";
import { Card } from "../../kit/Figures.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../kit/states.tsx";
import { AsOf } from "../../kit/values.tsx";
import { GuideLink } from "../../shell/GuideLink.tsx";
import { Page } from "../../shell/Page.tsx";
import { type Period, usePeriod } from "../../shell/period.ts";
import { PeriodSelect } from "../../shell/PeriodSelect.tsx";
import { useHere } from "../../shell/session.tsx";
import { useTerms } from "../terms/use_terms.ts";
import { ForecastLine, Gaps, StandingLine } from "./parts.tsx";
import { competenciesTexts } from "./texts.ts";

export default function Screen() {
  const t = useTexts(competenciesTexts);
  const period = usePeriod();
  if (period === null)
    return (
      <Page title={t("title")}>
        <Skeleton lines={8} />
      </Page>
    );
  return <All period={period} />;
}

function All({ period }: { period: Period }) {
  const t = useTexts(competenciesTexts);
  const { tenant } = useHere();
  const { month } = period;
  const { competencyName } = useTerms();
  const states = useList("/v1/competencies", { month });
  const gaps = useList("/v1/competency-gaps", { month });
  const forecasts = useList("/v1/competency-forecasts", { month, partner_id: tenant.id });
  return (
    <Page
      title={t("title")}
      lead={
        <>
          {t("lead")} <AsOf commit={states.commit} at={states.at} /> <GuideLink guide="programme" />
        </>
      }
      actions={<PeriodSelect period={period} />}
    >
      {states.error && <ErrorState error={states.error} onRetry={states.reload} />}
      {states.isPending && <Skeleton lines={6} />}
      {!states.isPending && !states.error && states.rows.length === 0 && (
        <EmptyState
          title={t("emptyTitle")}
          action={<LinkButton href="/p/credit">{t("credits")}</LinkButton>}
        >
          {t("emptyText")}
        </EmptyState>
      )}
      <div className="cards">
        {states.rows.map((one) => (
          <Card
            key={`${one.account} ${one.competency}`}
            title={competencyName(one.competency)}
            actions={<StandingLine standing={one} />}
          >
            <Gaps
              gaps={gaps.rows.filter(
                (gap) => gap.competency === one.competency && gap.account === one.account,
              )}
            />
            {forecasts.rows
              .filter((forecast) => forecast.competency === one.competency)
              .map((forecast) => (
                <ForecastLine key={forecast.level} forecast={forecast} />
              ))}
            <div className="row">
              <Link href={`/p/competencies/${encodeURIComponent(one.competency)}?period=${month}`}>
                {t("open", { name: competencyName(one.competency) })}
              </Link>
            </div>
          </Card>
        ))}
      </div>
    </Page>
  );
}
