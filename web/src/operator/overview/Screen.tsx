import { lazy, Suspense } from "react";
import { useTexts } from "../../i18n/use_texts.ts";
import { Skeleton } from "../../kit/states.tsx";
import { Measures } from "../../shell/measures.tsx";
import { Page } from "../../shell/Page.tsx";
import { PeriodSelect } from "../../shell/PeriodSelect.tsx";
import { usePeriod } from "../../shell/period.ts";
import "../parts/operator.css";
import { Anomalies } from "./Anomalies.tsx";
import { Closing } from "./Closing.tsx";
import { Feeds } from "./Feeds.tsx";
import { MoneyAtStake } from "./MoneyAtStake.tsx";
import { Queues } from "./Queues.tsx";
import { System } from "./System.tsx";
import { overviewTexts } from "./texts.ts";

// With its table it comes after the figures above it.
const Reconciliation = lazy(() => import("./Reconciliation.tsx"));

export default function Screen() {
  const t = useTexts(overviewTexts);
  const period = usePeriod();
  if (period === null)
    return (
      <Page title={t("title")}>
        <Skeleton lines={3} isTall />
      </Page>
    );
  return (
    <Page title={t("title")} actions={<PeriodSelect period={period} hasSpans />}>
      <MoneyAtStake />
      <div className="cards">
        {!period.error && <Closing known={period.known} />}
        <Queues />
        <Feeds />
        <Anomalies month={period.month} />
        <System />
      </div>
      <Measures period={period} />
      <Suspense fallback={<Skeleton lines={6} />}>
        <Reconciliation month={period.month} />
      </Suspense>
    </Page>
  );
}
