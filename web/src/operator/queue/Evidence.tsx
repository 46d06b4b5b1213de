import { Link } from "wouter";
import { useAnswer, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { AssociationTypeMark, Status } from "../../kit/Badge.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { Answered, ErrorState, Skeleton } from "../../kit/states.tsx";
import { Absent, Day, Money, Until } from "../../kit/values.tsx";
import { useActorName } from "../../shell/actor.ts";
import { usePartnerNames } from "../../shell/names.ts";
import { useAccountName } from "../../shell/books.ts";
import type { Entry, Petition, Request } from "./entry.ts";
import { queueTexts } from "./texts.ts";

/** What an entry rests on: the explanation of its line, what was posted, every word said. */
export function Evidence({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const t = useTexts(queueTexts);
  return (
    <Dialog title={t("evidenceOf", { id: entry.id })} isOpen onClose={onClose} place="side">
      {entry.of === "petition" ? (
        <PetitionEvidence petition={entry.is} />
      ) : (
        <RequestEvidence request={entry.is} />
      )}
    </Dialog>
  );
}

function PetitionEvidence({ petition }: { petition: Petition }) {
  const t = useTexts(queueTexts);
  const account = useAccountName();
  const answer = useAnswer("/v1/petitions/{id}", { params: { path: { id: petition.id } } });
  return (
    <Answered answer={answer}>
      {({ data }) => (
        <div className="evidence">
          <section className="stack">
            <h3>{t("attached")}</h3>
            {data.attached ? (
              <pre className="source" lang="en" tabIndex={0}>
                {data.attached}
              </pre>
            ) : (
              <p className="muted">{t("nothingAttached")}</p>
            )}
          </section>
          {petition.subscription_id && <Associations subscription={petition.subscription_id} />}
          <section className="stack">
            <h3>{t("said")}</h3>
            <Said history={data.history} />
          </section>
          {data.entries.length > 0 && (
            <section className="stack">
              <h3>{t("posted")}</h3>
              <ul className="lines">
                {data.entries.map((one) => (
                  <li key={one.entry}>
                    <span>{`${account(one.from)} → ${account(one.to)}`}</span>
                    <Money amount={one.amount} currency={one.currency} shown="code" exact />
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      )}
    </Answered>
  );
}

function RequestEvidence({ request }: { request: Request }) {
  const t = useTexts(queueTexts);
  const answer = useAnswer("/v1/requests/{id}", { params: { path: { id: request.id } } });
  return (
    <Answered answer={answer}>
      {({ data }) => (
        <div className="evidence">
          <section className="stack">
            <h3>{t("said")}</h3>
            <Said history={data.history} />
          </section>
          {request.subscription_id && <Associations subscription={request.subscription_id} />}
        </div>
      )}
    </Answered>
  );
}

/** Who has stood there, and when: by this it is judged who earned what. */
function Associations({ subscription }: { subscription: string }) {
  const t = useTexts(queueTexts);
  const partner = usePartnerNames();
  const query = { subscription_id: subscription };
  const list = useList("/v1/associations", query, { whole: true });
  return (
    <section className="stack">
      <h3>{t("associationsOf", { subscription })}</h3>
      {list.error && <ErrorState error={list.error} onRetry={list.reload} />}
      {list.isPending && <Skeleton lines={3} />}
      {!list.isPending && !list.error && list.rows.length === 0 && (
        <p className="muted">{t("nobodyThere")}</p>
      )}
      <ul className="lines">
        {list.rows.map((one) => (
          <li key={one.id}>
            <span className="row">
              <AssociationTypeMark type={one.type} />
              <Link href={`/o/associations?row=${encodeURIComponent(one.id)}`}>
                {partner(one.partner_id)}
              </Link>
            </span>
            <span className="muted">
              {one.valid_from ? <Day day={one.valid_from} /> : <Absent />} –{" "}
              <Until day={one.valid_to} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Revision {
  revision: number;
  state: string;
  moved_by: string;
  reason: string | null;
  evidence: string | null;
}

function Said({ history }: { history: readonly Revision[] }) {
  const who = useActorName();
  return (
    <ol className="said">
      {history.map((one) => (
        <li key={one.revision}>
          <span className="row">
            <Status word={one.state} />
            <strong>{who(one.moved_by)}</strong>
          </span>
          <p>{one.reason ?? <Absent />}</p>
          {one.evidence && <p className="muted">{one.evidence}</p>}
        </li>
      ))}
    </ol>
  );
}
