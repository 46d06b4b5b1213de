import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Redirect, useLocation, useSearch } from "wouter";
import { api, settle } from "../api/client.ts";
import { problemOf } from "../api/problem.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Button } from "../kit/Button.tsx";
import { Field } from "../kit/Field.tsx";
import { ErrorState } from "../kit/states.tsx";
import { say } from "../kit/Toast.tsx";
import { tenantsOf, useWelcome, useWhoAsks } from "../shell/session.tsx";
import { arrivalOf } from "./arrival.ts";
import { Entry } from "./Entry.tsx";
import { entryTexts } from "./texts.ts";

/** The provider's page, once it is known that there is one; else what the service says. */
async function leaveForProvider(wanted: string | null): Promise<void> {
  const target = `/v1/sign-in/oidc?return_to=${encodeURIComponent(wanted ?? "/sign-in")}`;
  const answer = await fetch(target, { redirect: "manual" });
  if (answer.type !== "opaqueredirect")
    throw problemOf(await answer.json().catch(() => undefined), answer);
  location.assign(target);
}

export function SignIn() {
  const t = useTexts(entryTexts);
  const welcome = useWelcome();
  const [, go] = useLocation();
  const search = new URLSearchParams(useSearch());
  const wanted = search.get("return_to");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [hasCode, setHasCode] = useState(false);
  const entering = useMutation({
    mutationFn: () =>
      settle(
        api.POST("/v1/sessions", { body: { name, password, ...(code === "" ? {} : { code }) } }),
      ),
    onSuccess: ({ data }) => {
      welcome(data);
      go(arrivalOf(data, wanted), { replace: true });
    },
  });
  const byProvider = useMutation({
    mutationFn: () => leaveForProvider(wanted),
    onError: () => say(t("providerNone")),
  });
  const known = useWhoAsks();
  const hasLeft = search.has("left");
  if (known.data && tenantsOf(known.data).length > 0)
    return <Redirect to={arrivalOf(known.data, wanted)} replace />;
  return (
    <Entry
      title={hasLeft ? t("leftTitle") : t("signIn")}
      {...(hasLeft ? { lead: t("leftText") } : {})}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          entering.mutate();
        }}
      >
        {entering.error && <ErrorState error={entering.error} isOneChange />}
        <Field
          label={t("name")}
          name="username"
          autoComplete="username"
          value={name}
          onChange={setName}
          isRequired
          autoFocus
        />
        <Field
          label={t("password")}
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          isRequired
        />
        {hasCode && (
          <Field
            label={t("code")}
            hint={t("codeHint")}
            name="code"
            autoComplete="one-time-code"
            inputMode="numeric"
            value={code}
            onChange={setCode}
            autoFocus
          />
        )}
        <Button type="submit" look="primary" isPending={entering.isPending}>
          {t("signIn")}
        </Button>
        {!hasCode && (
          <Button look="quiet" onPress={() => setHasCode(true)}>
            {t("showCode")}
          </Button>
        )}
      </form>
      <p className="entry-or">{t("or")}</p>
      <Button icon="key" onPress={() => byProvider.mutate()} isPending={byProvider.isPending}>
        {t("provider")}
      </Button>
    </Entry>
  );
}
