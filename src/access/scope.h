// What may be asked of the service, in words: resource:action. The same words stand in the matrix,
// in the scopes of keys and clients, in refusals and in docs/api.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace rights {

enum class Resource : std::uint8_t {
  Partners,
  Customers,
  Subscriptions,
  Products,
  Associations,
  Requests,
  Consents,
  AccessLog,
  UsageEvents,  // as they arrive, one by one
  Usage,        // what was counted
  Revenue,      // what was billed
  Imports,
  Feeds,
  Quarantine,
  Programme,
  Credit,
  Coverage,
  Earnings,
  Explanations,
  Competencies,
  Simulations,
  Periods,
  Ledger,
  Statements,
  Payouts,
  Petitions,
  Reports,
  Opportunities,
  Exports,
  Sql,
  Events,
  Webhooks,
  Keys,
  Users,
  Audit,
  Operations,
  Settings,
  Metrics,
  Guides,
  Feedback,
};
inline constexpr std::array<std::string_view, 40> kResources{
    "partners",     "customers",    "subscriptions", "products",      "associations", "requests",
    "consents",     "access_log",   "usage_events",  "usage",         "revenue",      "imports",
    "feeds",        "quarantine",   "programme",     "credit",        "coverage",     "earnings",
    "explanations", "competencies", "simulations",   "periods",       "ledger",       "statements",
    "payouts",      "petitions",    "reports",       "opportunities", "exports",      "sql",
    "events",       "webhooks",     "keys",          "users",         "audit",        "operations",
    "settings",     "metrics",      "guides",        "feedback"};

enum class Action : std::uint8_t {
  Read,
  Write,
  Approve,  // consent to, or decide, what somebody else asked for
  Issue,    // statements
  Publish,  // rules
  Close,    // periods
};
inline constexpr std::array<std::string_view, 6> kActions{"read",  "write",   "approve",
                                                          "issue", "publish", "close"};

constexpr std::string_view word(Resource resource) {
  return kResources[static_cast<std::size_t>(resource)];
}
constexpr std::string_view word(Action action) {
  return kActions[static_cast<std::size_t>(action)];
}

struct Scope {
  Resource resource = Resource::Partners;
  Action action = Action::Read;
  std::string text() const;  // "credit:read"
  friend constexpr auto operator<=>(Scope, Scope) = default;
};

// "credit:read usage:*", between blanks or commas; * stands for every action. Sorted, each once.
// Errors: Usage with the nearest word.
base::Result<std::vector<Scope>> parse_scopes(std::string_view text);
// The same set as parse_scopes reads it.
std::string scopes_text(const std::vector<Scope>& scopes);

}  // namespace rights
