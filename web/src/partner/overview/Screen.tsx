import { useTexts } from "../../i18n/use_texts.ts";
import { Card } from "../../kit/Figures.tsx";
import { Forbidden, Skeleton } from "../../kit/states.tsx";
import { type Measure, Measures } from "../../shell/measures.tsx";
import { Page } from "../../shell/Page.tsx";
import { type Period, usePeriod } from "../../shell/period.ts";
import { PeriodSelect } from "../../shell/PeriodSelect.tsx";
import { useMay } from "../../shell/session.tsx";
import { useAdjustedMonths } from "../restated/parts.tsx";
import { RestatedMonths } from "../restated/Months.tsx";
import { useIsProvisional } from "../../shell/standing.tsx";
import { Competencies } from "./Competencies.tsx";
import { Filters, useMeasureFilter } from "./Filters.tsx";
import { NeedsYou, Opportunities } from "./Lists.tsx";
import { NextPayment, NotEarned } from "./Money.tsx";
import "./overview.css";
import { overviewTexts } from "./texts.ts";

export default function Screen() {
  const t = useTexts(overviewTexts);
  const period = usePeriod();
  if (period === null)
    return (
      <Page title={t("title")}>
        <Skeleton lines={3} isTall />
      </Page>
    );
  return <Overview period={period} />;
}

const kMeasures: Record<Measure, string> = {
  revenue: "revenue",
  usage: "consumption",
  consumption: "consumption",
  seats: "seats",
  active_users: "active_users",
  indicator_amount: "indicator",
};

/** Earnings come of money, so their adjustments say nothing of what was counted. */
function isEarnedOn(measure: Measure): boolean {
  return measure === "consumption" || measure === "revenue";
}

function Overview({ period }: { period: Period }) {
  const t = useTexts(overviewTexts);
  const { month } = period;
  const filter = useMeasureFilter();
  const adjusted = useAdjustedMonths(period.months[0] ?? month);
  const [seesEarnings, seesLedger] = [useMay("earnings:read"), useMay("ledger:read")];
  const linkOf = (measure: Measure) => {
    const more = new URLSearchParams({ period: month, "f.measure": kMeasures[measure] });
    if (filter.product_id) more.set("f.product", filter.product_id);
    if (filter.customer_id) more.set("f.customer", filter.customer_id);
    if (filter.role) more.set("f.association", filter.role);
    return `/p/credit?${more.toString()}`;
  };
  return (
    <Page title={t("title")} actions={<PeriodSelect period={period} hasSpans />}>
      <div className="overview">
        <Filters />
        <Measures
          period={period}
          filter={filter}
          linkOf={linkOf}
          isProvisional={useIsProvisional()}
          isRestated={(one, measure) => isEarnedOn(measure) && adjusted.has(one)}
        />
        <RestatedMonths months={period.months.filter((one) => adjusted.has(one))} />
        <div className="overview-parts">
          <Competencies month={month} />
          <div className="stack">
            {seesLedger ? (
              <NextPayment month={month} />
            ) : (
              <Card title={t("payment")}>
                <Forbidden right="ledger:read" />
              </Card>
            )}
            <NeedsYou month={month} />
            {seesEarnings ? (
              <NotEarned month={month} />
            ) : (
              <Card title={t("notEarned")}>
                <Forbidden right="earnings:read" />
              </Card>
            )}
            <Opportunities month={month} />
          </div>
        </div>
      </div>
    </Page>
  );
}
