import { useSyncExternalStore } from "react";
import { latestKnown, onKnown } from "../api/client.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Figures.tsx";
import { say } from "../kit/Toast.tsx";
import { Page } from "../shell/Page.tsx";
import { useHere } from "../shell/session.tsx";
import { usePageBefore } from "../shell/page_before.ts";
import { supportTexts } from "./texts.ts";

export default function Screen() {
  const t = useTexts(supportTexts);
  const { tenant } = useHere();
  const before = usePageBefore();
  const { commit, request } = useSyncExternalStore(onKnown, latestKnown);
  const facts = [
    [t("page"), before],
    [t("tenant"), tenant.text],
    [t("role"), tenant.roles.join(", ")],
    [t("request"), request ?? ""],
    [t("commit"), commit === null ? "" : String(commit)],
  ] as const;
  const copy = () => {
    const text = facts.map(([name, value]) => `${name}: ${value}`).join("\n");
    void navigator.clipboard.writeText(text).then(() => say(t("copied")));
  };
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Card
        title={t("about")}
        actions={
          <Button icon="copy" onPress={copy}>
            {t("copy")}
          </Button>
        }
      >
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name} className="fact">
              <dt>{name}</dt>
              <dd>
                <code>{value}</code>
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </Page>
  );
}
