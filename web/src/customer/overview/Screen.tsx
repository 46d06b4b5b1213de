import { lazy, Suspense, useEffect, useState } from "react";
import { Link } from "wouter";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Figures } from "../../kit/Figures.tsx";
import type { Action } from "../../kit/Menu.tsx";
import { EmptyState, Skeleton } from "../../kit/states.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { AsOf, Quantity } from "../../kit/values.tsx";
import { useAddress } from "../../shell/address.ts";
import { usePartnerNames, useProductNames } from "../../shell/names.ts";
import { GuideLink } from "../../shell/GuideLink.tsx";
import { Page } from "../../shell/Page.tsx";
import { useMay } from "../../shell/session.tsx";
import { Unknown } from "../../shell/Unknown.tsx";
import { EndDialog } from "../attach/EndDialog.tsx";
import { attachTexts } from "../attach/texts.ts";
import { hasRecord, type Held, isResold } from "../holdings.ts";
import { Refused, refusedTexts } from "../../shell/Refused.tsx";
import { useWaiting } from "../requests/use_requests.ts";
import { type Book, useBook } from "../use_book.ts";
import { useColumns } from "./columns.tsx";
import { History } from "./History.tsx";
import { Standing } from "./Standing.tsx";
import { overviewTexts } from "./texts.ts";

const Glance = lazy(() => import("../access/Glance.tsx"));
const loadAttach = () => import("../attach/AttachDialog.tsx");
const AttachDialog = lazy(loadAttach);
const kAll = "all";
const kNone: ReadonlySet<string> = new Set();

export default function Screen() {
  const t = useTexts(overviewTexts);
  const refused = useTexts(refusedTexts);
  const book = useBook();
  const mayChange = useMay("associations:write");
  const { change } = useAddress();
  const waiting = useWaiting().length;
  const { rows } = book;
  const { commit, at } = book.subscriptions;
  const withPartner = rows.filter(hasRecord).length;
  const attach = (
    <Button look="primary" icon="add" onPress={() => change({ attach: kAll }, "push")}>
      {t("attach")}
    </Button>
  );
  return (
    <Page
      title={t("title")}
      actions={mayChange && rows.length > 0 && attach}
      lead={
        <>
          {!mayChange && refused("mayNot")} <AsOf commit={commit} at={at} />{" "}
          <GuideLink guide="partner-of-record" />
        </>
      }
    >
      <Figures
        figures={[
          { name: t("subscriptions"), value: <Quantity amount={String(rows.length)} /> },
          { name: t("withPartner"), value: <Quantity amount={String(withPartner)} /> },
          {
            name: t("waiting"),
            value: <Quantity amount={String(waiting)} />,
            note: waiting > 0 && <Link href="/c/requests">{t("answer")}</Link>,
          },
        ]}
      />
      <Suspense fallback={<Skeleton lines={4} />}>
        <Glance book={book} />
      </Suspense>
      <Standing partner={usePartnerNames()} mayEnd={mayChange} />
      <Table book={book} mayChange={mayChange} />
      <Suspense fallback={null}>
        <Opened book={book} mayChange={mayChange} />
      </Suspense>
    </Page>
  );
}

function Table({ book, mayChange }: { book: Book; mayChange: boolean }) {
  const t = useTexts(overviewTexts);
  const [product, partner] = [useProductNames(), usePartnerNames()];
  const { change } = useAddress();
  const [ids, select] = useState(kNone);
  const columns = useColumns({
    product,
    partner,
    associations: book.associations,
    today: book.today,
    end: mayChange ? (one) => change({ end: one.id }, "push") : null,
  });
  const actions = (row: Held): Action[] => {
    const record = row.record;
    const name = record ? partner(record.partner_id) : "";
    return [
      {
        id: "attach",
        text: record ? t("replace", { partner: name }) : t("attachHere"),
        icon: "people",
        isDisabled: !mayChange || isResold(row),
        run: () => change({ attach: row.id }, "push"),
      },
      ...(record
        ? [
            {
              id: "end",
              text: t("end", { partner: name }),
              icon: "close" as const,
              isDangerous: true,
              isDisabled: !mayChange,
              run: () => change({ end: record.id }, "push"),
            },
          ]
        : []),
      {
        id: "history",
        text: t("history"),
        icon: "clock",
        run: () => change({ history: row.id }, "push"),
      },
    ];
  };
  const list = {
    ...book.subscriptions,
    rows: [...book.rows],
    error: book.error,
    isPending: book.isPending,
  };
  return (
    <DataTable
      name="subscriptions"
      caption={t("caption")}
      columns={columns}
      list={list}
      rowId={(row) => row.id}
      rowName={(row) => `${product(row.product_id)} ${row.id}`}
      actions={actions}
      {...(mayChange ? { selection: { ids, onChange: select } } : {})}
      bulk={<Bulk ids={ids} book={book} />}
      whole={{ list: "subscriptions" }}
      empty={<EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>}
    />
  );
}

/** What can be done with the subscriptions that are selected. */
function Bulk({ ids, book }: { ids: ReadonlySet<string>; book: Book }) {
  const t = useTexts(overviewTexts);
  const { change } = useAddress();
  const records = book.rows.flatMap((one) => (ids.has(one.id) ? (one.record ?? []) : []));
  const unique = [...new Set(records.map((one) => one.id))];
  return (
    <>
      <Button icon="people" onPress={() => change({ attach: [...ids].join(",") }, "push")}>
        {t("attachChosen", { count: ids.size })}
      </Button>
      {unique.length > 0 && (
        <Button icon="close" onPress={() => change({ end: unique.join(",") }, "push")}>
          {t("endChosen", { count: unique.length })}
        </Button>
      )}
    </>
  );
}

/** The dialogue that the address names. */
function Opened({ book, mayChange }: { book: Book; mayChange: boolean }) {
  const about = useTexts(attachTexts);
  const { values, change } = useAddress();
  const [product, partner] = [useProductNames(), usePartnerNames()];
  const close = () => change({ attach: null, partner: null, end: null, history: null });
  const nameOf = (id: string | null) => {
    const row = book.rows.find((one) => one.id === id);
    return row ? `${product(row.product_id)} ${row.id}` : (id ?? "");
  };
  const [attach, end, history] = ["attach", "end", "history"].map((one) => values.get(one));
  // Here behind the page, before it is asked for: it opens at once, and without a connection too.
  const isExpected = mayChange && !book.isPending;
  useEffect(() => {
    if (isExpected) void loadAttach().catch(() => {});
  }, [isExpected]);
  if (book.isPending) return null;
  if (!mayChange && (attach ?? end)) {
    const title = attach ? about("attachTitle") : about("endAPartner");
    return <Refused title={title} right="associations:write" onClose={close} />;
  }
  const isHere = (id: string) => book.rows.some((one) => one.id === id);
  const unknown = [history, ...(attach === kAll ? [] : (attach?.split(",") ?? []))].find(
    (id) => id != null && !isHere(id),
  );
  if (unknown != null && book.error === null) return <Unknown id={unknown} onClose={close} />;
  if (attach) {
    const wanted = attach === kAll ? null : attach.split(",");
    return (
      <AttachDialog
        key={attach}
        book={book}
        wanted={wanted}
        preferred={values.get("partner")}
        onClose={close}
      />
    );
  }
  const wanted = end?.split(",") ?? [];
  const associations = book.associations.filter((one) => wanted.includes(one.id));
  if (associations.length > 0) {
    return (
      <EndDialog
        key={end}
        book={book}
        associations={associations}
        partner={partner}
        subscription={nameOf}
        onClose={close}
      />
    );
  }
  if (end && book.error === null) return <Unknown id={end} onClose={close} />;
  if (!history) return null;
  return (
    <History
      book={book}
      subscription={history}
      name={nameOf(history)}
      partner={partner}
      onClose={close}
    />
  );
}
