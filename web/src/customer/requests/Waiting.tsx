import { useEffect, useState } from "react";
import { formatDay, lastDayBefore } from "../../format/time.ts";
import { useAct } from "../../api/act.ts";
import { isStale } from "../../api/problem.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { type Fact, Facts } from "../../kit/Facts.tsx";
import { Field } from "../../kit/Field.tsx";
import { CheckboxGroup } from "../../kit/choices.tsx";
import { Card } from "../../kit/Figures.tsx";
import { FormFaults } from "../../kit/states.tsx";
import { FormFault, type Sides } from "../../kit/StaleEdit.tsx";
import { say } from "../../kit/Toast.tsx";
import { Day, Until } from "../../kit/values.tsx";
import { useLocale, useSpoken } from "../../preferences/preferences.ts";
import { usePartnerNames, useProductNames } from "../../shell/names.ts";
import { useRequestNow } from "../../shell/moved.tsx";
import { useHere, useMay } from "../../shell/session.tsx";
import { useTenantName } from "../../shell/tenant_name.ts";
import { move } from "../attach/acts.ts";
import type { Said } from "../attach/consents.ts";
import { attachTexts } from "../attach/texts.ts";
import { useScopeNames } from "../attach/use_scope_names.ts";
import {
  classTexts,
  type DataClass,
  dataClasses,
  useSpokenClasses,
  usualClasses,
} from "../classes.ts";
import type { Association } from "../holdings.ts";
import type { Book } from "../use_book.ts";
import { useSaid } from "../use_said.ts";
import { approve, incumbentOf, LeftOpen, openedTo, undoApproval } from "./acts.ts";
import { answersOf, isDeemed } from "./answers.ts";
import "./requests.css";
import { requestTexts } from "./texts.ts";
import type { Request } from "./use_requests.ts";

const kNothing: Said = { words: [], seen: [] };

type AskedKind = "dpor" | "grant" | "agreement_change" | "claim";

/** One request with all that a yes would mean, and the two answers. */
export function Waiting({
  request,
  book,
  onLate,
}: {
  request: Request;
  book: Book;
  /** Whether somebody else was faster, and this person has not seen it yet. */
  onLate: (id: string, isLate: boolean) => void;
}) {
  const t = useTexts(requestTexts);
  const words = useRequestWords(request, book);
  const [classes, setClasses] = useState<readonly DataClass[]>(usualClasses);
  const mayAnswer = useMay("requests:approve");
  const facts = useFacts(request, words, incumbentOf(request, book));
  const answer = useAnswering(request, book, classes, words);
  const events = answersOf(request);
  const hasClasses = openedTo(request) !== null;
  const isLate = isStale(answer.error);
  useEffect(() => onLate(request.id, isLate), [onLate, request.id, isLate]);
  return (
    <Card title={t(`wants_${words.kind}`, { partner: words.partner })}>
      <AnswerFaults error={answer.error} words={words} stale={answer.stale} />
      <Facts facts={facts} />
      {hasClasses && <Classes value={classes} onChange={setClasses} />}
      {!mayAnswer && <p className="muted">{t("mayNot")}</p>}
      {mayAnswer && (
        <div className="answers">
          {events.yes && !isLate && (
            <Button
              look="primary"
              isPending={answer.isRunning}
              isDisabled={!answer.isReady || (hasClasses && classes.length === 0)}
              onPress={() => void answer.yes()}
            >
              {words.yes(classes)}
            </Button>
          )}
          {events.no && !isLate && (
            <Button isDisabled={answer.isRunning} onPress={() => void answer.no()}>
              {t("no")}
            </Button>
          )}
          <details>
            <summary>{t("addReason")}</summary>
            <Field label={t("reason")} value={answer.reason} onChange={answer.setReason} rows={2} />
            <p className="muted">{t("ask")}</p>
          </details>
        </div>
      )}
    </Card>
  );
}

/** What came in between; where consent stayed open by it, that first. */
function AnswerFaults({
  error,
  words,
  stale,
}: {
  error: Error | null;
  words: Words;
  stale: Sides;
}) {
  const about = useTexts(attachTexts);
  const names = useScopeNames(() => words.subscription);
  if (!(error instanceof LeftOpen))
    return <FormFault error={error} isOneChange={false} stale={stale} />;
  return (
    <>
      <p role="alert">
        <strong>{about("leftOpen", { scopes: names(error.scopes) })}</strong>
      </p>
      <FormFaults error={error.cause as Error} />
    </>
  );
}

function Classes({
  value,
  onChange,
}: {
  value: readonly DataClass[];
  onChange: (classes: DataClass[]) => void;
}) {
  const t = useTexts(requestTexts);
  const words = useTexts(classTexts);
  const about = useTexts(attachTexts);
  return (
    <CheckboxGroup
      label={t("see")}
      hint={about("seeHint")}
      options={dataClasses.map((one) => ({
        id: one,
        text: words(one),
        hint: words(`${one}_hint`),
      }))}
      value={[...value]}
      onChange={(ids) => onChange(dataClasses.filter((one) => ids.includes(one)))}
    />
  );
}

interface Words {
  kind: AskedKind;
  partner: string;
  subscription: string;
  until: string;
  yes: (classes: readonly DataClass[]) => string;
  consent: (classes: readonly DataClass[]) => { text: string; version: string };
  partnerName: (id: string) => string;
}

function useRequestWords(request: Request, book: Book): Words {
  const t = useTexts(requestTexts);
  const listed = useSpokenClasses();
  const locale = useLocale();
  const spoken = useSpoken();
  const customer = useTenantName(useHere().tenant);
  const [partnerName, product] = [usePartnerNames(), useProductNames()];
  const kind = request.kind as AskedKind;
  const partner = partnerName(request.partner_id ?? "");
  const row = book.rows.find((one) => one.id === request.subscription_id);
  const subscription = row
    ? `${product(row.product_id)} ${row.id}`
    : (request.subscription_id ?? t("allYours"));
  const until = request.ends_on
    ? t("untilDay", { day: formatDay(lastDayBefore(request.ends_on), locale) })
    : t("untilEnd");
  return {
    kind,
    partner,
    subscription,
    until,
    partnerName,
    yes: (classes) =>
      kind === "dpor"
        ? t("yes_dpor", { partner, classes: listed(classes), subscription, until })
        : kind === "grant"
          ? t("yes_grant", { partner, subscription, until })
          : t("yes_agreement_change", { partner, subscription }),
    consent: (classes) => ({
      version: `portal-1-${spoken}`,
      text: t("consent", {
        customer,
        partner,
        role: t(`kind_${kind}`),
        subscription,
        until,
        classes: listed(classes),
        gets: t(`gets_${kind}`),
      }),
    }),
  };
}

function useFacts(request: Request, words: Words, incumbent: Association | null): Fact[] {
  const t = useTexts(requestTexts);
  const from = request.starts_on ? <Day day={request.starts_on} /> : t("fromYes");
  return [
    { name: t("who"), value: `${words.partner} · ${request.partner_id ?? ""}` },
    {
      name: t("what"),
      value: request.workload
        ? `${words.subscription}, ${t("workload", { workload: request.workload })}`
        : words.subscription,
    },
    {
      name: t("term"),
      value: request.ends_on
        ? t.rich("termDays", { from, until: <Until day={request.ends_on} /> })
        : t("termOpen"),
    },
    { name: t("why"), value: request.reason },
    { name: t("proof"), value: request.evidence },
    {
      name: t("instead"),
      value:
        incumbent &&
        t.rich("insteadText", {
          partner: <strong>{words.partnerName(incumbent.partner_id)}</strong>,
          since: incumbent.valid_from ? <Day day={incumbent.valid_from} /> : "",
        }),
    },
    { name: t("gets"), value: t(`gets_${words.kind}`) },
    { name: t("deadline"), value: <Deadline request={request} /> },
  ];
}

function Deadline({ request }: { request: Request }) {
  const t = useTexts(requestTexts);
  if (request.waits_until === null) return t("noDeadline");
  const day = <Day day={request.waits_until} />;
  return isDeemed(request) ? (
    <strong>{t.rich("holds", { day })}</strong>
  ) : (
    t.rich("lapses", { day })
  );
}

function useAnswering(request: Request, book: Book, classes: readonly DataClass[], words: Words) {
  const t = useTexts(requestTexts);
  const about = useTexts(attachTexts);
  const { run, isRunning, error, reset } = useAct();
  const [reason, setReason] = useState("");
  const events = answersOf(request);
  const partner = words.partner;
  const opened = openedTo(request);
  const heard = useSaid(book, opened);
  const said = opened === null ? kNothing : heard.said;
  const yes = async () => {
    const event = events.yes;
    if (event === null || said === null) return;
    const prior = { incumbent: incumbentOf(request, book), said };
    const agreed = { classes, disclosure: words.consent(classes) };
    const done = await run(() => approve(request, event, agreed, prior, about("refusedReason")));
    if (done === null) return;
    const undo = () =>
      void run(() => undoApproval(request, prior, done, about("undoReason"))).then((left) =>
        say(
          left?.length === 0
            ? about("undone")
            : about("undoFailed", { scopes: words.subscription }),
        ),
      );
    say(t("approved", { partner }), request.kind === "dpor" ? undo : undefined);
  };
  const no = async () => {
    if (events.no === null) return;
    const event = events.no;
    const done = await run(() => move(request, event, reason));
    if (done !== null) say(t("declined", { partner }));
  };
  const [asked, setAsked] = useState<"yes" | "no">("yes");
  const { theirs } = useRequestNow(request.id, error);
  const deeds = { yes, no };
  const stale: Sides = {
    theirs,
    yours: [
      { name: t("answer"), value: asked === "yes" ? words.yes(classes) : t("no") },
      { name: t("reason"), value: asked === "no" && reason.trim() },
    ],
    onAgain: events[asked] ? () => void deeds[asked]() : undefined,
    onReload: reset,
    isPending: isRunning,
  };
  const answering = (deed: "yes" | "no") => () => {
    setAsked(deed);
    return deeds[deed]();
  };
  const isReady = said !== null;
  return {
    yes: answering("yes"),
    no: answering("no"),
    isReady,
    isRunning,
    error: error ?? heard.error,
    stale,
    reason,
    setReason,
  };
}
