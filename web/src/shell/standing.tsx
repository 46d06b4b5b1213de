import { useMemo } from "react";
import { useList } from "../api/questions.ts";
import type { Month } from "../format/time.ts";
import { catalogue } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { AsOf } from "../kit/values.tsx";
import { useMay } from "./session.tsx";

const texts = catalogue(
  {
    closed: "This month is closed: what it comes to changes by a restatement only.",
    frozen: "This month is frozen and is being looked at before it closes.",
    open: "This month is not closed: usage that comes late still changes it.",
  },
  {
    de: {
      closed: "Dieser Monat ist abgeschlossen: Er ändert sich nur durch eine Neuberechnung.",
      frozen: "Dieser Monat ist eingefroren und wird vor dem Abschluss geprüft.",
      open: "Dieser Monat ist nicht abgeschlossen: Späte Nutzung ändert ihn noch.",
    },
  },
);

/** Whether the books of the month are closed; null until that is known. */
export function useIsClosed(month: Month): "closed" | "frozen" | "open" | null {
  const enabled = useMay("periods:read");
  const { rows, isPending, error } = useList("/v1/periods", {}, { pageSize: 200, enabled });
  if (!enabled || isPending || error) return null;
  const state = rows.find((one) => one.month === month)?.state;
  return state === "closed" ? "closed" : state === "soft_closed" ? "frozen" : "open";
}

/** Of each month whether its books may still change; none before that is known. */
export function useIsProvisional(): (month: Month) => boolean {
  const { rows, isPending, error } = useList("/v1/periods", {}, { pageSize: 200 });
  const isKnown = !isPending && !error;
  return useMemo(() => {
    const closed = new Set(rows.filter((one) => one.state === "closed").map((one) => one.month));
    return (month) => isKnown && !closed.has(month);
  }, [rows, isKnown]);
}

/** The months whose books are closed. */
export function useClosedMonths() {
  const { rows, isPending, error, reload } = useList("/v1/periods", {}, { whole: true });
  const closed = useMemo(
    () => new Set(rows.filter((one) => one.state === "closed").map((one) => one.month)),
    [rows],
  );
  return { closed, isPending, error, reload };
}

/** How firm the numbers of a month are, and as of when they are shown. */
export function MonthStanding({
  month,
  list,
}: {
  month: Month;
  list: { commit: number | null; at: Date | null };
}) {
  const t = useTexts(texts);
  const state = useIsClosed(month);
  return (
    <span className="row">
      {state && t(state)}
      <AsOf commit={list.commit} at={list.at} state={state === "closed" ? "closed" : "current"} />
    </span>
  );
}
