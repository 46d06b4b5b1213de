import { useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Tabs } from "../../kit/Tabs.tsx";
import { Page } from "../../shell/Page.tsx";
import { useTab } from "../../shell/tab.ts";
import "../parts/operator.css";
import { petitionEntry, requestEntry } from "./entry.ts";
import "./queue.css";
import { Queue } from "./Queue.tsx";
import { queueTexts } from "./texts.ts";

export default function Screen() {
  const t = useTexts(queueTexts);
  const [tab, choose] = useTab("petitions");
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Tabs
        label={t("title")}
        chosen={tab === "requests" ? tab : "petitions"}
        onChoose={choose}
        tabs={[
          { id: "petitions", title: t("petitions"), content: <Petitions /> },
          { id: "requests", title: t("requests"), content: <Requests /> },
        ]}
      />
    </Page>
  );
}

function Petitions() {
  const t = useTexts(queueTexts);
  const list = useList("/v1/petitions", {}, { whole: true });
  return (
    <Queue list={list} entryOf={petitionEntry} caption={t("petitions")} empty={t("noPetitions")} />
  );
}

function Requests() {
  const t = useTexts(queueTexts);
  const list = useList("/v1/requests", {}, { whole: true });
  return (
    <Queue list={list} entryOf={requestEntry} caption={t("requests")} empty={t("noRequests")} />
  );
}
