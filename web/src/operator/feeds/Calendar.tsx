import { formatCount } from "../../format/number.ts";
import { formatDay } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { useLocale } from "../../preferences/preferences.ts";
import type { ArrivalDay } from "./calendar.ts";
import { feedsTexts } from "./texts.ts";

const kCell = 12;
const kStep = 15;

/** A column for each week: whether something came on a day, and whether rows of it waited. */
export function Calendar({ feed, days }: { feed: string; days: readonly ArrivalDay[] }) {
  const t = useTexts(feedsTexts);
  const locale = useLocale();
  const withFiles = days.filter((one) => one.files > 0);
  const last = withFiles.at(-1);
  const summary = t("calendarOf", {
    feed,
    count: withFiles.length,
    days: formatCount(days.length, locale),
    last: last ? formatDay(last.day, locale) : t("never"),
  });
  const columns = Math.ceil(days.length / 7);
  return (
    <svg
      className="arrivals"
      width={columns * kStep}
      height={7 * kStep}
      viewBox={`0 0 ${columns * kStep} ${7 * kStep}`}
      role="img"
      aria-label={summary}
    >
      {days.map((one, place) => {
        const [x, y] = [Math.floor(place / 7) * kStep, (place % 7) * kStep];
        const look = one.files === 0 ? "none" : one.quarantined > 0 ? "waits" : "came";
        return (
          <g key={one.day}>
            <rect className={look} x={x + 1} y={y + 1} width={kCell} height={kCell} rx="2">
              <title>
                {t("dayOf", {
                  day: formatDay(one.day, locale),
                  count: one.files,
                  rows: formatCount(one.rows, locale),
                  quarantined: formatCount(one.quarantined, locale),
                })}
              </title>
            </rect>
            {look === "waits" && (
              <circle className="mark" cx={x + 1 + kCell / 2} cy={y + 1 + kCell / 2} r="2.5" />
            )}
          </g>
        );
      })}
    </svg>
  );
}
