import { Link } from "wouter";
import { type DataOf, type RowOf, useAnswer, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Status } from "../../kit/Badge.tsx";
import { ProgressOfOperation } from "../../kit/Progress.tsx";
import { Answered, ErrorState, Skeleton } from "../../kit/states.tsx";
import { AsOf, Instant, Month } from "../../kit/values.tsx";
import { useActorName } from "../../shell/actor.ts";
import { useMay } from "../../shell/session.tsx";
import { isToSimulate, isUnderWay, jobOf } from "./runs.ts";
import { Simulate } from "./Simulate.tsx";
import { SimulatedTotals } from "./SimulatedTotals.tsx";
import { programmeTexts } from "./texts.ts";

type Simulation = RowOf<"/v1/simulations">;

/** What was computed by exactly the text of a draft, for whoever decides it; or how to do so now. */
export function DraftSimulation({ draft }: { draft: DataOf<"/v1/programme-drafts/{id}"> }) {
  const t = useTexts(programmeTexts);
  const may = useMay("simulations:read");
  const filter = `programme_sha256 eq ${draft.programme_sha256}`;
  const list = useList("/v1/simulations", { filter, sort: "-created_at" }, { enabled: may });
  const done = list.rows.find((one) => one.state === "done");
  return (
    <section className="stack">
      <h3>{t("simulationOfIt")}</h3>
      {!may && <p className="muted">{t("mayNotSimulate")}</p>}
      {list.error && <ErrorState error={list.error} onRetry={list.reload} />}
      {list.isPending && may && <Skeleton lines={2} />}
      {done && <Result id={done.id} />}
      {list.rows.length > 0 && (
        <ul className="lines">
          {list.rows.map((one) => (
            <Run key={one.id} run={one} />
          ))}
        </ul>
      )}
      {may && !list.isPending && !list.error && isToSimulate(list.rows) && (
        <>
          <p className="muted">{t(list.rows.length === 0 ? "notSimulated" : "notSimulatedYet")}</p>
          <Simulate text={draft.text} isReady />
        </>
      )}
    </section>
  );
}

function Result({ id }: { id: string }) {
  const answer = useAnswer("/v1/simulations/{id}", { params: { path: { id } } });
  return (
    <Answered answer={answer}>
      {({ data, at }) => (
        <>
          <div className="row">
            <AsOf commit={data.known_at} at={at} />
          </div>
          <SimulatedTotals of={data} />
        </>
      )}
    </Answered>
  );
}

function Run({ run }: { run: Simulation }) {
  const t = useTexts(programmeTexts);
  const who = useActorName();
  return (
    <li>
      <span className="row">
        <Status word={run.state} />
        <Link href={`/o/programme?tab=simulations&row=${encodeURIComponent(run.id)}`}>
          {t.rich("simulatedMonths", {
            from: <Month month={run.from} />,
            to: <Month month={run.to} />,
          })}
        </Link>
      </span>
      <span className="muted">
        {who(run.created_by)}, <Instant instant={run.created_at} />
      </span>
      {isUnderWay(run) && <ProgressOfOperation id={run.id} label={t("computing")} ask={jobOf} />}
    </li>
  );
}
