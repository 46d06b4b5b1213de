import { useTexts } from "../../i18n/use_texts.ts";
import { Tabs } from "../../kit/Tabs.tsx";
import { Page } from "../../shell/Page.tsx";
import { useTab } from "../../shell/tab.ts";
import "../parts/operator.css";
import { Keys } from "./Keys.tsx";
import { Rights } from "./Rights.tsx";
import { userTexts } from "./texts.ts";
import { Users } from "./Users.tsx";

export default function Screen() {
  const t = useTexts(userTexts);
  const [tab, choose] = useTab("users");
  return (
    <Page title={t("title")}>
      <Tabs
        label={t("title")}
        chosen={tab}
        onChoose={choose}
        tabs={[
          { id: "users", title: t("users"), content: <Users /> },
          { id: "keys", title: t("keys"), content: <Keys /> },
          { id: "roles", title: t("roles"), content: <Rights /> },
        ]}
      />
    </Page>
  );
}
