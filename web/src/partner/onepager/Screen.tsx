import { useState } from "react";
import { useAnswer } from "../../api/questions.ts";
import { type Language, translate } from "../../i18n/catalogue.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Field } from "../../kit/Field.tsx";
import { Select } from "../../kit/Select.tsx";
import { Mark } from "../../kit/Icon.tsx";
import { ErrorState } from "../../kit/states.tsx";
import { useSpoken } from "../../preferences/preferences.ts";
import { Page } from "../../shell/Page.tsx";
import { useProgrammeName } from "../../shell/programme.ts";
import { useHere } from "../../shell/session.tsx";
import { useTenantName } from "../../shell/tenant_name.ts";
import { addressFor } from "./address.ts";
import { onePagerTexts, sheetTexts } from "./texts.ts";
import "./onepager.css";

/** A page to hand to a customer, in the customer's language, filled with who hands it over. */
export default function Screen() {
  const t = useTexts(onePagerTexts);
  const spoken = useSpoken();
  const [language, setLanguage] = useState<Language>(spoken === "de" ? "de" : "en");
  const [contact, setContact] = useState("");
  // Without its name the sheet is not worth a print.
  const params = { path: { id: useHere().tenant.id } };
  const { error, refetch } = useAnswer("/v1/partners/{id}", { params });
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <Button look="primary" icon="print" onPress={() => print()}>
          {t("print")}
        </Button>
      }
    >
      <div className="one-pager-form no-print">
        <Select
          label={t("language")}
          value={language}
          options={[
            { id: "en", text: t("en") },
            { id: "de", text: t("de") },
          ]}
          onChange={(id) => setLanguage(id === "de" ? "de" : "en")}
        />
        <Field
          label={t("contact")}
          hint={t("contactHint")}
          value={contact}
          onChange={setContact}
          maxLength={120}
        />
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      <Sheet language={language} contact={contact.trim()} />
    </Page>
  );
}

function Sheet({ language, contact }: { language: Language; contact: string }) {
  const t = translate(sheetTexts, language, language);
  const { tenant } = useHere();
  const partner = useTenantName(tenant);
  const programme = useProgrammeName();
  const address = addressFor(location.origin, tenant.id);
  const steps = [
    t("step1"),
    t("step2"),
    t("step3", { partner, id: tenant.id }),
    t("step4"),
    t("step5"),
  ];
  return (
    <article className="sheet" lang={language} aria-label={t("title", { partner })}>
      <p className="sheet-mark">
        <Mark />
        {programme}
      </p>
      <h2>{t("title", { partner })}</h2>
      <p>{t("what", { partner })}</p>
      <dl className="sheet-who">
        <div>
          <dt>{t("partner")}</dt>
          <dd>{partner}</dd>
        </div>
        <div>
          <dt>{t("id")}</dt>
          <dd className="sheet-id">{tenant.id}</dd>
        </div>
        <div>
          <dt>{t("contact")}</dt>
          <dd>{contact || <span className="sheet-blank" />}</dd>
        </div>
      </dl>
      <h3>{t("how")}</h3>
      <ol>
        {steps.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ol>
      <p className="sheet-address">
        {t("address", { partner })}
        <br />
        <a href={address}>{address}</a>
      </p>
      <h3>{t("know")}</h3>
      <ul>
        <li>{t("free")}</li>
        <li>{t("sees")}</li>
        <li>{t("ends")}</li>
        <li>{t("kinds")}</li>
        <li>{t("resold")}</li>
      </ul>
    </article>
  );
}
