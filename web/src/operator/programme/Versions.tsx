import { type RowOf, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { EmptyState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { useActorName } from "../../shell/actor.ts";
import { programmeTexts } from "./texts.ts";

type Version = RowOf<"/v1/programme-versions">;

export function Versions() {
  const t = useTexts(programmeTexts);
  const who = useActorName();
  const list = useList("/v1/programme-versions", { sort: "-commit" }, { pageSize: 1000 });
  const columns: Column<Version>[] = [
    { id: "version", title: t("version"), kind: "text", value: (row) => row.version },
    { id: "code", title: t("code"), kind: "id", isKey: true, value: (row) => row.code },
    wordColumn("published_by", t("publishedBy"), who, { isKey: true }),
    {
      id: "published_at",
      title: t("publishedAt"),
      kind: "instant",
      isKey: true,
      value: (row) => row.published_at,
    },
    { id: "commit", title: t("commit"), kind: "count", value: (row) => String(row.commit) },
  ];
  return (
    <DataTable
      name="programme-versions"
      caption={t("versions")}
      columns={columns}
      list={list}
      rowId={(row) => String(row.commit)}
      rowName={(row) => row.version}
      empty={<EmptyState title={t("noVersions")}>{t("noVersionsText")}</EmptyState>}
    />
  );
}
