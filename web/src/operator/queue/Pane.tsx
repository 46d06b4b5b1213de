import { Link } from "wouter";
import { useTexts } from "../../i18n/use_texts.ts";
import { AssociationTypeMark, Badge, Status } from "../../kit/Badge.tsx";
import { Button } from "../../kit/Button.tsx";
import { Absent, Day, Id, Instant, Money, Until } from "../../kit/values.tsx";
import { useCustomerNames, usePartnerNames } from "../../shell/names.ts";
import { useActorName, useIsMe } from "../../shell/actor.ts";
import { type Fact, Facts } from "../../kit/Facts.tsx";
import { isUndecided } from "../overview/queues.ts";
import { daysLeft, type Entry, type Petition, type Request } from "./entry.ts";
import type { Step } from "./requests.ts";
import { queueTexts, useKindOfEntry, useStepName } from "./texts.ts";

/** One entry: what is asked, by whom, until when, and what can be done. */
export function Pane({
  entry,
  isGuarded,
  missing,
  onStep,
  onExplain,
}: {
  entry: Entry;
  isGuarded: (step: Step) => boolean;
  /** Rights that the caller has not, without which some of it is held back. */
  missing: readonly string[];
  onStep: (step: Step) => void;
  onExplain: () => void;
}) {
  const t = useTexts(queueTexts);
  const kind = useKindOfEntry();
  const stepName = useStepName();
  const isMine = useIsMe()(entry.is.opened_by);
  return (
    <div className="stack">
      <div className="card-head">
        <h2>{kind(entry.is.kind)}</h2>
        <Status word={entry.is.state} />
      </div>
      {entry.of === "petition" ? (
        <PetitionFacts petition={entry.is} />
      ) : (
        <RequestFacts request={entry.is} />
      )}
      {isMine && entry.steps.length > 0 && (
        <div className="state late" role="note">
          <p>{t("yourOwn")}</p>
        </div>
      )}
      {missing.length > 0 && (
        <div className="state late" role="note">
          <p>{t("lacking", { rights: missing.join(", ") })}</p>
        </div>
      )}
      <div className="row">
        {entry.steps.map((one) => (
          <Button
            key={one.event}
            look={one.key === "a" ? "primary" : one.isRefusal ? "danger" : "plain"}
            onPress={() => onStep(one)}
            isDisabled={isGuarded(one)}
          >
            {stepName(one.event)}
            <kbd aria-hidden="true">{one.key}</kbd>
          </Button>
        ))}
        <Button icon="eye" onPress={onExplain}>
          {t("explain")}
          <kbd aria-hidden="true">e</kbd>
        </Button>
      </div>
    </div>
  );
}

function usePersons() {
  const t = useTexts(queueTexts);
  const who = useActorName();
  const partner = usePartnerNames();
  const partnerFact = (id: string | null): Fact => ({
    name: t("partner"),
    value: id ? (
      <Link href={`/o/partners/${encodeURIComponent(id)}`}>{partner(id)}</Link>
    ) : (
      <Absent />
    ),
  });
  const common = (entry: Petition | Request): Fact[] => [
    { name: t("openedBy"), value: who(entry.opened_by) },
    { name: t("movedBy"), value: who(entry.moved_by) },
    { name: t("reason"), value: entry.reason ?? <Absent /> },
    { name: t("evidence"), value: entry.evidence ?? <Absent /> },
    { name: t("id"), value: <Id id={entry.id} /> },
  ];
  return { partnerFact, common };
}

/** The day of a clock, and while it runs what is left of it. */
function Clock({ due, isRunning }: { due: string; isRunning: boolean }) {
  const t = useTexts(queueTexts);
  const left = daysLeft(due, new Date().toISOString().slice(0, 10)) ?? 0;
  return (
    <>
      <Day day={due} />{" "}
      {isRunning && (
        <Badge tone={left < 0 ? "error" : left <= kSoon ? "warn" : "neutral"}>
          {left < 0 ? t("overdue", { count: -left }) : t("daysLeft", { count: left })}
        </Badge>
      )}
    </>
  );
}

const kSoon = 7;

function PetitionFacts({ petition }: { petition: Petition }) {
  const t = useTexts(queueTexts);
  const { partnerFact, common } = usePersons();
  const { asked, granted, currency, statement_id, line, subscription_id, decide_by } = petition;
  const isOpen = isUndecided(petition);
  return (
    <Facts
      facts={[
        partnerFact(petition.partner_id),
        {
          name: t("asked"),
          value: <Money amount={asked} currency={currency} shown="code" exact />,
        },
        ...(granted
          ? [
              {
                name: t("granted"),
                value: <Money amount={granted} currency={currency} shown="code" exact />,
              },
            ]
          : []),
        ...(statement_id
          ? [
              {
                name: t("statementLine"),
                value: (
                  <Link href={`/o/statements/${encodeURIComponent(statement_id)}?line=${line}`}>
                    {t("lineOf", { line: String(line ?? ""), statement: statement_id })}
                  </Link>
                ),
              },
            ]
          : []),
        ...(subscription_id
          ? [{ name: t("subscription"), value: <code>{subscription_id}</code> }]
          : []),
        {
          name: t("openedAt"),
          value: (
            <>
              <Instant instant={petition.opened_at} />
              {isOpen && (
                <span className="muted">, {t("openFor", { count: petition.age_days })}</span>
              )}
            </>
          ),
        },
        {
          name: t("decideBy"),
          value: decide_by ? <Clock due={decide_by} isRunning={isOpen} /> : <Absent />,
        },
        ...common(petition),
      ]}
    />
  );
}

function RequestFacts({ request }: { request: Request }) {
  const t = useTexts(queueTexts);
  const customer = useCustomerNames();
  const { partnerFact, common } = usePersons();
  const { customer_id, subscription_id, type, starts_on, ends_on, next_deadline } = request;
  return (
    <Facts
      facts={[
        partnerFact(request.partner_id),
        {
          name: t("customer"),
          value: customer_id ? (
            <Link href={`/o/customers/${encodeURIComponent(customer_id)}`}>
              {customer(customer_id)}
            </Link>
          ) : (
            <Absent />
          ),
        },
        {
          name: t("subscription"),
          value: subscription_id ? <code>{subscription_id}</code> : <Absent />,
        },
        { name: t("type"), value: type ? <AssociationTypeMark type={type} /> : <Absent /> },
        { name: t("starts"), value: starts_on ? <Day day={starts_on} /> : <Absent /> },
        { name: t("ends"), value: <Until day={ends_on} /> },
        {
          name: t("nextDeadline"),
          value: next_deadline ? <Day day={next_deadline.slice(0, 10)} /> : <Absent />,
        },
        ...common(request),
      ]}
    />
  );
}
