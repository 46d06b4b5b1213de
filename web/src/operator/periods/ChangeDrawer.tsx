import { useState } from "react";
import { useAnswer, useList } from "../../api/questions.ts";
import type { Month as MonthText } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button, LinkButton } from "../../kit/Button.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { Facts } from "../../kit/Facts.tsx";
import { Answered, ErrorState, Skeleton } from "../../kit/states.tsx";
import { Money, Month } from "../../kit/values.tsx";
import { useAccountName, useCauseName, useKindName } from "../../shell/books.ts";
import { usePartnerNames } from "../../shell/names.ts";
import { Because } from "../parts/Because.tsx";
import { useLeverNames } from "../parts/levers.ts";
import { type Change, type ChangedEntry, filterOf, isExplained } from "./changes.ts";
import { periodTexts } from "./texts.ts";

interface Props {
  month: MonthText;
  change: Change;
  isClosed: boolean;
  /** Of which the list is. */
  commit: number | null;
  onClose: () => void;
}

/** The lines that a row of changes adds up; each is explained as known at the same commit. */
export function ChangeDrawer({ month, change, isClosed, commit, onClose }: Props) {
  const t = useTexts(periodTexts);
  const partner = usePartnerNames();
  const kind = useKindName();
  const [asked, setAsked] = useState<ChangedEntry | null>(null);
  const name = partner(change.partner_id);
  return (
    <Dialog
      title={t("changeOf", { partner: name, kind: kind(change.kind) })}
      isOpen
      onClose={onClose}
      place="side"
      foot={
        asked ? (
          <Button icon="back" onPress={() => setAsked(null)}>
            {t("backToLines")}
          </Button>
        ) : (
          <LinkButton href={`/o/partners/${encodeURIComponent(change.partner_id)}`}>
            {t("toPartner")}
          </LinkButton>
        )
      }
    >
      {asked ? (
        <Why entry={asked} commit={commit} />
      ) : (
        <div className="stack">
          <Sums change={change} isClosed={isClosed} />
          <Lines month={month} change={change} isClosed={isClosed} onWhy={setAsked} />
        </div>
      )}
    </Dialog>
  );
}

function Sums({ change, isClosed }: { change: Change; isClosed: boolean }) {
  const t = useTexts(periodTexts);
  const account = useAccountName();
  const cause = useCauseName();
  const { currency, earning_month, posted, computed, amount, reason_codes } = change;
  const money = (one: string | null) =>
    one !== null && <Money amount={one} currency={currency} shown="code" exact />;
  return (
    <Facts
      facts={[
        { name: t("account"), value: account(change.account) },
        {
          name: t("earningMonth"),
          value: earning_month !== null && <Month month={earning_month} length="long" />,
        },
        { name: t("postedBefore"), value: money(posted) },
        { name: t(isClosed ? "computedThen" : "computed"), value: money(computed) },
        { name: t("difference"), value: money(amount) },
        { name: t("cause"), value: reason_codes !== "" && cause(reason_codes) },
      ]}
    />
  );
}

function Lines({
  month,
  change,
  isClosed,
  onWhy,
}: {
  month: MonthText;
  change: Change;
  isClosed: boolean;
  onWhy: (entry: ChangedEntry) => void;
}) {
  const t = useTexts(periodTexts);
  const list = useList(
    "/v1/periods/{month}/entries",
    { partner_id: change.partner_id, filter: filterOf(change) },
    { path: { month }, pageSize: 100 },
  );
  return (
    <section className="stack">
      <h3>{t("lines")}</h3>
      {list.error && <ErrorState error={list.error} onRetry={list.reload} />}
      {list.isPending && <Skeleton lines={4} />}
      {list.rows.length > 0 && (
        <ul className="lines firm">
          {list.rows.map((one, place) => (
            <Line
              key={`${place} ${one.subscription_id}`}
              entry={one}
              isClosed={isClosed}
              onWhy={onWhy}
            />
          ))}
        </ul>
      )}
      {list.hasMore && (
        <div className="row">
          <Button small onPress={list.loadMore} isPending={list.isLoadingMore}>
            {t("more")}
          </Button>
        </div>
      )}
    </section>
  );
}

function Line({
  entry,
  isClosed,
  onWhy,
}: {
  entry: ChangedEntry;
  isClosed: boolean;
  onWhy: (entry: ChangedEntry) => void;
}) {
  const t = useTexts(periodTexts);
  const account = useAccountName();
  const cause = useCauseName();
  const lever = useLeverNames();
  const { currency, subscription_id, posted, computed, reason_code } = entry;
  const money = (one: string) => <Money amount={one} currency={currency} shown="none" exact />;
  return (
    <li>
      <span className="stack tight">
        <span>
          {subscription_id ? (
            <>
              <code>{subscription_id}</code> {lever(entry.lever ?? "")}
            </>
          ) : (
            t("moved", { from: account(entry.from), to: account(entry.to) })
          )}
        </span>
        <span className="muted">
          {posted !== null &&
            computed !== null &&
            t.rich(isClosed ? "lineWasThen" : "lineWas", {
              posted: money(posted),
              computed: money(computed),
            })}
          {reason_code && ` · ${cause(reason_code)}`}
        </span>
      </span>
      <span className="row">
        <Money amount={entry.amount} currency={currency} shown="code" exact />
        {isExplained(entry) && (
          <Button
            small
            onPress={() => onWhy(entry)}
            aria-label={t("whyOf", { subscription: subscription_id ?? "" })}
          >
            {t("why")}
          </Button>
        )}
      </span>
    </li>
  );
}

function Why({ entry, commit }: { entry: ChangedEntry; commit: number | null }) {
  const t = useTexts(periodTexts);
  const answer = useAnswer("/v1/explanation", {
    params: {
      query: {
        partner_id: entry.partner_id,
        month: entry.earning_month ?? "",
        subscription_id: entry.subscription_id ?? "",
        ...(entry.lever === null ? {} : { lever: entry.lever }),
        ...(commit === null ? {} : { known_at: commit }),
        why_not: true,
      },
    },
  });
  return (
    <div className="stack">
      <h3>{t("whyOf", { subscription: entry.subscription_id ?? "" })}</h3>
      <Answered answer={answer}>
        {({ data }) => <Because explanation={data.explanation} />}
      </Answered>
    </div>
  );
}
