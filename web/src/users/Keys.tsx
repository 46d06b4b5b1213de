import { useState } from "react";
import { type RowOf, useChange, useList } from "../api/questions.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Button } from "../kit/Button.tsx";
import { EmptyState } from "../kit/states.tsx";
import { type Column, wordColumn } from "../kit/table/column.tsx";
import { DataTable } from "../kit/table/DataTable.tsx";
import { useIdColumn } from "../kit/table/id_column.ts";
import { say } from "../kit/Toast.tsx";
import { useMay } from "../shell/session.tsx";
import { ReasonDialog } from "../shell/ReasonDialog.tsx";
import { NewKey } from "./NewKey.tsx";
import { Secret } from "../kit/Secret.tsx";
import { useRoleNames } from "./role_names.ts";
import { userTexts } from "./texts.ts";

type Key = RowOf<"/v1/keys">;

export function Keys() {
  const t = useTexts(userTexts);
  const may = useMay("keys:write");
  const [isMaking, setMaking] = useState(false);
  const [asked, setAsked] = useState<{ what: "rotate" | "revoke"; key: Key } | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const list = useList("/v1/keys", {}, { pageSize: 1000 });
  const roleName = useRoleNames();
  const idColumn = useIdColumn<Key>();
  const columns: Column<Key>[] = [
    { id: "name", title: t("name"), kind: "text", value: (row) => row.name },
    { id: "begins", title: t("begins"), kind: "id", value: (row) => row.begins },
    wordColumn("role", t("role"), roleName, { filter: "choice", isKey: true }),
    { id: "tenant", title: t("tenant"), kind: "id", isKey: true, value: (row) => row.tenant },
    { id: "state", title: t("state"), kind: "status", isKey: true, value: (row) => row.state },
    { id: "expires_at", title: t("expires"), kind: "instant", value: (row) => row.expires_at },
    { id: "used_at", title: t("used"), kind: "instant", value: (row) => row.used_at },
    { id: "scopes", title: t("scopes"), kind: "text", isExtra: true, value: (row) => row.scopes },
    {
      id: "networks",
      title: t("networks"),
      kind: "text",
      isExtra: true,
      value: (row) => row.networks,
    },
    idColumn,
  ];
  return (
    <div className="stack">
      <div className="row">
        <Button look="primary" icon="add" onPress={() => setMaking(true)} isDisabled={!may}>
          {t("newKey")}
        </Button>
      </div>
      <DataTable
        name="keys"
        caption={t("keys")}
        columns={columns}
        list={list}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        actions={(key) => [
          {
            id: "rotate",
            text: t("rotate"),
            isDisabled: !may || key.state !== "active",
            run: () => setAsked({ what: "rotate", key }),
          },
          {
            id: "revoke",
            text: t("end"),
            isDangerous: true,
            isDisabled: !may || key.state !== "active",
            run: () => setAsked({ what: "revoke", key }),
          },
        ]}
        empty={<EmptyState title={t("noKeys")}>{t("noKeysText")}</EmptyState>}
      />
      {isMaking && <NewKey onClose={() => setMaking(false)} onSecret={setSecret} />}
      {asked && (
        <Deed
          what={asked.what}
          is={asked.key}
          onClose={() => setAsked(null)}
          onSecret={setSecret}
        />
      )}
      {secret && (
        <Secret
          title={t("secretTitle")}
          text={secret}
          done={t("done")}
          onClose={() => setSecret(null)}
        >
          {t("secretText")}
        </Secret>
      )}
    </div>
  );
}

function Deed({
  what,
  is,
  onClose,
  onSecret,
}: {
  what: "rotate" | "revoke";
  is: Key;
  onClose: () => void;
  onSecret: (secret: string) => void;
}) {
  const t = useTexts(userTexts);
  const rotate = useChange("post", "/v1/keys/{id}:rotate", {
    onDone: ({ data }) => {
      onClose();
      onSecret(data.secret);
    },
  });
  const revoke = useChange("post", "/v1/keys/{id}:revoke", {
    onDone: () => {
      say(t("ended"));
      onClose();
    },
  });
  const params = { path: { id: is.id } };
  const isRotation = what === "rotate";
  return (
    <ReasonDialog
      title={isRotation ? t("rotateTitle", { name: is.name }) : t("endTitle", { name: is.name })}
      action={isRotation ? t("rotateAction") : t("endAction")}
      onSubmit={(reason) =>
        isRotation
          ? rotate.run({ params, body: { overlap_hours: 24, reason } })
          : revoke.run({ params, body: { reason } })
      }
      onClose={onClose}
      isPending={rotate.isRunning || revoke.isRunning}
      error={rotate.error ?? revoke.error}
      isDangerous={!isRotation}
    >
      <p>{isRotation ? t("rotateText") : t("endText")}</p>
    </ReasonDialog>
  );
}
