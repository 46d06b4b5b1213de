import { useTexts } from "../../i18n/use_texts.ts";
import { Page } from "../../shell/Page.tsx";
import "../parts/operator.css";
import { AssociationTable } from "./AssociationTable.tsx";
import { registryTexts } from "./texts.ts";

export default function Associations() {
  const t = useTexts(registryTexts);
  return (
    <Page title={t("associations")} lead={t("associationsLead")}>
      <AssociationTable />
    </Page>
  );
}
