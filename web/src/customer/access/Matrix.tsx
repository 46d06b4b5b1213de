import { useTexts } from "../../i18n/use_texts.ts";
import { AssociationTypeMark, useTypeName } from "../../kit/Badge.tsx";
import type { Action } from "../../kit/Menu.tsx";
import { EmptyState } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable, listOf } from "../../kit/table/DataTable.tsx";
import { Absent, Until } from "../../kit/values.tsx";
import { useAddress } from "../../shell/address.ts";
import { type NameOf, usePartnerNames } from "../../shell/names.ts";
import { useMay } from "../../shell/session.tsx";
import { Unknown } from "../../shell/Unknown.tsx";
import { classTexts, dataClasses } from "../classes.ts";
import { Refused } from "../../shell/Refused.tsx";
import type { Book } from "../use_book.ts";
import { LastLook, Seen } from "./cells.tsx";
import { ChangeDialog } from "./ChangeDialog.tsx";
import { breadth, type Seer } from "./rows.ts";
import { SeerDrawer } from "./SeerDrawer.tsx";
import { StopDialog } from "./StopDialog.tsx";
import { accessTexts } from "./texts.ts";
import { useSeers } from "./use_seers.ts";

/** Partner by class of data: of how many subscriptions, since when, until when, last looked. */
export function Matrix({ book }: { book: Book }) {
  const t = useTexts(accessTexts);
  const { rows, isPending } = useSeers(book);
  const partner = usePartnerNames();
  const mayChange = useMay("consents:write");
  const { values, change } = useAddress();
  const columns = useColumns(partner, book.rows.length);
  const { commit, at } = book.subscriptions;
  const list = {
    ...listOf(rows, { commit, at }),
    isPending,
    error: book.error,
    reload: book.subscriptions.reload,
  };
  const actions = (row: Seer): Action[] => [
    {
      id: "narrow",
      text: t("narrow"),
      icon: "filter",
      isDisabled: !mayChange,
      run: () => change({ change: row.partner }, "push"),
    },
    {
      id: "stop",
      text: t("stop"),
      icon: "lock",
      isDangerous: true,
      isDisabled: !mayChange || breadth(row) === 0,
      run: () => change({ stop: row.partner }, "push"),
    },
    {
      id: "open",
      text: t("open"),
      icon: "eye",
      run: () => change({ row: row.partner }, "push"),
    },
  ];
  const close = () => change({ row: null, change: null, stop: null });
  const named = (name: string) => rows.find((one) => one.partner === values.get(name));
  const [opened, changed, stopped] = [named("row"), named("change"), named("stop")];
  const unknown = ["row", "change", "stop"]
    .map((name) => values.get(name))
    .find((id) => id != null && !rows.some((one) => one.partner === id));
  const isKnown = !isPending && book.error === null;
  return (
    <>
      {isKnown && unknown != null && (
        <Unknown
          id={unknown}
          told={
            partner(unknown) === unknown
              ? undefined
              : { name: partner(unknown), text: t("seesNone") }
          }
          onClose={close}
        />
      )}
      <DataTable
        name="access"
        caption={t("caption")}
        columns={columns}
        list={list}
        rowId={(row) => row.partner}
        rowName={(row) => partner(row.partner)}
        onOpen={(row) => change({ row: row.partner }, "push")}
        actions={actions}
        empty={<EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>}
      />
      {opened && (
        <SeerDrawer seer={opened} name={partner(opened.partner)} book={book} onClose={close} />
      )}
      {!mayChange && (changed ?? stopped) && (
        <Refused title={changed ? t("narrow") : t("stop")} right="consents:write" onClose={close} />
      )}
      {mayChange && changed && (
        <ChangeDialog seer={changed} name={partner(changed.partner)} book={book} onClose={close} />
      )}
      {mayChange && stopped && (
        <StopDialog partner={stopped.partner} name={partner(stopped.partner)} onClose={close} />
      )}
    </>
  );
}

function useColumns(partner: NameOf, all: number): Column<Seer>[] {
  const t = useTexts(accessTexts);
  const words = useTexts(classTexts);
  const typeName = useTypeName();
  return [
    wordColumn("partner", t("partner"), partner),
    {
      id: "roles",
      title: t("roles"),
      kind: "text",
      isKey: true,
      filter: "none",
      value: (row) => row.types.join(" ") || null,
      words: (row) => row.types.map(typeName).join(" "),
      cell: (row) =>
        row.types.length === 0 ? (
          <span className="muted">{row.isPast ? t("past") : <Absent />}</span>
        ) : (
          <span className="row tight">
            {row.types.map((one) => (
              <AssociationTypeMark key={one} type={one} isShort={row.types.length > 1} />
            ))}
          </span>
        ),
    },
    ...dataClasses.map((one): Column<Seer> => ({
      id: one,
      title: words(`${one}_short`),
      kind: "count",
      isKey: one !== "subscription_facts",
      value: (row) => (row.seen[one].length === 0 ? null : String(row.seen[one].length)),
      cell: (row) => <Seen ids={row.seen[one]} all={all} />,
    })),
    { id: "since", title: t("since"), kind: "day", value: (row) => row.since },
    {
      id: "until",
      title: t("until"),
      kind: "day",
      isKey: true,
      value: (row) => row.until,
      cell: (row) => (row.associations.length === 0 ? <Absent /> : <Until day={row.until} />),
    },
    {
      id: "looked",
      title: t("looked"),
      kind: "instant",
      isKey: true,
      value: (row) => row.looked ?? null,
      cell: (row) => <LastLook of={row.looked} />,
    },
  ];
}
