import { useState } from "react";
import { type RowOf, useChange, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Confirm } from "../../kit/Dialog.tsx";
import { Field } from "../../kit/Field.tsx";
import { EmptyState, ErrorState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { useIdColumn } from "../../kit/table/id_column.ts";
import { AsOf } from "../../kit/values.tsx";
import { useMay } from "../../shell/session.tsx";
import { NewKey } from "../../users/NewKey.tsx";
import { useRoleNames } from "../../users/role_names.ts";
import { developersTexts } from "./texts.ts";

type Key = RowOf<"/v1/keys">;

interface Props {
  onSecret: (secret: string) => void;
}

export function Keys({ onSecret }: Props) {
  const t = useTexts(developersTexts);
  const may = useMay("keys:write");
  const list = useList("/v1/keys", {}, { pageSize: 200 });
  const [open, setOpen] = useState<"new" | { rotate: Key } | { revoke: Key } | null>(null);
  const close = () => setOpen(null);
  const create = may && (
    <Button look="primary" icon="add" onPress={() => setOpen("new")}>
      {t("newKey")}
    </Button>
  );
  return (
    <>
      <div className="row">
        {list.rows.length > 0 && create}
        <AsOf commit={list.commit} at={list.at} />
      </div>
      <DataTable
        name="keys"
        caption={t("keysCaption")}
        columns={useColumns()}
        list={list}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        empty={
          <EmptyState title={t("emptyKeysTitle")} action={create}>
            {t("emptyKeysText")}
          </EmptyState>
        }
        {...(may
          ? {
              actions: (row: Key) => [
                {
                  id: "rotate",
                  text: t("rotate"),
                  isDisabled: row.state !== "active",
                  run: () => setOpen({ rotate: row }),
                },
                {
                  id: "revoke",
                  text: t("revoke"),
                  isDangerous: true,
                  isDisabled: row.state !== "active",
                  run: () => setOpen({ revoke: row }),
                },
              ],
            }
          : {})}
      />
      {open === "new" && <NewKey onClose={close} onSecret={onSecret} />}
      {open !== null && typeof open === "object" && "rotate" in open && (
        <Rotate row={open.rotate} onClose={close} onSecret={onSecret} />
      )}
      {open !== null && typeof open === "object" && "revoke" in open && (
        <Revoke row={open.revoke} onClose={close} />
      )}
    </>
  );
}

function useColumns(): Column<Key>[] {
  const t = useTexts(developersTexts);
  const roleName = useRoleNames();
  const idColumn = useIdColumn<Key>();
  return [
    { id: "name", title: t("name"), kind: "text", value: (row) => row.name },
    { id: "state", title: t("state"), kind: "status", isKey: true, value: (row) => row.state },
    wordColumn("role", t("role"), roleName, { filter: "choice", isKey: true }),
    {
      id: "scopes",
      title: t("scopes"),
      kind: "text",
      value: (row) => row.scopes,
      cell: (row) => row.scopes ?? t("allScopes"),
    },
    {
      id: "begins",
      title: t("begins"),
      kind: "text",
      value: (row) => row.begins,
      cell: (row) => <code>{`${row.begins}…`}</code>,
    },
    { id: "used", title: t("used"), kind: "instant", isKey: true, value: (row) => row.used_at },
    {
      id: "networks",
      title: t("networks"),
      kind: "text",
      isExtra: true,
      value: (row) => row.networks,
      words: (row) => row.networks ?? t("allNetworks"),
    },
    { id: "expires", title: t("expires"), kind: "instant", value: (row) => row.expires_at },
    idColumn,
  ];
}

function Rotate({ row, onClose, onSecret }: Props & { row: Key; onClose: () => void }) {
  const t = useTexts(developersTexts);
  const [hours, setHours] = useState("24");
  const rotate = useChange("post", "/v1/keys/{id}:rotate", {
    onDone: ({ data }) => {
      onClose();
      onSecret(data.secret);
    },
  });
  const isSound = /^\d{1,3}$/.test(hours) && Number(hours) <= 720;
  return (
    <Confirm
      title={t("rotateTitle", { name: row.name })}
      action={t("rotateAction", { name: row.name })}
      isOpen
      isPending={rotate.isRunning}
      onClose={onClose}
      onConfirm={() =>
        isSound &&
        rotate.run({ params: { path: { id: row.id } }, body: { overlap_hours: Number(hours) } })
      }
    >
      <p>{t("rotateText")}</p>
      {rotate.error && <ErrorState error={rotate.error} />}
      <Field label={t("overlap")} value={hours} onChange={setHours} inputMode="numeric" />
    </Confirm>
  );
}

function Revoke({ row, onClose }: { row: Key; onClose: () => void }) {
  const t = useTexts(developersTexts);
  const revoke = useChange("post", "/v1/keys/{id}:revoke", { onDone: onClose });
  return (
    <Confirm
      title={t("revokeTitle", { name: row.name })}
      action={t("revokeAction", { name: row.name })}
      isOpen
      isDangerous
      isPending={revoke.isRunning}
      typed={row.name}
      onClose={onClose}
      onConfirm={() => revoke.run({ params: { path: { id: row.id } }, body: {} })}
    >
      <p>{t("revokeText")}</p>
      {revoke.error && <ErrorState error={revoke.error} />}
    </Confirm>
  );
}
