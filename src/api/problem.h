// What went wrong, for a client: RFC 9457 with a stable code. Every code is in the catalogue, which
// /v1/problem-types lists.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/json.h"
#include "api/schema.h"
#include "base/result.h"
#include "http/message.h"

namespace api {

struct ProblemType {
  std::string_view code;  // part of the contract
  int status;
  std::string_view title;
  std::string_view fix;  // what the client can do
};
std::span<const ProblemType> problem_types();

struct Problem {
  std::string code;  // of the catalogue; of a rule that refuses, its own ("ALREADY_HELD")
  std::string detail;
  std::vector<Violation> errors = {};
  http::Headers headers = {};  // Retry-After, Allow
};

// The reason of a Conflict: what was read has changed since.
inline constexpr std::string_view kStale = "STALE";

// The reason of a Conflict: others must be done first.
inline constexpr std::string_view kBusy = "BUSY";

// The reason of a Refused: who asks may not, wherever it was found. Told as `forbidden`.
inline constexpr const char* kScopeMissing = "SCOPE_MISSING";

// Which problem an error of the program is.
Problem problem_of(const base::Error& error);
// The problem that the server itself found.
Problem problem_of(int status, const std::string& detail);

// For who speaks OAuth 2 (RFC 6749, 5.2): `error` is a word of there.
http::Response oauth_refusal(int status, std::string_view error, const std::string& detail);

http::Response respond(const Problem& problem, const std::string& request_id,
                       const std::string& instance);

}  // namespace api
