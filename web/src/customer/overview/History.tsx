import { useAnswer } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { AssociationTypeMark } from "../../kit/Badge.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { Answered } from "../../kit/states.tsx";
import { Day, Until } from "../../kit/values.tsx";
import type { NameOf } from "../../shell/names.ts";
import { type Association, reaches } from "../holdings.ts";
import { useEndReason } from "../../shell/end_reasons.ts";
import type { Book } from "../use_book.ts";
import { useWho } from "../use_who.ts";
import { useActName } from "./act_names.ts";
import { overviewTexts } from "./texts.ts";

/** Everybody who has stood beside a subscription, the latest first, and by whose act. */
export function History({
  book,
  subscription,
  name,
  partner,
  onClose,
}: {
  book: Book;
  subscription: string;
  name: string;
  partner: NameOf;
  onClose: () => void;
}) {
  const t = useTexts(overviewTexts);
  const all = book.associations
    .filter((one) => reaches(one, subscription))
    .sort((a, b) => (b.valid_from ?? "").localeCompare(a.valid_from ?? ""));
  return (
    <Dialog title={t("historyTitle", { subscription: name })} isOpen onClose={onClose} place="side">
      {all.length === 0 && <p className="muted">{t("historyNone")}</p>}
      <ol className="plain stack">
        {all.map((one) => (
          <li key={one.id}>
            <Chapter one={one} partner={partner} />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

function Chapter({ one, partner }: { one: Association; partner: NameOf }) {
  const t = useTexts(overviewTexts);
  const reason = useEndReason();
  const [act, who] = [useActName(), useWho()];
  const answer = useAnswer("/v1/associations/{id}/history", { params: { path: { id: one.id } } });
  return (
    <section className="card" aria-label={partner(one.partner_id)}>
      <div className="card-head">
        <h3>{partner(one.partner_id)}</h3>
        <AssociationTypeMark type={one.type} />
      </div>
      <p>
        {one.valid_to !== null && one.valid_to <= (one.valid_from ?? "")
          ? t("historyNoDay")
          : t.rich("historyFrom", {
              from: one.valid_from ? <Day day={one.valid_from} /> : "",
              to: one.valid_to === null ? t("open") : <Until day={one.valid_to} />,
            })}
      </p>
      <Answered answer={answer} lines={2}>
        {({ data }) => (
          <ul>
            {data.history.map((entry) => (
              <li key={entry.commit}>
                {t("historyWord", { action: act(entry.action), actor: who(entry.actor) })}{" "}
                <span className="muted">{t("commit", { commit: String(entry.commit) })}</span>
                {entry.end_reason && <div>{t("ended", { reason: reason(entry.end_reason) })}</div>}
                {entry.reason && <div className="muted">{entry.reason}</div>}
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </section>
  );
}
