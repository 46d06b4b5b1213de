import { useList } from "../../api/questions.ts";
import { addMonths, type Month, monthsBetween } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { LineChart } from "../../kit/chart/charts.tsx";
import { Card } from "../../kit/Figures.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { Tabs } from "../../kit/Tabs.tsx";
import { AsOf } from "../../kit/values.tsx";
import { useAddressValue } from "../../shell/address.ts";
import { useHere } from "../../shell/session.tsx";
import type { CompetencyTerms, Metric } from "../terms/terms.ts";
import type { Known } from "./as_of.tsx";
import {
  courseOf,
  type CourseRow,
  hasSums,
  methodOf,
  type SumWindow,
  thresholdsOf,
} from "./course.ts";
import { useMetricFormat, useMetricName } from "./parts.tsx";
import { courseTexts } from "./texts.ts";

const kMonths = 12;

interface Props {
  terms: CompetencyTerms;
  month: Month;
  known: Known;
}

/** How each metric came about, against what levels ask, and between what it will be. */
export function Course(props: Props) {
  const t = useTexts(courseTexts);
  const [window, look] = useAddressValue("window", "trailing");
  if (!hasSums(props.terms))
    return (
      <Card title={t("title")}>
        <Charts {...props} window="trailing" />
      </Card>
    );
  const tab = (id: SumWindow) => ({
    id,
    title: t(id),
    content: <Charts {...props} window={id} />,
  });
  return (
    <Card title={t("title")}>
      <Tabs
        label={t("windows")}
        tabs={[tab("trailing"), tab("anniversary")]}
        chosen={window === "anniversary" ? "anniversary" : "trailing"}
        onChoose={look}
      />
    </Card>
  );
}

function Charts({ terms, month, known, window }: Props & { window: SumWindow }) {
  const t = useTexts(courseTexts);
  const { tenant } = useHere();
  const months = monthsBetween(addMonths(month, 1 - kMonths), month);
  const course = useList(
    "/v1/competency-courses",
    {
      from: months[0] ?? month,
      to: month,
      window,
      partner_id: tenant.id,
      competency: terms.code,
      ...known,
    },
    { whole: true },
  );
  if (course.error) return <ErrorState error={course.error} onRetry={course.reload} />;
  if (course.isPending) return <Skeleton lines={4} isTall />;
  if (course.rows.length === 0) return <p className="muted">{t("none")}</p>;
  return (
    <div className="stack">
      <p className="muted">
        {hasSums(terms) && t(`${window}Lead`)} <AsOf commit={course.commit} at={course.at} />
      </p>
      {terms.metrics.map((metric) => (
        <MetricChart
          key={metric.code}
          terms={terms}
          metric={metric}
          rows={course.rows}
          months={months}
          window={window}
        />
      ))}
    </div>
  );
}

function MetricChart({
  terms,
  metric,
  rows,
  months,
  window,
}: {
  terms: CompetencyTerms;
  metric: Metric;
  rows: readonly CourseRow[];
  months: readonly Month[];
  window: SumWindow;
}) {
  const t = useTexts(courseTexts);
  const format = useMetricFormat(terms.code, metric.code);
  const metricName = useMetricName(terms.code);
  const name = metricName(metric.code, window);
  const course = courseOf(rows, metric.code, months);
  const method = t(methodOf(course, metric.kind, window), {
    months: course.pace,
    count: course.monthsOfData,
  });
  return (
    <LineChart
      title={t("chart", { metric: name })}
      series={[{ name, points: course.points }]}
      format={format}
      thresholds={thresholdsOf(terms, metric.code)}
      forecast={course.range.length > 0 ? { method, points: course.range } : undefined}
      note={method}
    />
  );
}
