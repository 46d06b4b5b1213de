import { useTexts } from "../../i18n/use_texts.ts";
import { Tabs } from "../../kit/Tabs.tsx";
import { Page } from "../../shell/Page.tsx";
import { useMay } from "../../shell/session.tsx";
import { useTab } from "../../shell/tab.ts";
import "../parts/operator.css";
import { Draft } from "./Draft.tsx";
import { Drafts } from "./Drafts.tsx";
import { InForce } from "./InForce.tsx";
import { Simulations } from "./Simulations.tsx";
import { programmeTexts } from "./texts.ts";
import { Versions } from "./Versions.tsx";

export default function Screen() {
  const t = useTexts(programmeTexts);
  const [tab, choose] = useTab("in-force");
  const mayWrite = useMay("programme:write");
  const maySimulate = useMay("simulations:read");
  const tabs = [
    { id: "in-force", title: t("inForce"), content: <InForce /> },
    ...(mayWrite
      ? [
          { id: "draft", title: t("draft"), content: <Draft /> },
          { id: "drafts", title: t("drafts"), content: <Drafts /> },
        ]
      : []),
    ...(maySimulate
      ? [{ id: "simulations", title: t("simulations"), content: <Simulations /> }]
      : []),
    { id: "versions", title: t("versions"), content: <Versions /> },
  ];
  const chosen = tabs.some((one) => one.id === tab) ? tab : "in-force";
  return (
    <Page title={t("title")} lead={t("lead")}>
      {!mayWrite && <p className="muted">{t("mayNot")}</p>}
      <Tabs label={t("title")} chosen={chosen} onChoose={choose} tabs={tabs} />
    </Page>
  );
}
