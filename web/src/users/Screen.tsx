import { useTexts } from "../i18n/use_texts.ts";
import { Tabs } from "../kit/Tabs.tsx";
import { Page } from "../shell/Page.tsx";
import { useHere } from "../shell/session.tsx";
import { useTab } from "../shell/tab.ts";
import { Keys } from "./Keys.tsx";
import { Rights } from "./Rights.tsx";
import { RoleMatrix } from "./RoleMatrix.tsx";
import { userTexts } from "./texts.ts";
import { Users } from "./Users.tsx";

export default function Screen() {
  const t = useTexts(userTexts);
  const [tab, choose] = useTab("users");
  // Partners make keys where they develop.
  const hasKeys = useHere().tenant.side === "operator";
  return (
    <Page title={hasKeys ? t("title") : t("users")}>
      <Tabs
        label={t("title")}
        chosen={tab}
        onChoose={choose}
        tabs={[
          { id: "users", title: t("users"), content: <Users /> },
          ...(hasKeys ? [{ id: "keys", title: t("keys"), content: <Keys /> }] : []),
          { id: "roles", title: t("roles"), content: hasKeys ? <RoleMatrix /> : <Rights /> },
        ]}
      />
    </Page>
  );
}
