import { useState } from "react";
import { type RowOf, useAnswer, useChange } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Status } from "../../kit/Badge.tsx";
import { Button } from "../../kit/Button.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../kit/states.tsx";
import { say } from "../../kit/Toast.tsx";
import { Instant } from "../../kit/values.tsx";
import { useMay } from "../../shell/session.tsx";
import { developersTexts } from "./texts.ts";

type Delivery = RowOf<"/v1/webhook-endpoints/{id}/deliveries">;

/** What was sent, the last first, each of which can be sent again. */
export function Deliveries({ endpoint }: { endpoint: string }) {
  const t = useTexts(developersTexts);
  const list = useAnswer("/v1/webhook-endpoints/{id}/deliveries", {
    params: { path: { id: endpoint }, query: { limit: 100 } },
  });
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton lines={4} />;
  const rows = list.data.data.data;
  if (rows.length === 0)
    return <EmptyState title={t("emptyDeliveriesTitle")}>{t("emptyDeliveriesText")}</EmptyState>;
  const newest = rows.reduce((last, one) => (one.event_id > last ? one.event_id : last), "");
  return (
    <ul className="stack tight" aria-label={t("deliveriesCaption")}>
      {rows.map((one) => (
        <Sent key={one.id} endpoint={endpoint} delivery={one} newest={newest} />
      ))}
    </ul>
  );
}

interface SentProps {
  endpoint: string;
  delivery: Delivery;
  /** The event up to which it is sent again. */
  newest: string;
}

function Sent({ endpoint, delivery, newest }: SentProps) {
  const t = useTexts(developersTexts);
  const may = useMay("webhooks:write");
  const { event_id: event } = delivery;
  const [isOn, setIsOn] = useState(false);
  const replay = useChange("post", "/v1/webhook-endpoints/{id}:replay", {
    onDone: () => say(t(isOn ? "replayedOn" : "replayed", { id: event })),
  });
  const send = (to: string | null) => {
    setIsOn(to !== null);
    replay.run({
      params: { path: { id: endpoint } },
      body: { from: event, ...(to === null ? {} : { to }) },
    });
  };
  return (
    <li className="stack tight">
      <div className="row">
        <Status word={delivery.state} />
        <strong>{delivery.type}</strong>
        <code>{event}</code>
        {may && (
          <Button small onPress={() => send(null)} isPending={replay.isRunning}>
            {t("replay")}
          </Button>
        )}
        {may && event < newest && (
          <Button small onPress={() => send(newest)} isPending={replay.isRunning}>
            {t("replayOn")}
          </Button>
        )}
      </div>
      <p className="muted">
        <Instant instant={delivery.created_at} /> {t("attempts")} {delivery.attempts}{" "}
        {delivery.last_status !== null && `${t("status")} ${delivery.last_status}`}{" "}
        {delivery.last_error}
      </p>
      {replay.error && <ErrorState error={replay.error} />}
    </li>
  );
}
