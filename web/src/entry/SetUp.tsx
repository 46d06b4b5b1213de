import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import { api, settle } from "../api/client.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Button } from "../kit/Button.tsx";
import { Field } from "../kit/Field.tsx";
import { FormFaults } from "../kit/states.tsx";
import { useWelcome } from "../shell/session.tsx";
import { arrivalOf } from "./arrival.ts";
import { Entry } from "./Entry.tsx";
import { entryTexts } from "./texts.ts";

/** What stands behind "#" is never sent to a server, so no log has the link's secret. */
function tokenOfAddress(): string {
  const token = location.hash.slice(1);
  if (token !== "") history.replaceState(history.state, "", location.pathname);
  return token;
}

export function SetUp() {
  const t = useTexts(entryTexts);
  const welcome = useWelcome();
  const [, go] = useLocation();
  const [shown] = useState(tokenOfAddress);
  const [token, setToken] = useState(shown);
  const [password, setPassword] = useState("");
  const setting = useMutation({
    mutationFn: () => settle(api.POST("/v1/setup", { body: { token, password } })),
    onSuccess: ({ data }) => {
      welcome(data);
      go(arrivalOf(data, null), { replace: true });
    },
  });
  return (
    <Entry title={t("setUp")} lead={t("setUpLead")}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setting.mutate();
        }}
      >
        <FormFaults error={setting.error} isOneChange />
        {shown === "" && (
          <Field
            label={t("token")}
            hint={t("tokenHint")}
            value={token}
            onChange={setToken}
            isRequired
            autoFocus
          />
        )}
        <Field
          label={t("newPassword")}
          hint={t("newPasswordHint")}
          name="new-password"
          type="password"
          autoComplete="new-password"
          minLength={12}
          value={password}
          onChange={setPassword}
          isRequired
          autoFocus={shown !== ""}
        />
        <Button type="submit" look="primary" isPending={setting.isPending}>
          {t("setUpAction")}
        </Button>
      </form>
    </Entry>
  );
}
