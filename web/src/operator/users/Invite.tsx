import { useState } from "react";
import { useChange } from "../../api/questions.ts";
import { Problem } from "../../api/problem.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { Field } from "../../kit/Field.tsx";
import { FormFaults } from "../../kit/states.tsx";
import { say } from "../../kit/Toast.tsx";
import { isWhole, plainRole, RoleFields } from "./RoleFields.tsx";
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
  const [wish, setWish] = useState(plainRole);
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
    <Dialog title={t("newUserTitle")} isOpen onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          change.run({ body });
        }}
      >
        <FormFaults error={change.error} isOneChange />
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
        <div className="dialog-buttons">
          <Button onPress={onClose}>{t("back")}</Button>
          <Button
            type="submit"
            look="primary"
            isPending={change.isRunning}
            isDisabled={!isWhole(wish)}
          >
            {t("inviteAction")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function Grant({ user, onClose }: { user: User; onClose: () => void }) {
  const t = useTexts(userTexts);
  const [wish, setWish] = useState(plainRole);
  const change = useChange("post", "/v1/users/{id}:grant", {
    onDone: () => {
      say(t("granted"));
      onClose();
    },
  });
  const { role, holder, seesMoney } = wish;
  const body = { role, sees_money: seesMoney, ...holderOf(role, holder) };
  return (
    <Dialog title={t("grantTitle", { name: user.name ?? user.id })} isOpen onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          change.run({ params: { path: { id: user.id } }, body });
        }}
      >
        <FormFaults error={change.error} isOneChange />
        <RoleFields wish={wish} onChange={setWish} />
        <div className="dialog-buttons">
          <Button onPress={onClose}>{t("back")}</Button>
          <Button
            type="submit"
            look="primary"
            isPending={change.isRunning}
            isDisabled={!isWhole(wish)}
          >
            {t("grantAction")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
