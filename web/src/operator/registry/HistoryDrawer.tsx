import { useAnswer } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { AssociationTypeMark, Badge } from "../../kit/Badge.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { Answered } from "../../kit/states.tsx";
import { Absent, Day, Quantity, Until } from "../../kit/values.tsx";
import { useCustomerNames, usePartnerNames } from "../../shell/names.ts";
import { useActorName } from "../../shell/actor.ts";
import { Facts } from "../../kit/Facts.tsx";
import { registryTexts } from "./texts.ts";

/** Every revision of an association: what it said then, who made it so and why. */
export function HistoryDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTexts(registryTexts);
  const who = useActorName();
  const partner = usePartnerNames();
  const customer = useCustomerNames();
  const answer = useAnswer("/v1/associations/{id}/history", { params: { path: { id } } });
  return (
    <Dialog title={t("historyOf", { id })} isOpen onClose={onClose} place="side">
      <Answered answer={answer}>
        {({ data }) =>
          [...data.history].reverse().map((one) => (
            <section key={one.commit} className="card">
              <div className="card-head">
                <h3>{t.rich("commitOf", { commit: <Quantity amount={String(one.commit)} /> })}</h3>
                {one.voided && <Badge tone="error">{t("voided")}</Badge>}
              </div>
              <Facts
                facts={[
                  { name: t("by"), value: who(one.actor) },
                  { name: t("action"), value: <code>{one.action}</code> },
                  { name: t("reason"), value: one.reason ?? <Absent /> },
                  { name: t("type"), value: <AssociationTypeMark type={one.type} /> },
                  { name: t("partner"), value: partner(one.partner_id) },
                  { name: t("customer"), value: customer(one.customer_id) },
                  { name: t("subscription"), value: one.subscription_id ?? <Absent /> },
                  {
                    name: t("from"),
                    value: one.valid_from ? <Day day={one.valid_from} /> : <Absent />,
                  },
                  { name: t("until"), value: <Until day={one.valid_to} /> },
                  { name: t("endReason"), value: one.end_reason ?? <Absent /> },
                  { name: t("source"), value: <code>{one.source}</code> },
                ]}
              />
            </section>
          ))
        }
      </Answered>
    </Dialog>
  );
}
