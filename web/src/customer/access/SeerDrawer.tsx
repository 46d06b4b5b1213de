import { Link } from "wouter";
import { useTexts } from "../../i18n/use_texts.ts";
import { AssociationTypeMark } from "../../kit/Badge.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { Day, Instant, Until } from "../../kit/values.tsx";
import { useProductNames } from "../../shell/names.ts";
import { useMay } from "../../shell/session.tsx";
import { classTexts, dataClasses } from "../classes.ts";
import { type DataAccess, isSeenOn } from "../holdings.ts";
import { actionTexts } from "../log/texts.ts";
import type { Book } from "../use_book.ts";
import { useLooksOf } from "./looks.ts";
import type { Seer } from "./rows.ts";
import { accessTexts } from "./texts.ts";

const kLooks = 20;
/** Deeds after which the rows are in the partner's hands. */
const kTaken: ReadonlySet<string> = new Set(["exported", "sql"]);

/** One partner: what it sees of which subscription by whose word, and who of it looked. */
export function SeerDrawer({
  seer,
  name,
  book,
  onClose,
}: {
  seer: Seer;
  name: string;
  book: Book;
  onClose: () => void;
}) {
  const t = useTexts(accessTexts);
  const words = useTexts(classTexts);
  const product = useProductNames();
  const own = book.access.filter((one) => one.partner_id === seer.partner);
  const subscriptions = [...new Set(own.map((one) => one.subscription_id))].sort();
  const nameOf = (id: string) => {
    const row = book.rows.find((one) => one.id === id);
    return row ? `${product(row.product_id)} ${id}` : id;
  };
  return (
    <Dialog title={name} isOpen onClose={onClose} place="side">
      <p className="row">
        {seer.types.map((one) => (
          <AssociationTypeMark key={one} type={one} />
        ))}
      </p>
      {subscriptions.map((id) => {
        const rows = own.filter((one) => one.subscription_id === id);
        return (
          <section key={id} className="card" aria-label={nameOf(id)}>
            <h3>{nameOf(id)}</h3>
            <ul>
              {dataClasses.flatMap((data) =>
                rows
                  .filter((one) => one.class === data)
                  .map((one) => (
                    <li key={`${data} ${one.workload ?? ""} ${one.since ?? ""}`}>
                      {words(data)} <Days access={one} isNow={isSeenOn(one, book.today)} />
                    </li>
                  )),
              )}
            </ul>
            <p className="muted">
              {t("byWord")}: <Words rows={rows} />
            </p>
          </section>
        );
      })}
      <Looks customer={book.customer} partner={seer.partner} />
    </Dialog>
  );
}

function Days({ access, isNow }: { access: DataAccess; isNow: boolean }) {
  const t = useTexts(accessTexts);
  return (
    <span className="muted">
      {access.since && <Day day={access.since} />} – <Until day={access.until} />
      {!isNow && ` (${t("past")})`}
    </span>
  );
}

function Words({ rows }: { rows: readonly DataAccess[] }) {
  const t = useTexts(accessTexts);
  const all = [...new Set(rows.map((one) => one.consent))];
  return all.map((one, place) => (
    <span key={one}>
      {place > 0 && ", "}
      {one === "programme_rule" ? (
        t("rule")
      ) : (
        <Link href={`/c/access?tab=consents&receipt=${encodeURIComponent(one)}`}>
          {t("receipt", { id: one })}
        </Link>
      )}
    </span>
  ));
}

function Looks({ customer, partner }: { customer: string; partner: string }) {
  const t = useTexts(accessTexts);
  const actions = useTexts(actionTexts);
  const { rows, isPending, error } = useLooksOf(customer, partner, kLooks);
  if (!useMay("access_log:read")) return null;
  return (
    <section className="stack tight" aria-label={t("looks")}>
      <h3>{t("looks")}</h3>
      {error && <ErrorState error={error} />}
      {isPending && <Skeleton lines={2} />}
      {!isPending && !error && rows.length === 0 && <p className="muted">{t("looksNone")}</p>}
      <ul>
        {rows.slice(0, kLooks).map((one) => (
          <li key={one.number}>
            <Instant instant={one.at} />{" "}
            {t("look", {
              who: one.who,
              object: [one.object, one.object_id].filter(Boolean).join(" "),
              action: actions(one.action),
            })}
            {kTaken.has(one.action) && ` (${t("lookRows", { count: one.rows })})`}
          </li>
        ))}
      </ul>
      {rows.length > 0 && <Link href="/c/access-log">{t("looksAll")}</Link>}
    </section>
  );
}
