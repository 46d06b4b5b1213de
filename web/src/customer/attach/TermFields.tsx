import { formatDay, type Day } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Field } from "../../kit/Field.tsx";
import { RadioGroup } from "../../kit/choices.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { type Begin, type Finish, nextMonthBegins, type Term } from "./term.ts";
import { attachTexts } from "./texts.ts";

/** From when on, and how long. */
export function TermFields({
  term,
  onChange,
  today,
}: {
  term: Term;
  onChange: (term: Term) => void;
  today: Day;
}) {
  const t = useTexts(attachTexts);
  const locale = useLocale();
  return (
    <>
      <RadioGroup
        label={t("from")}
        value={term.begin}
        onChange={(begin) => onChange({ ...term, begin: begin as Begin })}
        options={[
          { id: "now", text: t("now") },
          { id: "month", text: t("nextMonth", { day: formatDay(nextMonthBegins(today), locale) }) },
          { id: "day", text: t("otherDay") },
        ]}
      />
      {term.begin === "day" && (
        <Field
          label={t("day")}
          type="date"
          value={term.beginDay}
          onChange={(beginDay) => onChange({ ...term, beginDay })}
        />
      )}
      <RadioGroup
        label={t("until")}
        value={term.finish}
        onChange={(finish) => onChange({ ...term, finish: finish as Finish })}
        options={[
          { id: "open", text: t("noEnd") },
          { id: "day", text: t("lastDay") },
        ]}
      />
      {term.finish === "day" && (
        <Field
          label={t("lastDay")}
          type="date"
          value={term.lastDay}
          onChange={(lastDay) => onChange({ ...term, lastDay })}
        />
      )}
    </>
  );
}
