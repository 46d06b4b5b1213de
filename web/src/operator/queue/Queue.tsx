import { useEffect, useMemo, useRef, useState } from "react";
import type { List } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Status } from "../../kit/Badge.tsx";
import { Button } from "../../kit/Button.tsx";
import { Checkbox } from "../../kit/Checkbox.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../kit/states.tsx";
import { Day } from "../../kit/values.tsx";
import { usePartnerNames } from "../../shell/names.ts";
import { useAddress } from "../../shell/address.ts";
import { useHere } from "../../shell/session.tsx";
import { useShortcuts } from "../../shell/shortcuts.ts";
import { useIsMe } from "../../shell/actor.ts";
import { Decision } from "./Decision.tsx";
import {
  asItIs,
  chosenOf,
  type Entry,
  inOrder,
  missingFor,
  missingOf,
  neighbour,
  waits,
} from "./entry.ts";
import { Evidence } from "./Evidence.tsx";
import { Pane } from "./Pane.tsx";
import type { Step } from "./requests.ts";
import { queueTexts, useKindOfEntry } from "./texts.ts";

interface Props<Row> {
  list: List<Row>;
  entryOf: (row: Row) => Entry;
  caption: string;
  empty: string;
}

/** A list and a pane. j and k go through it, a, r and n decide, e opens what it rests on. */
export function Queue<Row>({ list, entryOf, caption, empty }: Props<Row>) {
  const t = useTexts(queueTexts);
  const { values, change } = useAddress();
  const isAll = values.get("show") === "all";
  const all = useMemo(() => list.rows.map(entryOf), [list.rows, entryOf]);
  const entries = useMemo(() => inOrder(isAll ? all : all.filter(waits)), [all, isAll]);
  const place = useRef(0);
  const wanted = values.get("row") ?? "";
  const chosen = chosenOf(entries, wanted, place.current);
  // The entry is kept beside the step: the one that is chosen is another as soon as it is decided.
  const [asked, setAsked] = useState<{ entry: Entry; step: Step } | null>(null);
  const [explained, setExplained] = useState<Entry | null>(null);
  const isMe = useIsMe();
  const { scopes } = useHere().tenant;
  const has = (right: string) => scopes.has(right);
  const isGuarded = (entry: Entry, step: Step) =>
    isOwn(entry, step, isMe) || missingFor(entry, step.key, has).length > 0;
  useEffect(() => {
    if (chosen) place.current = entries.indexOf(chosen);
  }, [chosen, entries]);

  const open = (entry: Entry | null) => entry && change({ row: entry.id });
  const decide = (key: Step["key"]) => {
    const found = chosen?.steps.find((one) => one.key === key);
    if (found && chosen && !isGuarded(chosen, found)) setAsked({ entry: chosen, step: found });
  };
  useShortcuts([
    { keys: "j", text: t("keyNext"), run: () => open(neighbour(entries, chosen?.id ?? "", 1)) },
    { keys: "k", text: t("keyBefore"), run: () => open(neighbour(entries, chosen?.id ?? "", -1)) },
    { keys: "a", text: t("keyAccept"), run: () => decide("a") },
    { keys: "r", text: t("keyReject"), run: () => decide("r") },
    { keys: "n", text: t("keyAsk"), run: () => decide("n") },
    { keys: "e", text: t("keyExplain"), run: () => setExplained(chosen) },
  ]);

  if (list.error && list.rows.length === 0)
    return <ErrorState error={list.error} onRetry={list.reload} />;
  if (list.isPending) return <Skeleton lines={8} />;
  const isNothing = list.rows.length === 0;
  return (
    <div className="stack">
      <div className="row">
        <Checkbox
          isSelected={isAll}
          onChange={(on) => change({ show: on ? "all" : null, row: null })}
        >
          {t("showDecided")}
        </Checkbox>
        <span className="muted" role="status">
          {t("count", { count: entries.filter(waits).length })}
        </span>
        <span className="muted queue-keys">{t("keys")}</span>
      </div>
      {chosen === null ? (
        <EmptyState title={isNothing ? empty : t("nothingWaits")}>
          {isNothing ? t("emptyText") : t("nothingWaitsText")}
        </EmptyState>
      ) : (
        <div className={`queue${wanted ? " is-open" : ""}`}>
          <ul className="queue-list" aria-label={caption}>
            {entries.map((one) => (
              <Row
                key={one.id}
                entry={one}
                isChosen={one.id === chosen.id}
                onOpen={() => open(one)}
              />
            ))}
          </ul>
          <section className="queue-pane" aria-label={chosen.id}>
            <div className="queue-back">
              <Button small icon="back" onPress={() => change({ row: null })}>
                {t("backToList")}
              </Button>
            </div>
            <Pane
              entry={chosen}
              isGuarded={(one) => isGuarded(chosen, one)}
              missing={missingOf(chosen, has)}
              onStep={(step) => setAsked({ entry: chosen, step })}
              onExplain={() => setExplained(chosen)}
            />
          </section>
        </div>
      )}
      {asked && (
        <Decision
          key={`${asked.entry.id} ${asked.step.event}`}
          entry={asked.entry}
          step={asked.step}
          onClose={() => setAsked(null)}
        />
      )}
      {explained && <Evidence entry={asItIs(all, explained)} onClose={() => setExplained(null)} />}
    </div>
  );
}

/** Nobody decides what they asked for; to look at it, or to ask about it, they may. */
function isOwn(entry: Entry, step: Step, isMe: (actor: string) => boolean): boolean {
  return step.key !== "n" && isMe(entry.is.opened_by);
}

function Row({ entry, isChosen, onOpen }: { entry: Entry; isChosen: boolean; onOpen: () => void }) {
  const t = useTexts(queueTexts);
  const partner = usePartnerNames();
  const kind = useKindOfEntry();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isChosen) button.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  return (
    <li>
      <button
        ref={button}
        type="button"
        className="queue-row"
        aria-current={isChosen ? "true" : undefined}
        onClick={onOpen}
      >
        <span className="row">
          <strong>{kind(entry.is.kind)}</strong>
          <Status word={entry.is.state} />
        </span>
        <span>{entry.is.partner_id && partner(entry.is.partner_id)}</span>
        <span className="muted">
          {entry.id}
          {entry.of === "petition" && waits(entry) && (
            <>
              {" · "}
              {t("openFor", { count: entry.is.age_days })}
            </>
          )}
          {entry.due && (
            <>
              {" · "}
              {t.rich("dueOn", { day: <Day day={entry.due.slice(0, 10)} /> })}
            </>
          )}
        </span>
      </button>
    </li>
  );
}
