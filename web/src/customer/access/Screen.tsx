import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Tabs } from "../../kit/Tabs.tsx";
import { say, sayFault } from "../../kit/Toast.tsx";
import { AsOf } from "../../kit/values.tsx";
import { useAddress } from "../../shell/address.ts";
import { GuideLink } from "../../shell/GuideLink.tsx";
import { Page } from "../../shell/Page.tsx";
import { useMay } from "../../shell/session.tsx";
import { useAct } from "../../api/act.ts";
import { exportFile } from "../../api/export.ts";
import { refusedTexts } from "../../shell/Refused.tsx";
import { useBook } from "../use_book.ts";
import { Associations } from "./Associations.tsx";
import { Consents } from "./Consents.tsx";
import { Matrix } from "./Matrix.tsx";
import { accessTexts } from "./texts.ts";

const kTab = "access";

export default function Screen() {
  const t = useTexts(accessTexts);
  const refused = useTexts(refusedTexts);
  const book = useBook();
  const { commit, at } = book.subscriptions;
  const { values, change } = useAddress();
  const mayExport = useMay("exports:write");
  const mayChange = useMay("consents:write");
  const { run, isRunning } = useAct({ onFault: sayFault });
  const evidence = () =>
    void run(() =>
      exportFile("data-access", "csv", [{ name: "customer_id", value: book.customer }]),
    ).then((made) => made && say(t("evidenceDone", { rows: made.rows, hash: made.sha256 })));
  // What another tab filters, orders or opens means nothing in this one.
  const choose = (tab: string) => {
    const others = [...values.keys()].filter((one) => one !== "tab" && one !== "for");
    const cleared = Object.fromEntries(others.map((one) => [one, null]));
    change({ ...cleared, tab: tab === kTab ? null : tab });
  };
  return (
    <Page
      title={t("title")}
      lead={
        <>
          {mayChange ? t("lead") : refused("mayNot")} <AsOf commit={commit} at={at} />{" "}
          <GuideLink guide="control" />
        </>
      }
      actions={
        mayExport && (
          <Button icon="download" isPending={isRunning} onPress={evidence}>
            {t("evidence")}
          </Button>
        )
      }
    >
      <Tabs
        label={t("tabs")}
        chosen={values.get("tab") ?? kTab}
        onChoose={choose}
        tabs={[
          {
            id: kTab,
            title: t("tabAccess"),
            content: <Matrix book={book} />,
          },
          {
            id: "associations",
            title: t("tabAssociations"),
            content: <Associations book={book} />,
          },
          { id: "consents", title: t("tabConsents"), content: <Consents book={book} /> },
        ]}
      />
    </Page>
  );
}
