import { useState } from "react";
import { type RowOf, useChange, useList } from "../api/questions.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Button } from "../kit/Button.tsx";
import { EmptyState } from "../kit/states.tsx";
import { type Column, wordColumn } from "../kit/table/column.tsx";
import { DataTable } from "../kit/table/DataTable.tsx";
import { useIdColumn } from "../kit/table/id_column.ts";
import { say, sayFault } from "../kit/Toast.tsx";
import { Instant } from "../kit/values.tsx";
import { useHere, useMay } from "../shell/session.tsx";
import { ReasonDialog } from "../shell/ReasonDialog.tsx";
import { holderOfTenant, isRole } from "./roles.ts";
import { Grant, Invite } from "./Invite.tsx";
import { Secret } from "../kit/Secret.tsx";
import { useRoleNames } from "./role_names.ts";
import { userTexts } from "./texts.ts";

export type User = RowOf<"/v1/users">;
interface Link {
  link: string;
  until: string;
}
type Asked = { what: "grant" | "revoke" | "disable" | "reset"; user: User };

export function Users() {
  const t = useTexts(userTexts);
  const may = useMay("users:write");
  const { session } = useHere();
  const [isInviting, setInviting] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [link, setLink] = useState<Link | null>(null);
  const list = useList("/v1/users", {}, { pageSize: 1000 });
  const enable = useChange("post", "/v1/users/{id}:disable", {
    onDone: () => say(t("enabled")),
    onFault: sayFault,
  });
  const roleName = useRoleNames();
  const idColumn = useIdColumn<User>();
  const columns: Column<User>[] = [
    { id: "name", title: t("name"), kind: "text", value: (row) => row.name },
    { id: "email", title: t("email"), kind: "text", value: (row) => row.email },
    wordColumn("role", t("role"), roleName, { filter: "choice", isKey: true }),
    { id: "tenant", title: t("tenant"), kind: "id", isKey: true, value: (row) => row.tenant },
    { id: "state", title: t("state"), kind: "status", isKey: true, value: (row) => row.state },
    {
      id: "sees_money",
      title: t("seesMoney"),
      kind: "text",
      filter: "choice",
      value: (row) => (row.sees_money ? "yes" : "no"),
      words: (row) => (row.sees_money ? t("yes") : t("no")),
    },
    {
      id: "factor",
      title: t("factor"),
      kind: "text",
      filter: "choice",
      value: (row) => (row.second_factor ? "yes" : "no"),
      words: (row) => (row.second_factor ? t("yes") : t("no")),
    },
    {
      id: "created_at",
      title: t("createdAt"),
      kind: "instant",
      isExtra: true,
      value: (row) => row.created_at,
    },
    idColumn,
  ];
  const actions = (user: User) => {
    const isMe = user.id === session.principal;
    const ask = (what: Asked["what"]) => () => setAsked({ what, user });
    return [
      { id: "grant", text: t("grant"), isDisabled: !may, run: ask("grant") },
      { id: "reset", text: t("reset"), isDisabled: !may, run: ask("reset") },
      {
        id: "revoke",
        text: t("revoke"),
        isDangerous: true,
        isDisabled: !may || user.role === null || isMe,
        run: ask("revoke"),
      },
      user.state === "disabled"
        ? {
            id: "enable",
            text: t("enable"),
            isDisabled: !may,
            run: () => enable.run({ params: { path: { id: user.id } }, body: { enable: true } }),
          }
        : {
            id: "disable",
            text: t("disable"),
            isDangerous: true,
            isDisabled: !may || isMe,
            run: ask("disable"),
          },
    ];
  };
  const close = () => setAsked(null);
  return (
    <div className="stack">
      <div className="row">
        <Button look="primary" icon="add" onPress={() => setInviting(true)} isDisabled={!may}>
          {t("newUser")}
        </Button>
      </div>
      <DataTable
        name="users"
        caption={t("users")}
        columns={columns}
        list={list}
        rowId={(row) => `${row.id} ${row.role} ${row.tenant}`}
        rowName={(row) => row.name ?? row.id}
        actions={actions}
        empty={<EmptyState title={t("noUsers")}>{t("noUsersText")}</EmptyState>}
      />
      {isInviting && <Invite onClose={() => setInviting(false)} onLink={setLink} />}
      {asked?.what === "grant" && <Grant user={asked.user} onClose={close} />}
      {asked && asked.what !== "grant" && (
        <Deed what={asked.what} user={asked.user} onClose={close} onLink={setLink} />
      )}
      {link && (
        <Secret
          title={t("linkTitle")}
          text={`${location.origin}/set-up#${link.link}`}
          done={t("done")}
          onClose={() => setLink(null)}
        >
          {t.rich("linkText", { until: <Instant instant={link.until} /> })}
        </Secret>
      )}
    </div>
  );
}

function Deed({
  what,
  user,
  onClose,
  onLink,
}: {
  what: "revoke" | "disable" | "reset";
  user: User;
  onClose: () => void;
  onLink: (link: Link) => void;
}) {
  const t = useTexts(userTexts);
  const roleName = useRoleNames();
  const done = (text: string) => () => {
    say(text);
    onClose();
  };
  const revoke = useChange("post", "/v1/users/{id}:revoke", { onDone: done(t("revoked")) });
  const disable = useChange("post", "/v1/users/{id}:disable", { onDone: done(t("disabled")) });
  const reset = useChange("post", "/v1/users/{id}:reset", {
    onDone: ({ data }) => {
      onClose();
      onLink(data);
    },
  });
  const name = user.name ?? user.id;
  const params = { path: { id: user.id } };
  const words = {
    revoke: {
      title: t("revokeTitle", { role: user.role ? roleName(user.role) : "", name }),
      text: t("revokeText"),
      action: t("revokeAction"),
      change: revoke,
    },
    disable: {
      title: t("disableTitle", { name }),
      text: t("disableText"),
      action: t("disableAction"),
      change: disable,
    },
    reset: {
      title: t("resetTitle", { name }),
      text: t("resetText"),
      action: t("resetAction"),
      change: reset,
    },
  }[what];
  const submit = (reason: string) => {
    if (what === "disable") disable.run({ params, body: { reason } });
    else if (what === "reset") reset.run({ params, body: { reason } });
    else if (isRole(user.role))
      revoke.run({ params, body: { role: user.role, ...holderOfTenant(user.tenant), reason } });
  };
  return (
    <ReasonDialog
      title={words.title}
      action={words.action}
      onSubmit={submit}
      onClose={onClose}
      isPending={words.change.isRunning}
      error={words.change.error}
      isDangerous
    >
      <p>{words.text}</p>
    </ReasonDialog>
  );
}
