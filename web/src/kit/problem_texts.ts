import { catalogue } from "../i18n/catalogue.ts";

/**
 * What each code of a problem means to a reader, and after `_fix` what to do. The service's own words are
 * for those who write programs; what is particular is its `detail`. A reason code is a rule's: `refused`.
 */
export const problemTexts = catalogue(
  {
    invalid_request: "Something of it does not fit",
    invalid_request_fix: "Correct what is named, and send it again.",
    invalid_json: "It was not understood",
    malformed_request: "It was not understood",
    not_acceptable: "It was not understood",
    unsupported_media_type: "It was not understood",
    method_not_allowed: "It was not understood",
    http_version: "It was not understood",
    uri_too_long: "This is too large",
    uri_too_long_fix: "Filter by less.",
    head_too_large: "This is too large",
    sign_in_refused: "You could not be signed in",
    sign_in_refused_fix: "Try again, or ask an administrator for a new link.",
    second_factor_needed: "The password is right; a code is needed, too",
    second_factor_needed_fix: "Enter the code of your authenticator, or a recovery code.",
    cross_site: "This did not come from a page of this service",
    cross_site_fix: "Load the page again.",
    forbidden: "You may not do this",
    timeout: "It took too long to arrive",
    timeout_fix: "Send it again.",
    stale: "It has changed since it was read",
    stale_fix: "Look at it as it is now, then decide.",
    precondition_required: "It may have changed since it was read",
    precondition_required_fix: "Look at it as it is now, then decide.",
    idempotency_key_reused: "It was sent twice, not alike",
    idempotency_key_reused_fix: "Load the page again.",
    provider_unreachable: "The identity provider does not answer",
    provider_unreachable_fix: "Try again in a moment.",
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
      invalid_json: "Es wurde nicht verstanden",
      malformed_request: "Es wurde nicht verstanden",
      not_acceptable: "Es wurde nicht verstanden",
      unsupported_media_type: "Es wurde nicht verstanden",
      method_not_allowed: "Es wurde nicht verstanden",
      http_version: "Es wurde nicht verstanden",
      uri_too_long: "Das ist zu groß",
      uri_too_long_fix: "Filtern Sie nach weniger.",
      head_too_large: "Das ist zu groß",
      sign_in_refused: "Sie konnten nicht angemeldet werden",
      sign_in_refused_fix:
        "Versuchen Sie es erneut, oder bitten Sie einen Administrator um einen neuen Link.",
      second_factor_needed: "Das Passwort stimmt; dazu gehört noch ein Code",
      second_factor_needed_fix:
        "Geben Sie den Code Ihrer Authenticator-App ein, oder einen Wiederherstellungscode.",
      cross_site: "Das kam nicht von einer Seite dieses Dienstes",
      cross_site_fix: "Laden Sie die Seite neu.",
      forbidden: "Das dürfen Sie nicht",
      timeout: "Es brauchte zu lange, um anzukommen",
      timeout_fix: "Senden Sie es erneut.",
      stale: "Es hat sich geändert, seit es gelesen wurde",
      stale_fix: "Sehen Sie an, wie es jetzt ist, und entscheiden Sie dann.",
      precondition_required: "Es kann sich geändert haben, seit es gelesen wurde",
      precondition_required_fix: "Sehen Sie an, wie es jetzt ist, und entscheiden Sie dann.",
      idempotency_key_reused: "Es wurde zweimal gesendet, und nicht gleich",
      idempotency_key_reused_fix: "Laden Sie die Seite neu.",
      provider_unreachable: "Der Identitätsanbieter antwortet nicht",
      provider_unreachable_fix: "Versuchen Sie es gleich noch einmal.",
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

// What another moment, or somebody else, may mend.
const kPassing = new Set(["timeout", "conflict", "in_progress", "missing_fact", "stale"]);

/** Whether asking the same again may be answered otherwise. */
export function mayPass(code: string, status: number): boolean {
  return status >= 500 || status === 429 || kPassing.has(code);
}

/** The key of a problem's title and, where something can be done, of the advice. */
export function keysOf(code: string, status: number): { title: Key; advice: Key | null } {
  const title = code in problemTexts.en ? (code as Key) : titleOf(status);
  const advice = `${title}_fix`;
  return { title, advice: advice in problemTexts.en ? (advice as Key) : null };
}

/** Of a code that is not listed: a rule's reason, or one that is new. */
function titleOf(status: number): Key {
  if (status >= 500) return "internal";
  return status === 422 ? "refused" : "invalid_request";
}
