import { Link } from "wouter";
import { type RowOf, useChange, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { EmptyState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { say, sayFault } from "../../kit/Toast.tsx";
import { Page } from "../../shell/Page.tsx";
import { useAddress } from "../../shell/address.ts";
import { useMay } from "../../shell/session.tsx";
import { useActorName } from "../../shell/actor.ts";
import "../parts/operator.css";
import { ImportDrawer } from "./ImportDrawer.tsx";
import { importTexts } from "./texts.ts";
import { Upload } from "./Upload.tsx";

type Import = RowOf<"/v1/imports">;

export default function Screen() {
  const t = useTexts(importTexts);
  const who = useActorName();
  const may = useMay("imports:write");
  const { values, change } = useAddress();
  const list = useList("/v1/imports", { sort: "-created_at" }, { pageSize: 1000 });
  const cancel = useChange("post", "/v1/imports/{id}:cancel", {
    onDone: () => say(t("cancelled")),
    onFault: sayFault,
  });
  const columns: Column<Import>[] = [
    {
      id: "file",
      title: t("file"),
      kind: "text",
      value: (row) => row.file,
      cell: (row) => <Link href={`/o/imports?row=${encodeURIComponent(row.id)}`}>{row.file}</Link>,
    },
    { id: "state", title: t("state"), kind: "status", isKey: true, value: (row) => row.state },
    wordColumn("kind", t("kind"), t, { filter: "choice", isKey: true }),
    { id: "feed", title: t("feed"), kind: "id", value: (row) => row.feed },
    { id: "format", title: t("format"), kind: "id", value: (row) => row.format },
    wordColumn("created_by", t("createdBy"), who),
    {
      id: "created_at",
      title: t("createdAt"),
      kind: "instant",
      isKey: true,
      value: (row) => row.created_at,
    },
  ];
  const begin = (
    <Button look="primary" icon="add" onPress={() => change({ new: "usage" })} isDisabled={!may}>
      {t("upload")}
    </Button>
  );
  const row = values.get("row");
  return (
    <Page title={t("title")} lead={t("lead")} actions={begin}>
      <DataTable
        name="imports"
        caption={t("title")}
        columns={columns}
        list={list}
        rowId={(one) => one.id}
        rowName={(one) => one.file}
        onOpen={(one) => change({ row: one.id })}
        actions={(one) => [
          {
            id: "cancel",
            text: t("cancel"),
            icon: "close",
            isDangerous: true,
            isDisabled: !may || one.state !== "receiving",
            run: () => cancel.run({ params: { path: { id: one.id } } }),
          },
        ]}
        empty={<EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
      />
      {values.get("new") && may && (
        <Upload
          onClose={() => change({ new: null })}
          kind={values.get("new") === "registry" ? "registry" : "usage"}
        />
      )}
      {row && <ImportDrawer id={row} onClose={() => change({ row: null })} />}
    </Page>
  );
}
