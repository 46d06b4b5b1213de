import { useAnswer } from "../api/questions.ts";
import { isStale } from "../api/problem.ts";
import type { components } from "../api/contract.gen.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Status } from "../kit/Badge.tsx";
import { Facts } from "../kit/Facts.tsx";
import { Answered } from "../kit/states.tsx";
import { useActorName } from "./actor.ts";
import { shellTexts } from "./texts.ts";

type Request = components["schemas"]["Request"];
type Petition = components["schemas"]["Petition"];
type Move = Pick<Request, "state" | "moved_by" | "reason">;

/** A request or a petition as others have moved it, for whoever was slower. */
function Moved({ state, moved_by, reason }: Move) {
  const t = useTexts(shellTexts);
  const who = useActorName();
  return (
    <Facts
      facts={[
        { name: t("movedTo"), value: <Status word={state} /> },
        { name: t("movedBy"), value: who(moved_by) },
        { name: t("movedWhy"), value: reason },
      ]}
    />
  );
}

/** The request as it is now, asked for when a change of it came too late. */
export function useRequestNow(id: string, error: Error | null) {
  const isLate = isStale(error);
  const init = { params: { path: { id } } };
  const answer = useAnswer("/v1/requests/{id}", init, { enabled: isLate });
  const now: Request | null = (isLate && answer.data?.data.history.at(-1)) || null;
  return { now, theirs: <Answered answer={answer}>{() => now && <Moved {...now} />}</Answered> };
}

/** The same of a petition. */
export function usePetitionNow(id: string, error: Error | null) {
  const isLate = isStale(error);
  const init = { params: { path: { id } } };
  const answer = useAnswer("/v1/petitions/{id}", init, { enabled: isLate });
  const now: Petition | null = (isLate && answer.data?.data.history.at(-1)) || null;
  return { now, theirs: <Answered answer={answer}>{() => now && <Moved {...now} />}</Answered> };
}
