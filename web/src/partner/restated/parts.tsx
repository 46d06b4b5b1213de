import { useMemo } from "react";
import { useList } from "../../api/questions.ts";
import { signOf } from "../../format/decimal.ts";
import { formatMoney, formatQuantity } from "../../format/number.ts";
import type { Month } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Badge } from "../../kit/Badge.tsx";
import { Button } from "../../kit/Button.tsx";
import type { Column } from "../../kit/table/column.tsx";
import { Absent } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { useCauseName } from "../../shell/books.ts";
import { useHere, useMay } from "../../shell/session.tsx";
import { useIsClosed } from "../../shell/standing.tsx";
import { type Mark, marksOf, publishedOf, type RestatedRow } from "./marks.ts";
import { restatedTexts } from "./texts.ts";

export interface Restated {
  rows: readonly RestatedRow[];
  marks: ReadonlyMap<string, Mark>;
  error: Error | null;
  reload: () => void;
}

/** Of a month that is closed; of another one nothing is asked. `lines`: of credit, or of earnings. */
export function useRestated(month: Month, lines: "credit" | "earnings"): Restated {
  const { tenant } = useHere();
  const isClosed = useIsClosed(month) === "closed";
  const query = { month, partner_id: tenant.id };
  const list = useList("/v1/restatements", query, { whole: true, enabled: isClosed });
  const { error, reload } = list;
  return useMemo(() => {
    const rows = list.rows.filter((row) => (row.line === "credit") === (lines === "credit"));
    return { rows, marks: marksOf(rows), error, reload };
  }, [list.rows, lines, error, reload]);
}

/** What a line comes to, in words; `isSigned`: a difference, with its sign. */
export function useAmount(): (amount: string, currency: string, isSigned?: boolean) => string {
  const locale = useLocale();
  return (amount, currency, isSigned = false) => {
    const said =
      currency === ""
        ? formatQuantity(amount, locale)
        : formatMoney(amount, currency, locale, { currency: "code" });
    return isSigned && signOf(amount) > 0 ? `+${said}` : said;
  };
}

/** What was published; a press explains it. */
export function Published({ amount, onPress }: { amount: string; onPress: () => void }) {
  const t = useTexts(restatedTexts);
  return (
    <Button small onPress={onPress} aria-label={t("was", { amount })}>
      {amount}
    </Button>
  );
}

/** None where nothing is restated. `open`: explains the line as known at the commit. */
export function useRestatedColumns<Row>(
  restated: Restated,
  keyOf: (row: Row) => string,
  nowOf: (row: Row) => string | null,
  open: (row: Row, knownAt: string) => void,
): Column<Row>[] {
  const t = useTexts(restatedTexts);
  const causeName = useCauseName();
  const amount = useAmount();
  const markOf = (row: Row) => restated.marks.get(keyOf(row));
  const wasOf = (row: Row) => {
    const [mark, now] = [markOf(row), nowOf(row)];
    return mark === undefined || now === null ? null : publishedOf(mark, now);
  };
  if (restated.marks.size === 0) return [];
  return [
    {
      id: "restated",
      title: t("column"),
      kind: "money",
      isKey: true,
      value: (row) => markOf(row)?.delta ?? null,
      currency: (row) => markOf(row)?.currency ?? "",
      cell: (row) => {
        const mark = markOf(row);
        if (mark === undefined) return <Absent />;
        const delta = amount(mark.delta, mark.currency, true);
        return <Badge tone="warn">{t("badge", { delta })}</Badge>;
      },
    },
    {
      id: "published",
      title: t("published"),
      kind: "money",
      isKey: true,
      value: wasOf,
      currency: (row) => markOf(row)?.currency ?? "",
      cell: (row) => {
        const [mark, was] = [markOf(row), wasOf(row)];
        if (mark === undefined || was === null) return <Absent />;
        const said = amount(was, mark.currency);
        return <Published amount={said} onPress={() => open(row, String(mark.commit))} />;
      },
    },
    {
      id: "cause",
      title: t("cause"),
      kind: "text",
      filter: "choice",
      value: (row) => markOf(row)?.causes ?? null,
      words: (row) => causeName(markOf(row)?.causes ?? ""),
    },
  ];
}

/**
 * Since that month: those whose earnings were adjusted after they closed; none where the ledger is
 * not to be seen.
 */
export function useAdjustedMonths(first: Month): ReadonlySet<Month> {
  const maySee = useMay("ledger:read");
  const entries = useList(
    "/v1/ledger-entries",
    { filter: `kind eq adjustment and earning_month ge ${first}` },
    { whole: true, enabled: maySee },
  );
  return useMemo(
    () => new Set(entries.rows.flatMap((row) => row.earning_month ?? [])),
    [entries.rows],
  );
}
