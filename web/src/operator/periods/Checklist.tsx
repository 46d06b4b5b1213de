import { useState } from "react";
import { Link } from "wouter";
import type { Known } from "../../api/client.ts";
import { type DataOf, useChange } from "../../api/questions.ts";
import type { Month } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Status } from "../../kit/Badge.tsx";
import { Button } from "../../kit/Button.tsx";
import { say } from "../../kit/Toast.tsx";
import { useMay } from "../../shell/session.tsx";
import { ReasonDialog } from "../../shell/ReasonDialog.tsx";
import { evidenceOf, isWaivable, type Item, type Waivable } from "./checklist.ts";
import { useItemName } from "./items.ts";
import { RunNow } from "./RunNow.tsx";
import { periodTexts } from "./texts.ts";

type Run = DataOf<"/v1/periods/{month}">;

/** The items, each with what is behind it and, where nobody has to wait for it, a waiver. */
export function Checklist({ run }: { run: Known<Run> }) {
  const t = useTexts(periodTexts);
  const name = useItemName();
  const may = useMay("periods:close");
  const [asked, setAsked] = useState<{ item: Waivable; of: Known<Run> } | null>(null);
  const { checklist, month, state } = run.data;
  return (
    <>
      <ul className="checklist">
        {checklist.map((one) => (
          <li key={one.item}>
            <span>
              <Status word={one.state} />
            </span>
            <span>
              {name(one.item)}
              {one.detail && one.state !== "done" && (
                <span className="muted">
                  {" · "}
                  <Evidence item={one} month={month} />
                </span>
              )}
            </span>
            {isWaivable(one) && may && state !== "closed" ? (
              <Button
                small
                onPress={() => setAsked({ item: one.item as Waivable, of: run })}
                aria-label={t("waiveItem", { item: name(one.item) })}
              >
                {t("waive")}
              </Button>
            ) : (
              <span />
            )}
          </li>
        ))}
      </ul>
      {asked && <Waive {...asked} now={run} onClose={() => setAsked(null)} />}
    </>
  );
}

function Evidence({ item, month }: { item: Item; month: Month }) {
  const place = evidenceOf(item.item, month);
  return place === null ? item.detail : <Link href={place}>{item.detail}</Link>;
}

function Waive({
  item,
  of,
  now,
  onClose,
}: {
  item: Waivable;
  /** As it was looked at. */
  of: Known<Run>;
  now: Known<Run>;
  onClose: () => void;
}) {
  const t = useTexts(periodTexts);
  const name = useItemName();
  const change = useChange("post", "/v1/periods/{month}:waive", {
    onDone: () => {
      say(t("waived", { item: name(item) }));
      onClose();
    },
  });
  const { month } = of.data;
  const run = (reason: string, { etag }: Known<Run>) => {
    const params = { path: { month }, ...(etag ? { header: { "If-Match": etag } } : {}) };
    change.run({ params, body: { item, reason } });
  };
  const isToWaive = now.data.checklist.some((one) => one.item === item && isWaivable(one));
  return (
    <ReasonDialog
      title={t("waiveTitle", { item: name(item) })}
      action={t("waiveAction")}
      onSubmit={(reason) => run(reason, of)}
      onClose={onClose}
      isPending={change.isRunning}
      error={change.error}
      staleOf={(reason) => ({
        theirs: <RunNow run={now.data} />,
        yours: [
          { name: t("step"), value: t("waiveItem", { item: name(item) }) },
          { name: t("reason"), value: reason },
        ],
        onAgain: isToWaive && now.data.state !== "closed" ? () => run(reason, now) : undefined,
        onReload: onClose,
        isPending: change.isRunning,
      })}
    >
      <p>{t("waiveText")}</p>
    </ReasonDialog>
  );
}
