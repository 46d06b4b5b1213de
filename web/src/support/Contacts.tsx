import { type RowOf, useList } from "../api/questions.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Badge } from "../kit/Badge.tsx";
import { Card } from "../kit/Figures.tsx";
import { ErrorState, Skeleton } from "../kit/states.tsx";
import { useFamilies } from "../shell/families.ts";
import { supportTexts } from "./texts.ts";

type Contact = RowOf<"/v1/support-contacts">;

/** Those of the reader's families first, the one for everything else last. */
function inOrder(contacts: readonly Contact[], families: ReadonlySet<string>): Contact[] {
  const rank = (one: Contact) => (one.family === null ? 2 : isOwn(one, families) ? 0 : 1);
  return [...contacts].sort(
    (a, b) => rank(a) - rank(b) || (a.family ?? "").localeCompare(b.family ?? ""),
  );
}

function isOwn(one: Contact, families: ReadonlySet<string>): boolean {
  return one.family !== null && families.has(one.family.toLocaleLowerCase());
}

/** Whom to ask of which product family; `facts` go into a message. */
export function Contacts({ facts, page }: { facts: string; page: string }) {
  const t = useTexts(supportTexts);
  const families = useFamilies();
  const list = useList("/v1/support-contacts", {}, { pageSize: 1000 });
  const subject = encodeURIComponent(t("subject", { page }));
  const body = encodeURIComponent(`\n\n${facts}`);
  return (
    <section className="stack">
      <h2>{t("contacts")}</h2>
      {list.error && <ErrorState error={list.error} onRetry={list.reload} />}
      {list.isPending && <Skeleton lines={3} />}
      {!list.isPending && !list.error && list.rows.length === 0 && <p>{t("noContacts")}</p>}
      <div className="cards">
        {inOrder(list.rows, families).map((one) => (
          <Card key={one.family ?? ""} title={one.family ?? t("everything")}>
            <p className="row">
              <strong>{one.name}</strong>
              {isOwn(one, families) && <Badge tone="info">{t("yours")}</Badge>}
            </p>
            <ul className="stack tight">
              {one.url && (
                <li>
                  <a href={one.url} rel="noreferrer">
                    {one.url.replace(/^https:\/\//, "")}
                  </a>
                </li>
              )}
              {one.email && (
                <li>
                  <a href={`mailto:${one.email}?subject=${subject}&body=${body}`}>{t("mail")}</a>
                  <div className="muted">{one.email}</div>
                </li>
              )}
              {one.phone && (
                <li>
                  <a href={`tel:${one.phone.replaceAll(/[^+\d]/g, "")}`}>{one.phone}</a>
                </li>
              )}
            </ul>
          </Card>
        ))}
      </div>
    </section>
  );
}
