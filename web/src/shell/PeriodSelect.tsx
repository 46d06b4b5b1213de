import { catalogue } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { formatMonth, addMonths } from "../format/time.ts";
import { IconButton } from "../kit/Button.tsx";
import { Select } from "../kit/Field.tsx";
import { ErrorState } from "../kit/states.tsx";
import { useLocale } from "../preferences/preferences.ts";
import { Missing } from "./Missing.tsx";
import type { Period } from "./period.ts";
import { useShortcuts } from "./shortcuts.ts";

const texts = catalogue(
  { month: "Month", earlier: "Month before", later: "Next month" },
  { de: { month: "Monat", earlier: "Monat davor", later: "Nächster Monat" } },
);

/** Chooses the month of the page; "[" and "]" go to the one before and after. */
export function PeriodSelect({ period }: { period: Period }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { month, choose, known } = period;
  const [first = month, last = month] = [known[0], known.at(-1)];
  const go = (by: number) => {
    const to = addMonths(month, by);
    if (to >= first && to <= last) choose(to);
  };
  useShortcuts([
    { keys: "[", text: t("earlier"), run: () => go(-1) },
    { keys: "]", text: t("later"), run: () => go(1) },
  ]);
  const options = [...new Set([...known, month])].sort().reverse();
  if (period.error) return <ErrorState error={period.error} onRetry={period.reload} />;
  return (
    <div className="row">
      <Missing period={period} />
      <div className="row tight together">
        <IconButton
          icon="back"
          label={t("earlier")}
          onPress={() => go(-1)}
          isDisabled={month <= first}
        />
        <Select
          label={t("month")}
          isLabelHidden
          options={options.map((one) => ({ id: one, text: formatMonth(one, locale) }))}
          value={month}
          onChange={choose}
        />
        <IconButton
          icon="forward"
          label={t("later")}
          onPress={() => go(1)}
          isDisabled={month >= last}
        />
      </div>
    </div>
  );
}
