#include "api/problem.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace api {
namespace {

constexpr std::array<ProblemType, 32> kTypes{{
    {"invalid_request", 400, "The request does not fit the contract", "Correct what errors names."},
    {"invalid_json", 400, "The body is no JSON", "Send one JSON value in UTF-8."},
    {"malformed_request", 400, "The request cannot be read", "Send HTTP/1.1 as RFC 9112 has it."},
    {"unauthenticated", 401, "Nobody is signed in", "Send a key: Authorization: Bearer ack_..."},
    {"sign_in_refused", 401, "Nobody is signed in by this",
     "Try again, or ask an admin for a link."},
    {"second_factor_needed", 401, "The password is right, a code is needed",
     "Send it again with the code of the authenticator, or a recovery code."},
    {"cross_site", 403, "The request does not come from a page of this service",
     "Send x-accredit-csrf as GET /v1/session tells it, from the same origin."},
    {"forbidden", 403, "This is not allowed", "Ask who grants the scope that detail names."},
    {"not_found", 404, "There is no such thing", "Look at the list of what there is."},
    {"method_not_allowed", 405, "The address has not that method", "Use one that Allow names."},
    {"not_acceptable", 406, "The answer has not that format", "Ask for one that detail names."},
    {"timeout", 408, "The request came too slowly", "Send it again."},
    {"conflict", 409, "Somebody else was first", "Read it again, then decide."},
    {"in_progress", 409, "The same request is under way", "Ask again in a moment."},
    {"answer_lost", 409, "It was carried out, but the answer was lost",
     "Look at what has changed; detail names the commit, if there is one."},
    {"missing_fact", 409, "A fact is absent that the answer needs", "Supply what detail names."},
    {"stale", 412, "It has changed since it was read", "Read it again; send its new ETag."},
    {"too_large", 413, "The body is too large", "Send less, or use an import."},
    {"uri_too_long", 414, "The address is too long", "Filter by less, or send a body."},
    {"unsupported_media_type", 415, "The body is of another type", "Send one that detail names."},
    {"refused", 422, "A rule refuses this", "See detail; reason says which rule."},
    {"idempotency_key_reused", 422, "The Idempotency-Key was used for another request",
     "Take a new key for a new request."},
    {"precondition_required", 428, "Changes need If-Match", "Read it, send its ETag as If-Match."},
    {"rate_limited", 429, "Too many requests", "Wait as long as Retry-After says."},
    {"head_too_large", 431, "The head of the request is too large", "Send fewer headers."},
    {"internal", 500, "The service has failed", "Tell the operator the request id."},
    {"corrupt", 500, "Stored data contradict each other",
     "Tell the operator, who verifies the store."},
    {"provider_unreachable", 502, "The identity provider does not answer as it should",
     "Try again; the operator looks at how the provider is set."},
    {"busy", 503, "The service is busy", "Wait as long as Retry-After says, then send it again."},
    {"commit_unknown", 503, "Whether it was committed is not known",
     "Send it again with the same Idempotency-Key."},
    {"http_version", 505, "Only HTTP/1.1 is spoken", "Use HTTP/1.1."},
    {"storage_full", 507, "The disk is full", "Nothing was lost. The operator makes room."},
}};

const ProblemType& type_of(std::string_view code) {
  const auto found = std::ranges::find(kTypes, code, &ProblemType::code);
  if (found != kTypes.end()) return *found;
  return *std::ranges::find(kTypes, "refused", &ProblemType::code);
}

std::string_view code_of(base::Code code) {
  switch (code) {
    case base::Code::Usage:
    case base::Code::InvalidInput: return "invalid_request";
    case base::Code::Refused: return "refused";
    case base::Code::NotFound: return "not_found";
    case base::Code::Conflict: return "conflict";
    case base::Code::Missing: return "missing_fact";
    case base::Code::Corrupt: return "corrupt";
    case base::Code::Io: return "internal";
    case base::Code::CommitUnknown: return "commit_unknown";
  }
  return "internal";
}

}  // namespace

std::span<const ProblemType> problem_types() {
  return kTypes;
}

Problem problem_of(const base::Error& error) {
  std::string detail = error.message;
  if (error.code == base::Code::Conflict && error.reason == kStale) return {"stale", detail};
  if (error.code == base::Code::Conflict && error.reason == kBusy) return {"busy", detail};
  // Whoever finds that a scope is missing, the door or a handler.
  if (error.reason == kScopeMissing) return {"forbidden", detail};
  if (error.code == base::Code::Refused && !error.reason.empty()) {
    // What the service itself refuses has its own code; what a rule refuses, the rule's.
    std::string code = error.reason;
    std::ranges::transform(code, code.begin(), [](char c) {
      return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    });
    const bool is_ours = std::ranges::find(kTypes, code, &ProblemType::code) != kTypes.end();
    return {is_ours ? std::move(code) : error.reason, std::move(detail)};
  }
  return {std::string(code_of(error.code)), std::move(detail)};
}

Problem problem_of(int status, const std::string& detail) {
  const auto found = std::ranges::find(kTypes, status, &ProblemType::status);
  const bool is_malformed = status == 400;
  if (is_malformed) return {"malformed_request", detail};
  return {std::string(found == kTypes.end() ? "internal" : found->code), detail};
}

http::Response oauth_refusal(int status, std::string_view error, const std::string& detail) {
  Value body = object();
  body.add("error", error).add("error_description", detail);
  http::Response out;
  out.status = status;
  out.with("content-type", "application/json");
  out.body = json_of(body);
  return out;
}

http::Response respond(const Problem& problem, const std::string& request_id,
                       const std::string& instance) {
  const ProblemType& type = type_of(problem.code);
  Value body = object();
  body.add("type", "/v1/problem-types#" + std::string(type.code));
  body.add("title", type.title).add("status", type.status).add("detail", problem.detail);
  body.add("instance", instance).add("code", problem.code).add("request_id", request_id);
  body.add("fix", type.fix);
  if (!problem.errors.empty()) {
    Value errors = list();
    for (const Violation& one : problem.errors) {
      Value error = object();
      error.add("pointer", one.pointer).add("code", one.code).add("message", one.message);
      error.add("expected", one.expected);
      if (one.position != 0) error.add("position", one.position);
      errors.add(std::move(error));
    }
    body.add("errors", std::move(errors));
  }
  http::Response out;
  out.status = type.status;
  out.headers = problem.headers;
  out.with("content-type", "application/problem+json");
  if (type.status == 401) out.with("www-authenticate", "Bearer realm=\"accredit\"");
  if (type.status == 503 || type.status == 429) {
    if (http::header(out.headers, "retry-after").empty()) out.with("retry-after", "1");
  }
  out.body = json_of(body);
  return out;
}

}  // namespace api
