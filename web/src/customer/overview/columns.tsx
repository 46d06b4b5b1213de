import { useTexts } from "../../i18n/use_texts.ts";
import { AssociationTypeMark } from "../../kit/Badge.tsx";
import { IconButton } from "../../kit/Button.tsx";
import { useIsPhone } from "../../kit/media.ts";
import type { Column } from "../../kit/table/column.tsx";
import { Absent, Day, Until } from "../../kit/values.tsx";
import type { NameOf } from "../../shell/names.ts";
import { useReasons } from "../../shell/reason_codes.ts";
import { classTexts } from "../classes.ts";
import {
  type Association,
  closedGate,
  type Held,
  isAhead,
  isRecord,
  isResold,
  reaches,
} from "../holdings.ts";
import { overviewTexts } from "./texts.ts";

interface Names {
  product: NameOf;
  partner: NameOf;
  /** All that there are, for what is planned. */
  associations: readonly Association[];
  today: string;
  /** Ends the partner of record; absent where the caller may not. */
  end: ((association: Association) => void) | null;
}

export function useColumns(names: Names): Column<Held>[] {
  const t = useTexts(overviewTexts);
  const words = useTexts(classTexts);
  const { product, partner } = names;
  const record = (row: Held) => row.record;
  return [
    {
      id: "id",
      title: t("subscription"),
      kind: "id",
      value: (row) => row.id,
      words: (row) => `${product(row.product_id)} ${row.id}`,
      cell: (row) => (
        <span className="row tight">
          {product(row.product_id)} <code>{row.id}</code>
        </span>
      ),
    },
    {
      id: "product",
      title: t("product"),
      kind: "text",
      isExtra: true,
      filter: "choice",
      value: (row) => row.product_id,
      words: (row) => product(row.product_id),
      field: "product_id",
      named: product,
    },
    {
      id: "record",
      title: t("record"),
      kind: "text",
      isKey: true,
      filter: "choice",
      value: (row) => record(row)?.partner_id ?? null,
      words: (row) => (row.record ? partner(row.record.partner_id) : ""),
      cell: (row) => <Record row={row} names={names} />,
    },
    {
      id: "others",
      title: t("others"),
      kind: "text",
      isKey: true,
      filter: "none",
      value: (row) => row.others.map((one) => one.partner_id).join(" ") || null,
      words: (row) => row.others.map((one) => partner(one.partner_id)).join(" "),
      cell: (row) => <Others row={row} partner={partner} />,
    },
    {
      id: "shared",
      title: t("shared"),
      kind: "text",
      isKey: true,
      filter: "none",
      value: (row) => row.shared.join(" ") || null,
      words: (row) => row.shared.map((one) => words(one)).join(", "),
      cell: (row) => <Shared row={row} partner={partner} />,
    },
    {
      id: "since",
      title: t("since"),
      kind: "day",
      value: (row) => record(row)?.valid_from ?? null,
    },
    {
      id: "until",
      title: t("until"),
      kind: "day",
      isKey: true,
      value: (row) => record(row)?.valid_to ?? null,
      cell: (row) => <Ends row={row} names={names} />,
    },
    {
      id: "currency",
      title: t("currency"),
      kind: "text",
      filter: "choice",
      isExtra: true,
      value: (row) => row.currency,
      field: "currency",
    },
    {
      id: "begun",
      title: t("begun"),
      kind: "day",
      isExtra: true,
      value: (row) => row.valid_from,
      field: "valid_from",
    },
  ];
}

function Record({ row, names }: { row: Held; names: Names }) {
  const t = useTexts(overviewTexts);
  const { partner, product, end } = names;
  const { record } = row;
  const reasons = useReasons();
  const gate = closedGate(row);
  const subscription = `${product(row.product_id)} ${row.id}`;
  if (record === null)
    return isResold(row) ? <div className="cell-note muted">{t("resold")}</div> : <Absent />;
  return (
    <>
      <span className="row tight">
        <AssociationTypeMark type={record.type} isShort />
        {partner(record.partner_id)}
        {end && (
          <IconButton
            small
            icon="close"
            label={t("endOn", { partner: partner(record.partner_id), subscription })}
            onPress={() => end(record)}
          />
        )}
      </span>
      {gate !== null && (
        <div className="cell-note muted">{t("closed", { reason: reasons.words(gate) })}</div>
      )}
    </>
  );
}

/** The last day, and who comes after it. */
function Ends({ row, names }: { row: Held; names: Names }) {
  const t = useTexts(overviewTexts);
  const next = names.associations.find(
    (one) =>
      isRecord(one) &&
      reaches(one, row.id) &&
      isAhead(one, names.today) &&
      (one.valid_to === null || one.valid_to > (one.valid_from ?? "")),
  );
  if (row.record === null && !next) return <Absent />;
  return (
    <span>
      {row.record && <Until day={row.record.valid_to} />}
      {next?.valid_from && (
        <span className="muted">
          {" "}
          {t.rich("planned", {
            day: <Day day={next.valid_from} />,
            partner: names.partner(next.partner_id),
          })}
        </span>
      )}
    </span>
  );
}

function Others({ row, partner }: { row: Held; partner: NameOf }) {
  const isPhone = useIsPhone();
  if (row.others.length === 0) return <Absent />;
  return (
    <span className="row tight">
      {row.others.map((one) => (
        <span key={one.id} className="row tight" title={partner(one.partner_id)}>
          <AssociationTypeMark type={one.type} isShort />
          <span className={isPhone || row.others.length === 1 ? "" : "visually-hidden"}>
            {partner(one.partner_id)}
          </span>
        </span>
      ))}
    </span>
  );
}

/** With whom: one by name, more by number; Partners & access says who sees which. */
function Shared({ row, partner }: { row: Held; partner: NameOf }) {
  const t = useTexts(overviewTexts);
  const words = useTexts(classTexts);
  const [first, ...more] = row.seers;
  if (first === undefined) return <Absent />;
  const count = more.length + 1;
  const who =
    more.length === 0
      ? t("sharedWith", { partner: partner(first) })
      : t("sharedWithMany", { count });
  return (
    <span>
      {row.shared.map((one) => words(`${one}_short`)).join(", ")}{" "}
      <span className="muted" title={row.seers.map(partner).join(", ")}>
        {who}
      </span>
    </span>
  );
}
