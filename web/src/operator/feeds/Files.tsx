import { useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Badge } from "../../kit/Badge.tsx";
import { EmptyState } from "../../kit/states.tsx";
import type { Column } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { useAddress } from "../../shell/address.ts";
import { useMay } from "../../shell/session.tsx";
import type { FeedFile } from "./calendar.ts";
import { feedsTexts } from "./texts.ts";
import { VoidDialog } from "./VoidDialog.tsx";

export function Files() {
  const t = useTexts(feedsTexts);
  const list = useList("/v1/feed-files", {}, { pageSize: 200 });
  const may = useMay("feeds:write");
  const { values, change } = useAddress();
  const voided = list.rows.find((one) => one.id === values.get("void"));
  return (
    <>
      <DataTable
        name="feed-files"
        caption={t("caption")}
        columns={useColumns()}
        list={list}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        actions={(row) => [
          {
            id: "void",
            text: t("voidFile"),
            icon: "close",
            isDangerous: true,
            isDisabled: !may || row.voided_commit !== null,
            run: () => change({ void: row.id }),
          },
        ]}
        whole={{ list: "feed-files" }}
        empty={<EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
      />
      {voided && may && (
        <VoidDialog file={voided} onClose={(job) => change({ void: null, job: job ?? null })} />
      )}
    </>
  );
}

function useColumns(): Column<FeedFile>[] {
  const t = useTexts(feedsTexts);
  const count = (id: keyof FeedFile & string, title: string): Column<FeedFile> => ({
    id,
    title,
    kind: "count",
    value: (row) => String(row[id]),
    field: id,
  });
  return [
    {
      id: "name",
      title: t("file"),
      kind: "text",
      isKey: true,
      value: (row) => row.name,
      field: "name",
    },
    {
      id: "feed",
      title: t("feed"),
      kind: "text",
      filter: "choice",
      value: (row) => row.feed,
      field: "feed",
    },
    {
      id: "arrived",
      title: t("arrived"),
      kind: "instant",
      isKey: true,
      value: (row) => row.arrived_at,
      field: "arrived_at",
    },
    {
      id: "state",
      title: t("state"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => (row.voided_commit === null ? "counts" : "void"),
      words: (row) => t(row.voided_commit === null ? "counts" : "isVoid"),
      cell: (row) => (
        <Badge tone={row.voided_commit === null ? "ok" : "neutral"}>
          {t(row.voided_commit === null ? "counts" : "isVoid")}
        </Badge>
      ),
    },
    count("rows", t("rows")),
    count("accepted", t("accepted")),
    count("duplicates", t("duplicates")),
    count("quarantined", t("quarantined")),
    count("waiting", t("stillWaiting")),
    {
      id: "days",
      title: t("days"),
      kind: "day",
      value: (row) => row.first_day,
      field: "first_day",
    },
    {
      id: "sha256",
      title: t("hash"),
      kind: "id",
      value: (row) => row.sha256,
      field: "sha256",
      cell: (row) => <code title={row.sha256}>{row.sha256.slice(0, 12)}</code>,
    },
    {
      id: "mapping",
      title: t("mapping"),
      kind: "id",
      isExtra: true,
      value: (row) => row.mapping,
      field: "mapping",
    },
  ];
}
