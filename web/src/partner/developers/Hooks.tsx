import { useState } from "react";
import { Problem } from "../../api/problem.ts";
import { type RowOf, useChange, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Status } from "../../kit/Badge.tsx";
import { Button } from "../../kit/Button.tsx";
import { Confirm, Dialog } from "../../kit/Dialog.tsx";
import { Field } from "../../kit/Field.tsx";
import { CheckboxGroup } from "../../kit/choices.tsx";
import { EmptyState, ErrorState, FormFaults, LateData } from "../../kit/states.tsx";
import type { Column } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { say } from "../../kit/Toast.tsx";
import { AsOf } from "../../kit/values.tsx";
import { useAddress } from "../../shell/address.ts";
import { useMay } from "../../shell/session.tsx";
import { Deliveries } from "./Deliveries.tsx";
import { developersTexts } from "./texts.ts";

type Hook = RowOf<"/v1/webhook-endpoints">;

interface Props {
  onSecret: (secret: string) => void;
}

export function Hooks({ onSecret }: Props) {
  const t = useTexts(developersTexts);
  const may = useMay("webhooks:write");
  const list = useList("/v1/webhook-endpoints", {}, { pageSize: 200 });
  const { values, change } = useAddress();
  const [isNew, setNew] = useState(false);
  const id = values.get("row");
  const shown = list.rows.find((one) => one.id === id);
  const create = may && (
    <Button look="primary" icon="add" onPress={() => setNew(true)}>
      {t("newHook")}
    </Button>
  );
  return (
    <>
      <div className="row">
        {list.rows.length > 0 && create}
        <AsOf commit={list.commit} at={list.at} />
      </div>
      <DataTable
        name="webhooks"
        caption={t("hooksCaption")}
        columns={useColumns()}
        list={list}
        rowId={(row) => row.id}
        rowName={(row) => row.url}
        onOpen={(row) => change({ row: row.id }, "push")}
        empty={
          <EmptyState title={t("emptyHooksTitle")} action={create}>
            {t("emptyHooksText")}
          </EmptyState>
        }
      />
      {isNew && <NewHook onClose={() => setNew(false)} onSecret={onSecret} />}
      <Dialog
        title={shown?.url ?? ""}
        isOpen={shown !== undefined}
        onClose={() => change({ row: null })}
        place="side"
      >
        {shown && (
          <Endpoint hook={shown} onSecret={onSecret} onGone={() => change({ row: null })} />
        )}
      </Dialog>
    </>
  );
}

function useColumns(): Column<Hook>[] {
  const t = useTexts(developersTexts);
  return [
    { id: "url", title: t("url"), kind: "text", value: (row) => row.url },
    {
      id: "state",
      title: t("state"),
      kind: "text",
      isKey: true,
      filter: "choice",
      value: (row) => (row.enabled ? "active" : "disabled"),
      words: (row) => t(row.enabled ? "on" : "off"),
      cell: (row) => <Status word={row.enabled ? "active" : "disabled"} />,
    },
    {
      id: "types",
      title: t("types"),
      kind: "text",
      isKey: true,
      value: (row) => row.types || null,
      cell: (row) => row.types || t("allTypes"),
    },
    { id: "created", title: t("created"), kind: "instant", value: (row) => row.created_at },
  ];
}

function NewHook({ onClose, onSecret }: Props & { onClose: () => void }) {
  const t = useTexts(developersTexts);
  const known = useList("/v1/event-types", {}, { pageSize: 200 });
  const [url, setUrl] = useState("");
  const [types, setTypes] = useState<string[]>([]);
  const make = useChange("post", "/v1/webhook-endpoints", {
    onDone: ({ data }) => {
      onClose();
      onSecret(data.secret);
    },
  });
  const send = () =>
    make.run({ params: {}, body: { url: url.trim(), ...(types.length > 0 ? { types } : {}) } });
  const isSound = url.trim().length >= 10;
  return (
    <Dialog
      title={t("newHook")}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button look="primary" onPress={send} isDisabled={!isSound} isPending={make.isRunning}>
            {isSound ? t("createHook", { url: url.trim() }) : t("createHookEmpty")}
          </Button>
        </>
      }
    >
      <FormFaults error={make.error} />
      <Field
        label={t("url")}
        hint={t("urlHint")}
        value={url}
        onChange={setUrl}
        fault={make.error instanceof Problem ? make.error.of("url") : undefined}
        autoFocus
      />
      <CheckboxGroup
        label={t("typesLabel")}
        options={known.rows.map((one) => ({ id: one.type, text: one.type, hint: one.meaning }))}
        value={types}
        onChange={setTypes}
      />
    </Dialog>
  );
}

function Endpoint({ hook, onSecret, onGone }: Props & { hook: Hook; onGone: () => void }) {
  const t = useTexts(developersTexts);
  const may = useMay("webhooks:write");
  const [isRemoving, setRemoving] = useState(false);
  const init = { params: { path: { id: hook.id } } };
  const test = useChange("post", "/v1/webhook-endpoints/{id}:test", {
    onDone: () => say(t("tested", { url: hook.url })),
  });
  const rotate = useChange("post", "/v1/webhook-endpoints/{id}:rotate", {
    onDone: ({ data }) => onSecret(data.secret),
  });
  const enable = useChange("post", "/v1/webhook-endpoints/{id}:enable", {
    onDone: () => say(t("enabled")),
  });
  const remove = useChange("delete", "/v1/webhook-endpoints/{id}", {
    onDone: () => {
      say(t("removed"));
      onGone();
    },
  });
  const error = test.error ?? rotate.error ?? enable.error ?? remove.error;
  return (
    <div className="stack">
      {!hook.enabled && <LateData>{t("disabled", { why: hook.reason ?? "" })}</LateData>}
      {error && <ErrorState error={error} />}
      {may && (
        <div className="row">
          <Button look="primary" onPress={() => test.run(init)} isPending={test.isRunning}>
            {t("test")}
          </Button>
          <Button onPress={() => rotate.run(init)} isPending={rotate.isRunning}>
            {t("rotateHook")}
          </Button>
          {!hook.enabled && (
            <Button onPress={() => enable.run(init)} isPending={enable.isRunning}>
              {t("enable")}
            </Button>
          )}
          <Button look="danger" onPress={() => setRemoving(true)}>
            {t("remove")}
          </Button>
        </div>
      )}
      <h3>{t("deliveries")}</h3>
      <Deliveries endpoint={hook.id} />
      {isRemoving && (
        <Confirm
          title={t("removeTitle")}
          action={t("remove")}
          isOpen
          isDangerous
          isPending={remove.isRunning}
          onClose={() => setRemoving(false)}
          onConfirm={() => remove.run(init)}
        >
          <p>{t("removeText")}</p>
        </Confirm>
      )}
    </div>
  );
}
