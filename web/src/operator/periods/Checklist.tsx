import { useState } from "react";
import { Link } from "wouter";
import type { Known } from "../../api/client.ts";
import { type DataOf, useChange } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Status } from "../../kit/Badge.tsx";
import { Button } from "../../kit/Button.tsx";
import { say } from "../../kit/Toast.tsx";
import { useMay } from "../../shell/session.tsx";
import { ReasonDialog } from "../parts/ReasonDialog.tsx";
import { isWaivable, type Waivable } from "./checklist.ts";
import { useItemName } from "./items.ts";
import { periodTexts } from "./texts.ts";

/** Where the evidence of an item is looked at. */
const evidence: Readonly<Record<string, string>> = {
  feeds: "/o/imports",
  quarantine: "/o/quarantine",
  disputes: "/o/queue",
  adjustments: "/o/ledger",
};

/** The items, each with what is behind it and, where nobody has to wait for it, a waiver. */
export function Checklist({ run }: { run: Known<DataOf<"/v1/periods/{month}">> }) {
  const t = useTexts(periodTexts);
  const name = useItemName();
  const may = useMay("periods:close");
  const [asked, setAsked] = useState<Waivable | null>(null);
  const { checklist, state, month } = run.data;
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
                  {evidence[one.item] ? (
                    <Link href={evidence[one.item] as string}>{one.detail}</Link>
                  ) : (
                    one.detail
                  )}
                </span>
              )}
            </span>
            {isWaivable(one) && may && state !== "closed" ? (
              <Button
                small
                onPress={() => setAsked(one.item)}
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
      {asked && <Waive month={month} etag={run.etag} item={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function Waive({
  month,
  etag,
  item,
  onClose,
}: {
  month: string;
  etag: string | null;
  item: Waivable;
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
  const params = { path: { month }, ...(etag ? { header: { "If-Match": etag } } : {}) };
  return (
    <ReasonDialog
      title={t("waiveTitle", { item: name(item) })}
      action={t("waiveAction")}
      onSubmit={(reason) => change.run({ params, body: { item, reason } })}
      onClose={onClose}
      isPending={change.isRunning}
      error={change.error}
    >
      <p>{t("waiveText")}</p>
    </ReasonDialog>
  );
}
