import { useState } from "react";
import { useChange } from "../api/questions.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Field } from "../kit/Field.tsx";
import { say } from "../kit/Toast.tsx";
import { faultOf, NameField, RoleForm } from "./RoleForm.tsx";
import { userTexts } from "./texts.ts";
import type { User } from "./Users.tsx";

export function Invite({
  onClose,
  onLink,
}: {
  onClose: () => void;
  onLink: (link: { link: string; until: string }) => void;
}) {
  const t = useTexts(userTexts);
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const change = useChange("post", "/v1/users", {
    onDone: ({ data }) => {
      onClose();
      onLink(data);
    },
  });
  return (
    <RoleForm
      title={t("newUserTitle")}
      action={t("inviteAction")}
      change={change}
      onSubmit={(role) => change.run({ body: { name, email, ...role } })}
      onClose={onClose}
      before={
        <>
          <NameField value={name} onChange={setName} error={change.error} />
          <Field
            label={t("email")}
            type="email"
            value={email}
            onChange={setEmail}
            fault={faultOf(change.error, "email")}
            maxLength={254}
            isRequired
          />
        </>
      }
    />
  );
}

export function Grant({ user, onClose }: { user: User; onClose: () => void }) {
  const t = useTexts(userTexts);
  const change = useChange("post", "/v1/users/{id}:grant", {
    onDone: () => {
      say(t("granted"));
      onClose();
    },
  });
  return (
    <RoleForm
      title={t("grantTitle", { name: user.name ?? user.id })}
      action={t("grantAction")}
      change={change}
      onSubmit={(body) => change.run({ params: { path: { id: user.id } }, body })}
      onClose={onClose}
    />
  );
}
