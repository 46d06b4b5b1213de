import { useMemo } from "react";
import { useTexts } from "../../i18n/use_texts.ts";
import type { Column } from "../../kit/table/column.tsx";
import { useAccountName, useCauseName, useKindName, usePayoutName } from "../../shell/books.ts";
import type { Registry } from "../registry.ts";
import { useReasons } from "../../shell/reason_codes.ts";
import { useTerms } from "../terms/use_terms.ts";
import type { StatementLine } from "./statement.ts";
import { statementsTexts } from "./texts.ts";

export function useLineColumns(registry: Registry): Column<StatementLine>[] {
  const t = useTexts(statementsTexts);
  const { leverName } = useTerms();
  const reasons = useReasons();
  const [kind, account] = [useKindName(), useAccountName()];
  const [payout, cause] = [usePayoutName(), useCauseName()];
  return useMemo(() => {
    const text = (
      id: keyof StatementLine & keyof typeof statementsTexts.en,
      more: Partial<Column<StatementLine>> = {},
    ): Column<StatementLine> => ({
      id,
      title: t(id),
      kind: "text",
      filter: "choice",
      value: (row) => row[id] || null,
      ...more,
    });
    return [
      text("line", { kind: "count" }),
      text("amount", {
        kind: "money",
        isKey: true,
        currency: (row) => row.currency,
      }),
      text("kind", { words: (row) => kind(row.kind) }),
      text("lever", { words: (row) => (row.lever ? leverName(row.lever) : ""), isKey: true }),
      text("subscription", { kind: "id", filter: "words" }),
      {
        id: "customer",
        title: t("customer"),
        kind: "text",
        value: (row) => registry.customerOf(row.subscription) ?? null,
        words: (row) => {
          const id = registry.customerOf(row.subscription);
          return id ? registry.customer(id) : "";
        },
      },
      {
        id: "earning_month",
        title: t("month"),
        kind: "month",
        value: (row) => row.earning_month || null,
      },
      text("payout", { words: (row) => (row.payout ? payout(row.payout) : "") }),
      text("base", { kind: "quantity" }),
      text("rates"),
      {
        id: "path",
        title: t("path"),
        kind: "text",
        filter: "choice",
        value: (row) => `${row.from} → ${row.to}`,
        words: (row) => `${account(row.from)} → ${account(row.to)}`,
      },
      {
        id: "reason",
        title: t("reason"),
        kind: "text",
        filter: "choice",
        value: (row) => row.reason_code || null,
        words: (row) => (row.reason_code ? reasons.words(row.reason_code) : ""),
      },
      text("cause", { words: (row) => (row.cause ? cause(row.cause) : "") }),
    ];
  }, [t, registry, leverName, reasons, kind, account, payout, cause]);
}
