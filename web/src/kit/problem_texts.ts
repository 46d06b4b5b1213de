import { catalogue } from "../i18n/catalogue.ts";

/**
 * What each code of a problem means to a reader, and after `_fix` what to do. The service's own words are
 * for those who write programs; what is particular is its `detail`. A reason code is a rule's: `refused`.
 */
export const problemTexts = catalogue(
  {
    invalid_request: "Something of it does not fit",
    invalid_request_fix: "Correct what is named, and send it again.",
    unauthenticated: "You are not signed in any more",
    unauthenticated_fix: "Sign in again.",
    not_found: "There is no such thing",
    not_found_fix: "Look at the list of what there is.",
    conflict: "It is not as it was any more",
    conflict_fix: "Look at it as it is now, then decide.",
    in_progress: "The same is being done already",
    in_progress_fix: "Look again in a moment.",
    answer_lost: "It was done, but its answer was lost",
    answer_lost_fix: "Look at what has changed.",
    missing_fact: "Something is missing that this needs",
    missing_fact_fix: "It is named above; whoever keeps it supplies it.",
    too_large: "This is too large",
    too_large_fix: "Send less at once.",
    refused: "A rule does not allow this",
    rate_limited: "Too much was asked at once",
    rate_limited_fix: "Wait a few seconds, then try again.",
    internal: "The service has failed",
    internal_fix: "Tell support the number of the request.",
    corrupt: "The service has failed",
    corrupt_fix: "Tell support the number of the request.",
    busy: "The service is busy",
    busy_fix: "Wait a few seconds, then try again.",
    commit_unknown: "Whether it was done is not known",
    commit_unknown_fix: "Look before you do it again.",
    storage_full: "The service has no room left",
    storage_full_fix: "Nothing was lost. Tell support.",
  },
  {
    de: {
      invalid_request: "Etwas daran passt nicht",
      invalid_request_fix: "Berichtigen Sie, was genannt ist, und senden Sie es erneut.",
      unauthenticated: "Sie sind nicht mehr angemeldet",
      unauthenticated_fix: "Melden Sie sich erneut an.",
      not_found: "Das gibt es nicht",
      not_found_fix: "Sehen Sie in der Liste nach, was es gibt.",
      conflict: "Es ist nicht mehr, wie es war",
      conflict_fix: "Sehen Sie an, wie es jetzt ist, und entscheiden Sie dann.",
      in_progress: "Dasselbe wird gerade getan",
      in_progress_fix: "Sehen Sie gleich noch einmal nach.",
      answer_lost: "Es ist geschehen, aber die Antwort ging verloren",
      answer_lost_fix: "Sehen Sie nach, was sich geändert hat.",
      missing_fact: "Etwas fehlt, was dazu nötig ist",
      missing_fact_fix: "Oben steht, was; wer es führt, trägt es nach.",
      too_large: "Das ist zu groß",
      too_large_fix: "Senden Sie weniger auf einmal.",
      refused: "Eine Regel lässt das nicht zu",
      rate_limited: "Zu viel auf einmal gefragt",
      rate_limited_fix: "Warten Sie einige Sekunden, dann erneut.",
      internal: "Der Dienst hat versagt",
      internal_fix: "Nennen Sie dem Support die Nummer der Anfrage.",
      corrupt: "Der Dienst hat versagt",
      corrupt_fix: "Nennen Sie dem Support die Nummer der Anfrage.",
      busy: "Der Dienst ist beschäftigt",
      busy_fix: "Warten Sie einige Sekunden, dann erneut.",
      commit_unknown: "Ob es geschehen ist, ist nicht bekannt",
      commit_unknown_fix: "Sehen Sie nach, ehe Sie es wiederholen.",
      storage_full: "Der Dienst hat keinen Platz mehr",
      storage_full_fix: "Nichts ging verloren. Sagen Sie es dem Support.",
    },
  },
);

type Key = keyof typeof problemTexts.en;

/** The key of a problem's title and, where something can be done, of the advice. */
export function keysOf(code: string, status: number): { title: Key; advice: Key | null } {
  const known = code in problemTexts.en ? (code as Key) : status === 422 ? "refused" : null;
  const title = known ?? (status >= 500 ? "internal" : "invalid_request");
  const advice = `${title}_fix`;
  return { title, advice: advice in problemTexts.en ? (advice as Key) : null };
}
