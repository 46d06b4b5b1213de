import { type DataOf, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Status } from "../../kit/Badge.tsx";
import { Facts } from "../../kit/Facts.tsx";
import { useActorName } from "../../shell/actor.ts";
import { Amounts } from "../parts/Amounts.tsx";
import { useKindName } from "../../shell/books.ts";
import { sumsOf } from "../parts/sums.ts";
import { isMet } from "./checklist.ts";
import { periodTexts } from "./texts.ts";

type Run = DataOf<"/v1/periods/{month}">;

/** How a run stands, for whoever was slower than somebody else. */
export function RunNow({ run }: { run: Run }) {
  const t = useTexts(periodTexts);
  const who = useActorName();
  const periods = useList("/v1/periods", {}, { whole: true });
  const one = periods.rows.find((period) => period.month === run.month);
  const isOpenItem = (one: Run["checklist"][number]) => !isMet(one);
  return (
    <Facts
      facts={[
        { name: t("state"), value: <Status word={run.state} /> },
        { name: t("frozenBy"), value: one && who(one.frozen_by) },
        { name: t("signedBy"), value: one && who(one.signed_by) },
        {
          name: t("knownUpTo"),
          value: run.cutoff_commit !== null && t("commit", { commit: String(run.cutoff_commit) }),
        },
        { name: t("obstacles"), value: String(run.checklist.filter(isOpenItem).length) },
        { name: t("wouldPost"), value: <Totals run={run} /> },
      ]}
    />
  );
}

/** What it posts, by kind. */
export function Totals({ run }: { run: Run }) {
  const kind = useKindName();
  const kinds = [...new Set((run.totals ?? []).map((one) => one.kind))];
  return (
    <Facts
      facts={kinds.map((one) => ({
        name: kind(one),
        value: (
          <Amounts amounts={sumsOf((run.totals ?? []).filter((total) => total.kind === one))} />
        ),
      }))}
    />
  );
}
