import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { FileTrigger } from "react-aria-components";
import { api, settle } from "../../api/client.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { Field } from "../../kit/Field.tsx";
import { Select } from "../../kit/Select.tsx";
import { RadioGroup } from "../../kit/choices.tsx";
import { Progress, ProgressOfOperation } from "../../kit/Progress.tsx";
import { FormFaults } from "../../kit/states.tsx";
import { useAddress } from "../../shell/address.ts";
import { importTexts } from "./texts.ts";
import { announce, kindOf, upload, type Wish } from "./upload.ts";

/** Mappings that are shipped, as `format` names them; "" is the canonical one. */
const formats = [
  "",
  "aws-cur",
  "azure-cost",
  "cloudevents",
  "csp-recon",
  "csp-usage",
  "csp-usage-records",
  "focus-1",
  "partner-insights",
  "stripe-meter",
];
const kCanonical = "canonical";

/** How an import stands, for ProgressOfOperation. */
export async function askImport(id: string) {
  const params = { path: { id } };
  const { data } = await settle(api.GET("/v1/operations/{id}", { params }));
  const { state, done, total } = data;
  if (state !== "failed") return { state, done, total };
  const { why } = (await settle(api.GET("/v1/imports/{id}", { params }))).data;
  return { state, done, total, why };
}

/** A file of which some bytes may be there already. */
interface Announced {
  id: string;
  wish: Wish;
  file: File;
}

/** What was announced before, where it is the same that is wished now. */
function sameOf(before: Announced | null, wish: Wish, file: File): Announced | null {
  const isSame = before?.file === file && JSON.stringify(before.wish) === JSON.stringify(wish);
  return isSame ? before : null;
}

export function Upload({ kind: first, onClose }: { kind: Wish["kind"]; onClose: () => void }) {
  const t = useTexts(importTexts);
  const { change } = useAddress();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState<Wish["kind"]>(first);
  const [feed, setFeed] = useState("");
  const [format, setFormat] = useState(kCanonical);
  const [sent, setSent] = useState<number | null>(null);
  const [id, setId] = useState<string | null>(null);
  const [announced, setAnnounced] = useState<Announced | null>(null);
  const [fault, setFault] = useState<Error | null>(null);
  const choose = (files: FileList | null) => {
    const chosen = files?.[0] ?? null;
    setFile(chosen);
    if (chosen) setKind(kindOf(chosen.name));
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!file) return;
    setFault(null);
    setSent(0);
    const wish: Wish = {
      kind,
      file: file.name,
      ...(feed ? { feed } : {}),
      ...(kind === "usage" && format !== kCanonical ? { format } : {}),
    };
    try {
      const begun = sameOf(announced, wish, file) ?? { id: await announce(wish), wish, file };
      setAnnounced(begun);
      await upload(begun.id, file, setSent);
      setId(begun.id);
      await queries.invalidateQueries();
    } catch (error) {
      setFault(error as Error);
      setSent(null);
    }
  };
  return (
    <Dialog title={t("uploadTitle")} isOpen onClose={onClose}>
      {id === null ? (
        <form className="stack" onSubmit={(event) => void submit(event)}>
          <FormFaults error={fault} />
          <div className="row">
            <FileTrigger onSelect={choose}>
              <Button icon="up">{t("choose")}</Button>
            </FileTrigger>
            <span>{file ? file.name : t("noFile")}</span>
          </div>
          <RadioGroup
            label={t("kind")}
            value={kind}
            onChange={(one) => setKind(one as Wish["kind"])}
            options={[
              { id: "usage", text: t("usage") },
              { id: "registry", text: t("registry") },
            ]}
          />
          {kind === "usage" && (
            <>
              <Field
                label={t("feed")}
                hint={t("feedHint")}
                value={feed}
                onChange={setFeed}
                maxLength={100}
              />
              <Select
                label={t("format")}
                value={format}
                onChange={setFormat}
                options={formats.map((one) => ({
                  id: one || kCanonical,
                  text: one || t("canonical"),
                }))}
              />
            </>
          )}
          {fault && announced && <p role="status">{t("goesOn")}</p>}
          {sent !== null && file && <Progress label={t("sending")} done={sent} all={file.size} />}
          <p className="muted">{t("uploadText")}</p>
          <div className="dialog-buttons">
            <Button onPress={onClose}>{t("back")}</Button>
            <Button type="submit" look="primary" isDisabled={!file} isPending={sent !== null}>
              {t("uploadAction")}
            </Button>
          </div>
        </form>
      ) : (
        <>
          <ProgressOfOperation
            id={id}
            label={t("taking", { file: file?.name ?? "" })}
            ask={askImport}
          />
          <div className="dialog-buttons">
            <Button look="primary" onPress={() => change({ new: null, row: id })}>
              {t("seeResult")}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
