import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { useAddressValue } from "../../shell/address.ts";
import { Page } from "../../shell/Page.tsx";
import "../parts/operator.css";
import { AssociationTable } from "./AssociationTable.tsx";
import { registryTexts } from "./texts.ts";

export default function Associations() {
  const t = useTexts(registryTexts);
  const [subscription, setSubscription] = useAddressValue("subscription", "");
  return (
    <Page title={t("associations")} lead={t("associationsLead")}>
      {subscription && (
        <div className="row">
          <span>{t.rich("onlyOf", { subscription: <code>{subscription}</code> })}</span>
          <Button small onPress={() => setSubscription("")}>
            {t("all")}
          </Button>
        </div>
      )}
      <AssociationTable {...(subscription ? { subscription } : {})} />
    </Page>
  );
}
