import { Link } from "wouter";
import { useTexts } from "../../i18n/use_texts.ts";
import { Card } from "../../kit/Figures.tsx";
import { useIsPhone } from "../../kit/media.ts";
import { Skeleton } from "../../kit/states.tsx";
import { Absent, Until } from "../../kit/values.tsx";
import { usePartnerNames } from "../../shell/names.ts";
import { classTexts, dataClasses } from "../classes.ts";
import type { Book } from "../use_book.ts";
import { LastLook, Seen } from "./cells.tsx";
import type { Seer } from "./rows.ts";
import { accessTexts } from "./texts.ts";
import { useSeers } from "./use_seers.ts";

/** So many partners are told without asking; those that see most. */
const kMost = 8;

/** Who sees what, until when, and when somebody looked: the access matrix where one comes in. */
export default function Glance({ book }: { book: Book }) {
  const t = useTexts(accessTexts);
  const isPhone = useIsPhone();
  const { rows, isPending } = useSeers(book);
  if (book.error !== null) return null;
  if (isPending) return <Skeleton lines={4} />;
  if (rows.length === 0) return null;
  const Rows = isPhone ? Cards : Table;
  return (
    <Card
      title={t("tabAccess")}
      actions={
        rows.length > kMost && <Link href="/c/access">{t("allSeers", { count: rows.length })}</Link>
      }
    >
      <Rows rows={rows.slice(0, kMost)} all={book.rows.length} />
    </Card>
  );
}

interface Shown {
  rows: readonly Seer[];
  all: number;
}

function Table({ rows, all }: Shown) {
  const t = useTexts(accessTexts);
  const words = useTexts(classTexts);
  return (
    <table className="table">
      <caption className="visually-hidden">{t("caption")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("partner")}</th>
          {dataClasses.map((one) => (
            <th key={one} scope="col" className="number">
              {words(`${one}_short`)}
            </th>
          ))}
          <th scope="col">{t("until")}</th>
          <th scope="col">{t("looked")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.partner}>
            <th scope="row">
              <Partner row={row} />
            </th>
            {dataClasses.map((one) => (
              <td key={one} className="number">
                <Seen ids={row.seen[one]} all={all} />
              </td>
            ))}
            <td>
              <Ends row={row} />
            </td>
            <td>
              <LastLook of={row.looked} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cards({ rows, all }: Shown) {
  const t = useTexts(accessTexts);
  return (
    <ul className="card-list" aria-label={t("caption")}>
      {rows.map((row) => (
        <li key={row.partner}>
          <div className="card-title">
            <Partner row={row} />
          </div>
          <dl>
            {[
              { name: t("sees"), value: <Classes row={row} all={all} /> },
              { name: t("until"), value: <Ends row={row} /> },
              { name: t("looked"), value: <LastLook of={row.looked} /> },
            ].map(({ name, value }) => (
              <div key={name} className="fact">
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Classes({ row, all }: { row: Seer; all: number }) {
  const t = useTexts(accessTexts);
  const words = useTexts(classTexts);
  const seen = dataClasses.filter((one) => row.seen[one].length > 0);
  if (seen.length === 0) return <Absent />;
  return seen
    .map((one) => `${words(`${one}_short`)} ${t("of", { count: row.seen[one].length, all })}`)
    .join(", ");
}

function Partner({ row }: { row: Seer }) {
  const partner = usePartnerNames();
  const href = `/c/access?row=${encodeURIComponent(row.partner)}`;
  return <Link href={href}>{partner(row.partner)}</Link>;
}

function Ends({ row }: { row: Seer }) {
  return row.associations.length === 0 ? <Absent /> : <Until day={row.until} />;
}
