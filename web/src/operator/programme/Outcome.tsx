import { useState } from "react";
import { type RowOf, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { EmptyState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { saveCsv } from "../../kit/table/files.ts";
import { Tabs } from "../../kit/Tabs.tsx";
import { sayFault } from "../../kit/Toast.tsx";
import { useMeasureNames } from "../../shell/measure_names.ts";
import { usePartnerNames } from "../../shell/names.ts";
import { useAddress } from "../../shell/address.ts";
import { useCauseName, usePayoutName } from "../../shell/books.ts";
import { useLeverNames } from "../parts/levers.ts";
import { allLines } from "./simulated_lines.ts";
import { programmeTexts } from "./texts.ts";

/** What to change in the address so that the next table begins with all of its rows. */
export function plainAddress(names: Iterable<string>): Record<string, null> {
  const ofView = (one: string) => one.startsWith("f.") || one === "sort" || one === "find";
  return Object.fromEntries([...names].filter(ofView).map((one) => [one, null]));
}

/** What would be otherwise: of whom, and line by line with the cause of each. */
export function Outcome({ id, lines }: { id: string; lines: number }) {
  const t = useTexts(programmeTexts);
  const { values, change } = useAddress();
  const choose = (of: string) =>
    change({ ...plainAddress(values.keys()), of: of === "lines" ? of : null });
  return (
    <Tabs
      label={t("simulationOf", { id })}
      chosen={values.get("of") === "lines" ? "lines" : "partners"}
      onChoose={choose}
      tabs={[
        { id: "partners", title: t("partners"), content: <Partners id={id} /> },
        { id: "lines", title: t("linesTab", { count: lines }), content: <Lines id={id} /> },
      ]}
    />
  );
}

type Effect = RowOf<"/v1/simulations/{id}/partners">;

function Partners({ id }: { id: string }) {
  const t = useTexts(programmeTexts);
  const partner = usePartnerNames();
  const cause = useCauseName();
  const list = useList("/v1/simulations/{id}/partners", {}, { path: { id }, whole: true });
  const money = (name: "before" | "after" | "change"): Column<Effect> => ({
    id: name,
    title: t(name),
    kind: "money",
    isKey: true,
    hasTotal: true,
    value: (row) => row[name],
    currency: (row) => row.currency,
  });
  const columns: Column<Effect>[] = [
    wordColumn("partner_id", t("partner"), partner),
    money("before"),
    money("after"),
    money("change"),
    wordColumn("main_cause", t("mainCause"), cause, { filter: "choice" }),
  ];
  return (
    <DataTable
      name={`${id}-partners`}
      caption={t("simulationOf", { id })}
      columns={columns}
      list={list}
      rowId={(row) => `${row.partner_id} ${row.currency}`}
      rowName={(row) => partner(row.partner_id)}
      empty={<EmptyState title={t("same")}>{t("sameText")}</EmptyState>}
    />
  );
}

type Line = RowOf<"/v1/simulations/{id}/lines">;

function useLineColumns(): Column<Line>[] {
  const t = useTexts(programmeTexts);
  const partner = usePartnerNames();
  const payout = usePayoutName();
  const lever = useLeverNames();
  const measure = useMeasureNames();
  const cause = useCauseName();
  const figure = (name: "before" | "after"): Column<Line> => ({
    id: name,
    title: t(name),
    kind: "money",
    isKey: true,
    value: (row) => row[name],
    currency: (row) => row.currency ?? "",
  });
  return [
    wordColumn("partner_id", t("partner"), partner),
    {
      id: "line",
      title: t("line"),
      kind: "text",
      filter: "choice",
      value: (row) => row.line,
      words: (row) => (row.line === "credit" ? t("credit") : payout(row.line)),
    },
    {
      id: "item",
      title: t("item"),
      kind: "text",
      filter: "choice",
      value: (row) => row.item,
      words: (row) => (row.line === "credit" ? measure(row.item) : lever(row.item)),
    },
    {
      id: "subscription_id",
      title: t("subscription"),
      kind: "id",
      value: (row) => row.subscription_id,
    },
    { id: "month", title: t("month"), kind: "month", value: (row) => row.month },
    figure("before"),
    figure("after"),
    wordColumn("cause", t("cause"), cause, { filter: "choice", isKey: true }),
    {
      id: "workload",
      title: t("workload"),
      kind: "id",
      isExtra: true,
      value: (row) => row.workload,
    },
    {
      id: "reason_code",
      title: t("reason"),
      kind: "id",
      isExtra: true,
      value: (row) => row.reason_code,
    },
  ];
}

function Lines({ id }: { id: string }) {
  const t = useTexts(programmeTexts);
  const partner = usePartnerNames();
  const columns = useLineColumns();
  const list = useList("/v1/simulations/{id}/lines", {}, { path: { id }, pageSize: 1000 });
  const [isSaving, setSaving] = useState(false);
  const save = () => {
    setSaving(true);
    allLines(id)
      .then((rows) => saveCsv(`${id}-lines`, rows, columns), sayFault)
      .finally(() => setSaving(false));
  };
  return (
    <div className="stack">
      {list.hasMore && (
        <div className="row">
          <Button small icon="download" onPress={save} isPending={isSaving}>
            {t("allLines")}
          </Button>
        </div>
      )}
      <DataTable
        name={`${id}-lines`}
        caption={t("changedLines")}
        columns={columns}
        list={list}
        rowId={(row) =>
          [row.line, row.partner_id, row.item, row.subscription_id, row.workload, row.month].join(
            " ",
          ) + ` ${row.currency} ${row.reason_code}`
        }
        rowName={(row) => `${partner(row.partner_id)} ${row.subscription_id}`}
        empty={<EmptyState title={t("same")}>{t("sameText")}</EmptyState>}
      />
    </div>
  );
}
