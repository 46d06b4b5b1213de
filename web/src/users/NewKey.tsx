import { useState } from "react";
import { useChange } from "../api/questions.ts";
import { isDay } from "../format/time.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Field } from "../kit/Field.tsx";
import { RadioGroup } from "../kit/choices.tsx";
import { faultOf, NameField, RoleForm } from "./RoleForm.tsx";
import { userTexts } from "./texts.ts";

/** Words that stand apart by blanks or commas. */
export function wordsIn(text: string): string[] {
  return text.split(/[\s,]+/).filter((one) => one !== "");
}

/** A key or an OAuth2 client: of which role, narrowed to which rights and networks, until when. */
export function NewKey({
  onClose,
  onSecret,
}: {
  onClose: () => void;
  onSecret: (secret: string) => void;
}) {
  const t = useTexts(userTexts);
  const [name, setName] = useState("");
  const [kind, setKind] = useState<"key" | "client">("key");
  const [scopes, setScopes] = useState("");
  const [networks, setNetworks] = useState("");
  const [until, setUntil] = useState("");
  const change = useChange("post", "/v1/keys", {
    onDone: ({ data }) => {
      onClose();
      onSecret(data.secret);
    },
  });
  const [rights, from] = [wordsIn(scopes), wordsIn(networks)];
  const fault = (field: string) => faultOf(change.error, field);
  const narrowed = {
    ...(rights.length > 0 ? { scopes: rights } : {}),
    ...(from.length > 0 ? { networks: from } : {}),
    ...(isDay(until) ? { expires_at: `${until}T00:00:00Z` } : {}),
  };
  return (
    <RoleForm
      title={t("newKeyTitle")}
      action={name.trim() === "" ? t("makeKey") : t("makeKeyOf", { name: name.trim() })}
      change={change}
      onSubmit={(role) => change.run({ body: { name: name.trim(), kind, ...role, ...narrowed } })}
      onClose={onClose}
      before={
        <>
          <NameField value={name} onChange={setName} error={change.error} />
          <RadioGroup
            label={t("keyKind")}
            value={kind}
            onChange={(one) => setKind(one === "client" ? "client" : "key")}
            options={[
              { id: "key", text: t("kind_key") },
              { id: "client", text: t("kind_client") },
            ]}
          />
        </>
      }
      after={
        <>
          <Field
            label={t("scopes")}
            hint={t("scopesHint")}
            value={scopes}
            onChange={setScopes}
            fault={fault("scopes")}
          />
          <Field
            label={t("networks")}
            hint={t("networksHint")}
            value={networks}
            onChange={setNetworks}
            fault={fault("networks")}
          />
          <Field
            label={t("expiresOn")}
            hint={t("expiresHint")}
            type="date"
            value={until}
            onChange={setUntil}
            fault={fault("expires_at")}
          />
        </>
      }
    />
  );
}
