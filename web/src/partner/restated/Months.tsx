import { Fragment } from "react";
import { Link } from "wouter";
import type { Month } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Month as MonthText } from "../../kit/values.tsx";
import { restatedTexts } from "./texts.ts";

/** Below charts: which months are outlined; each leads to its lines. */
export function RestatedMonths({ months }: { months: readonly Month[] }) {
  const t = useTexts(restatedTexts);
  if (months.length === 0) return null;
  const links = months.map((month, place) => (
    <Fragment key={month}>
      {place > 0 && ", "}
      <Link href={`/p/earnings?period=${month}`}>
        <MonthText month={month} />
      </Link>
    </Fragment>
  ));
  return <p className="muted">{t.rich("months", { months: links })}</p>;
}
