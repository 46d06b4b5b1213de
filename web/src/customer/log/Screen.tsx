import { useState } from "react";
import { useList } from "../../api/questions.ts";
import { formatInstant } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Card } from "../../kit/Figures.tsx";
import { EmptyState, ErrorState } from "../../kit/states.tsx";
import type { Column } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { Id } from "../../kit/values.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { usePartnerNames } from "../../shell/names.ts";
import { Page } from "../../shell/Page.tsx";
import { useHere, useMay } from "../../shell/session.tsx";
import { useAct } from "../../api/act.ts";
import { exportFile, type Manifest } from "../../api/export.ts";
import { kLatest, type Look } from "../access/looks.ts";
import { actionTexts, logTexts } from "./texts.ts";

export default function Screen() {
  const t = useTexts(logTexts);
  const customer = useHere().tenant.id;
  const mayExport = useMay("exports:write");
  const { run, isRunning, error } = useAct();
  const [made, setMade] = useState<Manifest | null>(null);
  const list = useList("/v1/access-log", { customer_id: customer, sort: kLatest });
  const exportLog = () =>
    void run(() => exportFile("access-log", "csv")).then((manifest) => setMade(manifest));
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        mayExport && (
          <Button look="primary" icon="download" isPending={isRunning} onPress={exportLog}>
            {t("export")}
          </Button>
        )
      }
    >
      {error && <ErrorState error={error} />}
      {made && <Made manifest={made} />}
      <DataTable
        name="access-log"
        caption={t("caption")}
        columns={useColumns()}
        list={list}
        rowId={(row) => String(row.number)}
        rowName={(row) => `${row.who} ${row.at}`}
        whole={{ list: "access-log" }}
        empty={<EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>}
      />
    </Page>
  );
}

/** What makes the file evidence: how many rows, and the hash to hold it against. */
function Made({ manifest }: { manifest: Manifest }) {
  const t = useTexts(logTexts);
  const locale = useLocale();
  const { rows, created_at, sha256, id } = manifest;
  return (
    <div role="status">
      <Card title={t("exported", { rows, at: formatInstant(created_at, locale) })}>
        <p>{t("hash")}</p>
        <p className="anywhere">
          <Id id={sha256} />
        </p>
        <p className="muted">{t("kept", { id })}</p>
      </Card>
    </div>
  );
}

function useColumns(): Column<Look>[] {
  const t = useTexts(logTexts);
  const actions = useTexts(actionTexts);
  const partner = usePartnerNames();
  return [
    { id: "at", title: t("at"), kind: "instant", value: (row) => row.at },
    {
      id: "partner",
      title: t("partner"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => row.partner_id,
      words: (row) => partner(row.partner_id),
    },
    { id: "who", title: t("who"), kind: "text", isKey: true, value: (row) => row.who },
    {
      id: "action",
      title: t("action"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => row.action,
      words: (row) => actions(row.action),
    },
    {
      id: "object",
      title: t("object"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => row.object,
    },
    { id: "object_id", title: t("object_id"), kind: "id", value: (row) => row.object_id },
    { id: "rows", title: t("rows"), kind: "count", value: (row) => String(row.rows) },
    { id: "times", title: t("times"), kind: "count", value: (row) => String(row.times) },
    { id: "address", title: t("address"), kind: "id", value: (row) => row.address },
    {
      id: "purpose",
      title: t("purpose"),
      kind: "text",
      isExtra: true,
      value: (row) => row.purpose,
    },
    { id: "request", title: t("request"), kind: "id", isExtra: true, value: (row) => row.request },
  ];
}
