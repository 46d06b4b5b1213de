import { useTexts } from "../../i18n/use_texts.ts";
import { useTypeName } from "../../kit/Badge.tsx";
import { IconButton } from "../../kit/Button.tsx";
import { EmptyState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { useIdColumn } from "../../kit/table/id_column.ts";
import { Until } from "../../kit/values.tsx";
import { useAddress } from "../../shell/address.ts";
import { usePartnerNames, useProductNames } from "../../shell/names.ts";
import { useMay } from "../../shell/session.tsx";
import { EndDialog } from "../attach/EndDialog.tsx";
import { attachTexts } from "../attach/texts.ts";
import { isRecognised } from "../../shell/recognised.ts";
import type { Association } from "../holdings.ts";
import { Refused } from "../../shell/Refused.tsx";
import type { Book } from "../use_book.ts";
import { accessTexts } from "./texts.ts";

/** Every association of today and of the days to come; each can be ended in two clicks. */
export function Associations({ book }: { book: Book }) {
  const t = useTexts(accessTexts);
  const about = useTexts(attachTexts);
  const [product, partner] = [useProductNames(), usePartnerNames()];
  const { values, change } = useAddress();
  const mayEnd = useMay("associations:write");
  const nameOf = (id: string | null) => {
    const row = book.rows.find((one) => one.id === id);
    return row ? `${product(row.product_id)} ${row.id}` : (id ?? t("all"));
  };
  const rows = book.associations.filter(
    (one) =>
      one.valid_to === null || (one.valid_to > book.today && one.valid_to > (one.valid_from ?? "")),
  );
  const open = rows.find((one) => one.id === values.get("end"));
  const list = { ...book.subscriptions, rows, error: book.error, isPending: book.isPending };
  return (
    <>
      <DataTable
        name="associations"
        caption={t("associationsCaption")}
        columns={useColumns(nameOf, mayEnd ? (id) => change({ end: id }, "push") : null)}
        list={list}
        rowId={(row) => row.id}
        rowName={(row) => `${partner(row.partner_id)} ${nameOf(row.subscription_id)}`}
        whole={{ list: "associations" }}
        empty={<EmptyState title={t("associationsEmpty")}>{t("associationsEmptyText")}</EmptyState>}
      />
      {open && !mayEnd && (
        <Refused
          title={about("endAPartner")}
          right="associations:write"
          onClose={() => change({ end: null })}
        />
      )}
      {open && mayEnd && (
        <EndDialog
          book={book}
          associations={[open]}
          partner={partner}
          subscription={nameOf}
          onClose={() => change({ end: null })}
        />
      )}
    </>
  );
}

function useColumns(
  nameOf: (id: string | null) => string,
  end: ((id: string) => void) | null,
): Column<Association>[] {
  const t = useTexts(accessTexts);
  const partner = usePartnerNames();
  const typeName = useTypeName();
  const sourceOf = (source: string) =>
    source === "recognition" || source === "import" || source === "act"
      ? t(`source_${source}`)
      : source;
  const idColumn = useIdColumn<Association>();
  return [
    {
      id: "partner",
      title: t("partner"),
      kind: "text",
      value: (row) => row.partner_id,
      words: (row) => partner(row.partner_id),
    },
    {
      id: "type",
      title: t("type"),
      kind: "type",
      isKey: true,
      value: (row) => row.type,
      words: (row) => typeName(row.type),
    },
    {
      id: "subscription",
      title: t("subscription"),
      kind: "text",
      isKey: true,
      value: (row) => row.subscription_id,
      words: (row) => nameOf(row.subscription_id),
    },
    { id: "since", title: t("since"), kind: "day", value: (row) => row.valid_from },
    {
      id: "until",
      title: t("until"),
      kind: "day",
      isKey: true,
      value: (row) => row.valid_to,
      cell: (row) => (
        <span className="row tight">
          <Until day={row.valid_to} />
          {isRecognised(row) ? (
            <span className="muted">{t("recognised")}</span>
          ) : (
            end && (
              <IconButton
                small
                icon="close"
                label={t("end", {
                  partner: partner(row.partner_id),
                  subscription: nameOf(row.subscription_id),
                })}
                onPress={() => end(row.id)}
              />
            )
          )}
        </span>
      ),
    },
    wordColumn("source", t("source"), sourceOf, { filter: "choice" }),
    idColumn,
  ];
}
