import { Link } from "wouter";
import { type RowOf, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Badge } from "../../kit/Badge.tsx";
import { LinkButton } from "../../kit/Button.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { Absent, Month } from "../../kit/values.tsx";
import { GuideLink } from "../../shell/GuideLink.tsx";
import { Page } from "../../shell/Page.tsx";
import { usePeriod } from "../../shell/period.ts";
import { useActorName } from "../../shell/actor.ts";
import "../parts/operator.css";
import { monthsOf, monthToClose } from "./checklist.ts";
import { periodTexts } from "./texts.ts";

type Period = Omit<RowOf<"/v1/periods">, "commit"> & { commit: number | null };

export default function Screen() {
  const t = useTexts(periodTexts);
  const who = useActorName();
  const period = usePeriod();
  const list = useList("/v1/periods", {}, { whole: true });
  const asked = [list, period].find((one) => one?.error);
  if (asked?.error)
    return (
      <Page title={t("title")}>
        <ErrorState error={asked.error} onRetry={asked.reload} />
      </Page>
    );
  if (period === null || list.isPending)
    return (
      <Page title={t("title")}>
        <Skeleton />
      </Page>
    );
  const next = monthToClose(list.rows, period.known);
  const begun = new Map(list.rows.map((one) => [one.month, one]));
  const rows: Period[] = monthsOf(list.rows, period.known).map(
    (month) => begun.get(month) ?? notBegun(month),
  );
  const columns: Column<Period>[] = [
    {
      id: "month",
      title: t("month"),
      kind: "month",
      value: (row) => row.month,
      cell: (row) => (
        <Link href={`/o/periods/${row.month}`}>
          <Month month={row.month} length="long" />
        </Link>
      ),
    },
    { id: "state", title: t("state"), kind: "status", isKey: true, value: (row) => row.state },
    wordColumn("frozen_by", t("frozenBy"), who, { isKey: true }),
    wordColumn("signed_by", t("signedBy"), who, { isKey: true }),
    {
      id: "left_out",
      title: t("leftOut"),
      kind: "text",
      value: (row) => row.left_out || null,
      cell: (row) => (row.left_out ? <Badge tone="warn">{row.left_out}</Badge> : <Absent />),
    },
    {
      id: "cutoff",
      title: t("cutoff"),
      kind: "count",
      value: (row) => (row.cutoff_commit === null ? null : String(row.cutoff_commit)),
    },
  ];
  return (
    <Page
      title={t("title")}
      lead={
        <>
          {t("lead")} <GuideLink guide="run" />
        </>
      }
      actions={
        next && (
          <LinkButton href={`/o/periods/${next}`} look="primary">
            {t.rich("close", { month: <Month month={next} length="long" /> })}
          </LinkButton>
        )
      }
    >
      <DataTable
        name="periods"
        caption={t("title")}
        columns={columns}
        list={{ ...list, rows }}
        rowId={(row) => row.month}
        rowName={(row) => row.month}
        empty={<EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
      />
    </Page>
  );
}

function notBegun(month: string): Period {
  const nobody = { frozen_by: null, signed_by: null, cutoff_commit: null, commit: null };
  return { month, state: "open", left_out: "", ...nobody };
}
