import { useState } from "react";
import { type RowOf, useList } from "../../api/questions.ts";
import { signOf } from "../../format/decimal.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { EmptyState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { useAccountName, usePayoutName } from "../../shell/books.ts";
import { usePartnerNames } from "../../shell/names.ts";
import { PetitionDialog } from "../../shell/PetitionDialog.tsx";
import { freeOf } from "../../shell/petition_amount.ts";
import { useMay } from "../../shell/session.tsx";
import { ledgerTexts } from "./texts.ts";

type OperatorKind = "release" | "forfeit" | "exception";

/** What an operator may ask of an account: docs/domain/petitions.md. */
function kindsOf({ account }: { account: string }): readonly OperatorKind[] {
  if (account === "held") return ["release", "forfeit"];
  return account === "outside_window" ? ["exception"] : [];
}

type Balance = RowOf<"/v1/balances">;

/** What stands in each account; what waits for a decision there is asked for here. */
export function Balances() {
  const t = useTexts(ledgerTexts);
  const partner = usePartnerNames();
  const account = useAccountName();
  const payout = usePayoutName();
  const list = useList("/v1/balances", {}, { pageSize: 1000 });
  const mayAsk = useMay("petitions:write");
  const [asked, setAsked] = useState<{ kind: OperatorKind; of: Balance } | null>(null);
  const hinderedBy = (row: Balance) => {
    if (!mayAsk) return { isDisabled: true, hint: t("mayNotAsk") };
    return signOf(freeOf(row)) === 0 ? { isDisabled: true, hint: t("nothingFree") } : {};
  };
  const columns: Column<Balance>[] = [
    wordColumn("partner_id", t("partner"), partner, { field: "partner_id", named: partner }),
    wordColumn("account", t("account"), account, {
      filter: "choice",
      isKey: true,
      field: "account",
    }),
    wordColumn("payout", t("payout"), payout, { filter: "choice", field: "payout" }),
    { id: "fund", title: t("fund"), kind: "month", value: (row) => row.fund, field: "fund" },
    {
      id: "amount",
      title: t("amount"),
      kind: "money",
      isKey: true,
      hasTotal: true,
      value: (row) => row.amount,
      field: "amount",
      currency: (row) => row.currency,
      currencyField: "currency",
    },
    {
      id: "asked",
      title: t("asked"),
      kind: "money",
      value: (row) => (signOf(row.asked) === 0 ? null : row.asked),
      currency: (row) => row.currency,
    },
  ];
  return (
    <>
      <DataTable
        name="balances"
        caption={t("balances")}
        columns={columns}
        list={list}
        rowId={(row) => [row.partner_id, row.currency, row.account, row.payout, row.fund].join(" ")}
        rowName={(row) => `${partner(row.partner_id)} ${account(row.account)}`}
        actions={(row) =>
          kindsOf(row).map((kind) => ({
            id: kind,
            text: t(kind),
            isDangerous: kind === "forfeit",
            ...hinderedBy(row),
            run: () => setAsked({ kind, of: row }),
          }))
        }
        whole={{ list: "balances" }}
        empty={<EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
      />
      {asked && <Ask {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function Ask({ kind, of, onClose }: { kind: OperatorKind; of: Balance; onClose: () => void }) {
  const t = useTexts(ledgerTexts);
  const partner = usePartnerNames();
  const payout = usePayoutName();
  return (
    <PetitionDialog
      kind={kind}
      balance={of}
      title={t(`${kind}Title`, { partner: partner(of.partner_id) })}
      action={(amount) => t(`${kind}Action`, { amount })}
      isDangerous={kind === "forfeit"}
      onClose={onClose}
    >
      <p>{t(`${kind}Lead`, { payout: payout(of.payout) })}</p>
    </PetitionDialog>
  );
}
