import { useState } from "react";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { Tabs } from "../../kit/Tabs.tsx";
import { Id } from "../../kit/values.tsx";
import { useAddress } from "../../shell/address.ts";
import { Page } from "../../shell/Page.tsx";
import { Hooks } from "./Hooks.tsx";
import { Keys } from "./Keys.tsx";
import { developersTexts } from "./texts.ts";

export default function Screen() {
  const t = useTexts(developersTexts);
  const { values, change } = useAddress();
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Tabs
        label={t("tabs")}
        chosen={values.get("tab") ?? "keys"}
        onChoose={(id) =>
          change({ tab: id === "keys" ? null : id, sort: null, find: null, row: null })
        }
        tabs={[
          { id: "keys", title: t("keys"), content: <Keys onSecret={setSecret} /> },
          { id: "hooks", title: t("hooks"), content: <Hooks onSecret={setSecret} /> },
        ]}
      />
      <Dialog
        title={t("secretTitle")}
        isOpen={secret !== null}
        onClose={() => setSecret(null)}
        isAlert
        foot={
          <Button look="primary" onPress={() => setSecret(null)}>
            {t("secretKept")}
          </Button>
        }
      >
        <p>{t("secretText")}</p>
        {secret !== null && <Id id={secret} />}
      </Dialog>
    </Page>
  );
}
