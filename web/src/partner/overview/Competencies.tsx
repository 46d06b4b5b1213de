import { Link } from "wouter";
import { useList } from "../../api/questions.ts";
import type { Month } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Card } from "../../kit/Figures.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { AsOf } from "../../kit/values.tsx";
import { useHere } from "../../shell/session.tsx";
import { ForecastLine, Gaps, StandingLine } from "../competencies/parts.tsx";
import { useTerms } from "../terms/use_terms.ts";
import { overviewTexts } from "./texts.ts";

export function Competencies({ month }: { month: Month }) {
  const t = useTexts(overviewTexts);
  const { tenant } = useHere();
  const { competencyName } = useTerms();
  // As the list of what needs somebody asks it: one question for both.
  const states = useList("/v1/competencies", { month }, { whole: true });
  const gaps = useList("/v1/competency-gaps", { month });
  const forecasts = useList("/v1/competency-forecasts", { month, partner_id: tenant.id });
  return (
    <Card title={t("competencies")} actions={<AsOf commit={states.commit} at={states.at} />}>
      {states.error && <ErrorState error={states.error} onRetry={states.reload} />}
      {states.isPending && <Skeleton lines={4} />}
      {!states.isPending && !states.error && states.rows.length === 0 && (
        <p className="muted">{t("noCompetencies")}</p>
      )}
      {states.rows.map((one) => (
        <div key={`${one.account} ${one.competency}`} className="stack tight">
          <div className="row">
            <h3>
              <Link href={`/p/competencies/${encodeURIComponent(one.competency)}?period=${month}`}>
                {competencyName(one.competency)}
              </Link>
            </h3>
            <StandingLine standing={one} />
          </div>
          <Gaps
            gaps={gaps.rows.filter(
              (gap) => gap.competency === one.competency && gap.account === one.account,
            )}
          />
          {forecasts.rows
            .filter((forecast) => forecast.competency === one.competency)
            .map((forecast) => (
              <ForecastLine key={`${forecast.account} ${forecast.level}`} forecast={forecast} />
            ))}
        </div>
      ))}
    </Card>
  );
}
