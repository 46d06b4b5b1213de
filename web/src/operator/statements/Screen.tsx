import { useTexts } from "../../i18n/use_texts.ts";
import { isMonth } from "../../format/time.ts";
import { Button } from "../../kit/Button.tsx";
import { Month } from "../../kit/values.tsx";
import { Page } from "../../shell/Page.tsx";
import { useAddressValue } from "../../shell/address.ts";
import "../parts/operator.css";
import { StatementTable } from "./StatementTable.tsx";
import { statementTexts } from "./texts.ts";

export default function Screen() {
  const t = useTexts(statementTexts);
  const [period, setPeriod] = useAddressValue("period", "");
  return (
    <Page title={t("title")} lead={t("lead")}>
      {isMonth(period) && (
        <div className="row">
          <span>{t.rich("onlyOf", { month: <Month month={period} length="long" /> })}</span>
          <Button small onPress={() => setPeriod("")}>
            {t("all")}
          </Button>
        </div>
      )}
      <StatementTable {...(isMonth(period) ? { period } : {})} />
    </Page>
  );
}
