import { catalogue } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { IconButton } from "../kit/Button.tsx";
import { Select } from "../kit/Select.tsx";
import { ErrorState } from "../kit/states.tsx";
import { Missing } from "./Missing.tsx";
import type { Period } from "./period.ts";
import { useShortcuts } from "./shortcuts.ts";
import { shifted, type Span, type SpanKind, spanKinds, spanWith, textOf } from "./span.ts";
import { useSpanName } from "./span_name.ts";

const texts = catalogue(
  {
    month: "Month",
    quarter: "Quarter",
    year: "Programme year",
    twelve: "12 months up to",
    kind: "How long",
    period: "Period",
    earlier: "Month before",
    later: "Next month",
    earlierSpan: "Period before",
    laterSpan: "Next period",
    unread: "“{text}” is no period; this is {shown}",
  },
  {
    de: {
      month: "Monat",
      quarter: "Quartal",
      year: "Programmjahr",
      twelve: "12 Monate bis",
      kind: "Wie lang",
      period: "Zeitraum",
      earlier: "Monat davor",
      later: "Nächster Monat",
      earlierSpan: "Zeitraum davor",
      laterSpan: "Nächster Zeitraum",
      unread: "„{text}“ ist kein Zeitraum; dies ist {shown}",
    },
  },
);

/** Spans of a kind that have a known month, the latest first, and the one that is chosen. */
function optionsOf(kind: SpanKind, { known, yearStart }: Period, chosen: Span): Span[] {
  const all = new Map([[textOf(chosen), chosen]]);
  for (const month of known) {
    const span = spanWith(kind, month, yearStart);
    all.set(textOf(span), span);
  }
  return [...all.values()].sort((a, b) => (a.last < b.last ? 1 : -1));
}

/**
 * Chooses the month of the page, or what else it can answer for; "[" and "]" go to the one before
 * and after.
 */
export function PeriodSelect({ period, hasSpans = false }: { period: Period; hasSpans?: boolean }) {
  const t = useTexts(texts);
  const name = useSpanName();
  const { month, choose, known, yearStart } = period;
  const span = hasSpans ? period.span : spanWith("month", month, yearStart);
  const isMonthly = span.kind === "month";
  const [first = month, last = month] = [known[0], known.at(-1)];
  const [before, after] = [shifted(span, -1), shifted(span, 1)];
  const [hasBefore, hasAfter] = [
    before.last >= first,
    (isMonthly ? after.last : after.first) <= last,
  ];
  const go = (to: Span, isThere: boolean) => isThere && choose(to);
  const [earlier, later] = isMonthly
    ? [t("earlier"), t("later")]
    : [t("earlierSpan"), t("laterSpan")];
  useShortcuts([
    { keys: "[", text: earlier, run: () => go(before, hasBefore) },
    { keys: "]", text: later, run: () => go(after, hasAfter) },
  ]);
  if (period.error) return <ErrorState error={period.error} onRetry={period.reload} />;
  const options = optionsOf(span.kind, period, span);
  return (
    <div className="row">
      <Missing period={period} />
      {period.unread !== "" && (
        <span className="muted" role="note">
          {t("unread", { text: period.unread, shown: name(span) })}
        </span>
      )}
      {hasSpans && (
        <Select
          label={t("kind")}
          isLabelHidden
          options={spanKinds.map((one) => ({ id: one, text: t(one) }))}
          value={span.kind}
          onChange={(kind) => choose(spanWith(kind as SpanKind, month, yearStart))}
        />
      )}
      <div className="row tight together">
        <IconButton
          icon="back"
          label={earlier}
          onPress={() => go(before, hasBefore)}
          isDisabled={!hasBefore}
        />
        <Select
          label={isMonthly ? t("month") : t("period")}
          isLabelHidden
          options={options.map((one) => ({ id: textOf(one), text: name(one) }))}
          value={textOf(span)}
          onChange={(id) => {
            const chosen = options.find((one) => textOf(one) === id);
            if (chosen) choose(chosen);
          }}
        />
        <IconButton
          icon="forward"
          label={later}
          onPress={() => go(after, hasAfter)}
          isDisabled={!hasAfter}
        />
      </div>
    </div>
  );
}
