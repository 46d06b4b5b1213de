import { useState } from "react";
import { useChange } from "../api/questions.ts";
import { Problem } from "../api/problem.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Field } from "../kit/Field.tsx";
import { FormDialog } from "../kit/FormDialog.tsx";
import { say } from "../kit/Toast.tsx";
import { isWhole, RoleFields, usePlainRole } from "./RoleFields.tsx";
import { holderOf } from "./roles.ts";
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
  const [wish, setWish] = useState(usePlainRole());
  const change = useChange("post", "/v1/users", {
    onDone: ({ data }) => {
      onClose();
      onLink(data);
    },
  });
  const fault = (field: string) =>
    change.error instanceof Problem ? change.error.of(field) : undefined;
  const { role, holder, seesMoney } = wish;
  const body = { name, email, role, sees_money: seesMoney, ...holderOf(role, holder) };
  return (
    <FormDialog
      title={t("newUserTitle")}
      action={t("inviteAction")}
      onSubmit={() => change.run({ body })}
      onClose={onClose}
      isPending={change.isRunning}
      error={change.error}
      isReady={isWhole(wish)}
    >
      <Field
        label={t("name")}
        value={name}
        onChange={setName}
        fault={fault("name")}
        maxLength={100}
        isRequired
        autoFocus
      />
      <Field
        label={t("email")}
        type="email"
        value={email}
        onChange={setEmail}
        fault={fault("email")}
        maxLength={254}
        isRequired
      />
      <RoleFields wish={wish} onChange={setWish} />
    </FormDialog>
  );
}

export function Grant({ user, onClose }: { user: User; onClose: () => void }) {
  const t = useTexts(userTexts);
  const [wish, setWish] = useState(usePlainRole());
  const change = useChange("post", "/v1/users/{id}:grant", {
    onDone: () => {
      say(t("granted"));
      onClose();
    },
  });
  const { role, holder, seesMoney } = wish;
  const body = { role, sees_money: seesMoney, ...holderOf(role, holder) };
  return (
    <FormDialog
      title={t("grantTitle", { name: user.name ?? user.id })}
      action={t("grantAction")}
      onSubmit={() => change.run({ params: { path: { id: user.id } }, body })}
      onClose={onClose}
      isPending={change.isRunning}
      error={change.error}
      isReady={isWhole(wish)}
    >
      <RoleFields wish={wish} onChange={setWish} />
    </FormDialog>
  );
}
