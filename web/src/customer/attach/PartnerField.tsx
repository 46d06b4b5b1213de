import { useMemo, useState } from "react";
import { useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { ComboBox } from "../../kit/ComboBox.tsx";
import { found, type Partner } from "./partners.ts";
import { useIsPhone } from "../../kit/media.ts";
import { attachTexts } from "./texts.ts";

/** Finds a partner by its name or its id. Only who is active can be designated. */
export function PartnerField({
  value,
  onChange,
}: {
  value: Partner | null;
  onChange: (partner: Partner | null) => void;
}) {
  const t = useTexts(attachTexts);
  const [words, setTyped] = useState<string | null>(null);
  const typed = words ?? value?.name ?? "";
  const list = useList("/v1/partners", { status: "active" }, { whole: true });
  const matches = useMemo(() => found(list.rows, typed), [list.rows, typed]);
  // A phone's keyboard would hide the rest of the form.
  const isPhone = useIsPhone();
  const [isFirst] = useState(value === null && !isPhone);
  const options = matches.map((one) => ({
    id: one.id,
    text: one.name,
    hint: [one.id, one.country].filter(Boolean).join(" · "),
  }));
  return (
    <ComboBox
      label={t("partner")}
      hint={t("partnerHint")}
      options={options}
      value={value?.id ?? null}
      typed={typed}
      autoFocus={isFirst}
      onType={(text) => {
        setTyped(text);
        if (value !== null && text !== value.name) onChange(null);
      }}
      onChange={(id) => {
        const picked = list.rows.find((one) => one.id === id) ?? null;
        if (picked) setTyped(picked.name);
        onChange(picked);
      }}
    />
  );
}
