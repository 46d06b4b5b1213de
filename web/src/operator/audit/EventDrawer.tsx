import { type RowOf, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { Absent, Id, Instant, Quantity } from "../../kit/values.tsx";
import { useAddress } from "../../shell/address.ts";
import { useActorName } from "../../shell/actor.ts";
import { Facts } from "../../kit/Facts.tsx";
import { differences, filterBefore, objectOf } from "./detail.ts";
import { auditTexts } from "./texts.ts";

type Event = RowOf<"/v1/audit-events">;

/** One event, beside the one before it of the same object and action. */
export function EventDrawer({ event, onClose }: { event: Event; onClose: () => void }) {
  const t = useTexts(auditTexts);
  const who = useActorName();
  const { change } = useAddress();
  const object = objectOf(event.detail);
  const like = useList(
    "/v1/audit-events",
    { filter: filterBefore(event), sort: "-number" },
    { whole: true, enabled: object !== null },
  );
  const before = like.rows.find((one) => objectOf(one.detail) === object);
  const rows = differences(before?.detail ?? null, event.detail);
  return (
    <Dialog
      title={t("event", { number: event.number })}
      isOpen
      onClose={onClose}
      place="side"
      foot={
        object && (
          <Button onPress={() => change({ row: null, find: object.split(" ").at(-1) ?? null })}>
            {t("sameObject", { object })}
          </Button>
        )
      }
    >
      <Facts
        facts={[
          { name: t("at"), value: <Instant instant={event.recorded_at} /> },
          { name: t("actor"), value: who(event.actor) },
          { name: t("action"), value: <code>{event.action}</code> },
          { name: t("object"), value: object ?? <Absent /> },
          { name: t("reason"), value: event.reason ?? <Absent /> },
          { name: t("commit"), value: <Quantity amount={String(event.commit)} /> },
          { name: t("hash"), value: <Id id={event.hash} /> },
        ]}
      />
      {like.error && <ErrorState error={like.error} onRetry={like.reload} />}
      {like.isPending && <Skeleton lines={3} />}
      {rows.length > 0 && !like.isPending && (
        <section className="stack">
          <h3>{t("detail")}</h3>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t("action")}</th>
                {before && (
                  <th scope="col">
                    {t("before")} ({before.number})
                  </th>
                )}
                <th scope="col">{before ? t("after") : t("detail")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <tr key={one.name}>
                  <th scope="row">{one.name || t("detail")}</th>
                  {before && <td>{one.before ?? <Absent />}</td>}
                  <td>
                    {one.after === null ? (
                      <Absent />
                    ) : before && one.isChanged ? (
                      <mark className="changed">{one.after}</mark>
                    ) : (
                      one.after
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Dialog>
  );
}
