import { Button as Pressable, Tooltip, TooltipTrigger } from "react-aria-components";
import { useState } from "react";
import { type Decimal, signOf } from "../format/decimal.ts";
import {
  formatCompact,
  formatMoney,
  formatPercent,
  formatQuantity,
  type MoneyStyle,
} from "../format/number.ts";
import {
  type Day as DayText,
  formatClock,
  formatDay,
  formatInstant,
  formatMonth,
  type Instant as InstantText,
  lastDayBefore,
  type Month as MonthText,
} from "../format/time.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { useLocale } from "../preferences/preferences.ts";
import { IconButton } from "./Button.tsx";
import { kitTexts } from "./texts.ts";

/** An amount; shortened to the coins of its currency, with all digits where it is hovered. */
export function Money({
  amount,
  currency,
  shown = "symbol",
  exact = false,
}: {
  amount: Decimal;
  currency: string;
  shown?: MoneyStyle["currency"];
  exact?: boolean;
}) {
  const locale = useLocale();
  const whole = formatMoney(amount, currency, locale, { currency: "code", exact: true });
  const text = formatMoney(amount, currency, locale, {
    ...(shown ? { currency: shown } : {}),
    exact,
  });
  return (
    <data value={amount} title={whole}>
      {text}
    </data>
  );
}

export function Quantity({
  amount,
  unit,
  compact = false,
}: {
  amount: Decimal;
  unit?: string;
  compact?: boolean;
}) {
  const locale = useLocale();
  const exact = formatQuantity(amount, locale);
  return (
    <data value={amount} title={exact}>
      {compact ? formatCompact(amount, locale) : exact}
      {unit && <span className="muted"> {unit}</span>}
    </data>
  );
}

export function Percent({ percents }: { percents: Decimal }) {
  return <data value={percents}>{formatPercent(percents, useLocale())}</data>;
}

/** Against the month before: an arrow and a sign, so that colour is not all. Null: nothing before. */
export function Change({
  percents,
  isGood = true,
}: {
  percents: Decimal | null;
  isGood?: boolean;
}) {
  const locale = useLocale();
  if (percents === null) return null;
  const sign = signOf(percents);
  const look = sign === 0 ? "" : sign > 0 === isGood ? "up" : "down";
  return (
    <span className={`change ${look}`}>
      {sign === 0 ? "" : sign > 0 ? "▲ " : "▼ "}
      {formatPercent(percents, locale, true)}
    </span>
  );
}

/** A programme day, the same in every zone. */
export function Day({ day }: { day: DayText }) {
  return <time dateTime={day}>{formatDay(day, useLocale())}</time>;
}

/** The end of what holds until before `day`, as people say it: its last day. Null: no end. */
export function Until({ day }: { day: DayText | null }) {
  const t = useTexts(kitTexts);
  return day === null ? (
    <span className="muted">{t("untilOpen")}</span>
  ) : (
    <Day day={lastDayBefore(day)} />
  );
}

export function Month({
  month,
  length = "short",
}: {
  month: MonthText;
  length?: "short" | "long";
}) {
  return <time dateTime={month}>{formatMonth(month, useLocale(), length)}</time>;
}

/** A point in time, in the reader's zone. */
export function Instant({ instant }: { instant: InstantText }) {
  return <time dateTime={instant}>{formatInstant(instant, useLocale())}</time>;
}

/** An id, in the type of ids, with a button that copies it. */
export function Id({ id }: { id: string }) {
  const t = useTexts(kitTexts);
  const [isCopied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(id).then(() => setCopied(true));
  return (
    <span className="copyable">
      <code>{id}</code>
      <IconButton
        small
        icon={isCopied ? "check" : "copy"}
        label={isCopied ? t("copied") : `${t("copy")} ${id}`}
        onPress={copy}
      />
    </span>
  );
}

export interface Standing {
  commit: number | null;
  at: Date | null;
  /** Late: some of it is missing. Closed: it will not change again. Unknown: neither is known. */
  state?: "current" | "late" | "closed" | "unknown";
  /** Tells more: what is missing. */
  onPress?: () => void;
}

/** When, and as known at which commit, what is shown was answered. Belongs to every figure. */
export function AsOf({ commit, at, state = "current", onPress }: Standing) {
  const t = useTexts(kitTexts);
  const locale = useLocale();
  const time = at === null ? t("notYet") : formatClock(at, locale);
  const words = {
    current: t("asOf", { time }),
    late: t("asOfLate", { time }),
    closed: t("asOfClosed"),
    unknown: t("asOf", { time }),
  };
  const known = commit === null ? t("notYet") : t("asOfCommit", { commit });
  const isUnknown = at === null && state === "current";
  return (
    <TooltipTrigger delay={200}>
      <Pressable
        className={`as-of button quiet small ${isUnknown ? "unknown" : state}`}
        {...(onPress ? { onPress } : {})}
      >
        <span className="dot" />
        {words[state]}
      </Pressable>
      <Tooltip className="tooltip">{known}</Tooltip>
    </TooltipTrigger>
  );
}

/** Of what a screen shows: nothing, or a value that may be absent. */
export function Absent() {
  return (
    <span className="muted" aria-hidden="true">
      –
    </span>
  );
}
