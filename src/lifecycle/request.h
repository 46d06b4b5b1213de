// What a lifecycle moves: a request of somebody for an association (or for its end), with its
// state, its deadlines and what it made. Values only; tables.h says how they move.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/keys.h"
#include "registry/acts.h"

namespace lifecycle {

enum class Kind : std::uint8_t {
  Dpor,             // a customer designates its partner of record
  Correction,       // an operator mends the past, a second one agrees
  Claim,            // a partner claims an association and proves its work
  Grant,            // a customer grants administration for a term
  Transfer,         // a subscription moves to another CSP partner
  AgreementChange,  // an agreement gets another transacting partner
  Deal,             // a software vendor registers a deal
  Engagement,       // the vendor assigns a partner to deliver
  Standing,         // a customer designates a partner for all there is and will be
};
inline constexpr std::array<std::string_view, 9> kKinds{"dpor",  "correction", "claim",
                                                        "grant", "transfer",   "agreement_change",
                                                        "deal",  "engagement", "standing"};

constexpr std::string_view word(Kind kind) {
  return kKinds[static_cast<std::size_t>(kind)];
}

// A person's name is one word, so that it is found again where a text mentions it: no blanks,
// quotes, slashes or backslashes; it begins with no '~', which marks tokens (storage/persons.h),
// and ends with a letter or a digit.
bool may_stand_in_name(char c);
bool may_end_name(char c);

// Who acts. A customer and a partner may name a person: "customer:C1/anna".
struct Actor {
  registry::ActorKind kind = registry::ActorKind::Operator;
  std::string id;    // the customer, the partner, the operator, the feed
  std::string user;  // may be empty
  std::string text() const;
  friend bool operator==(const Actor&, const Actor&) = default;
};
// "customer:C1/anna", "operator". Errors: Usage.
base::Result<Actor> parse_actor(std::string_view text);

// An event that happens by itself at the beginning of a programme day.
struct Deadline {
  std::string event;
  base::Day due;
  friend bool operator==(const Deadline&, const Deadline&) = default;
};

// What happened once and must not happen again: a reminder, a subscription that arrived.
struct Mark {
  std::string what;     // "told", "covers", "asked", "passed"
  std::string subject;  // a subscription
  base::Day day;
  std::string made;  // the association or request that came of it
  friend bool operator==(const Mark&, const Mark&) = default;
};

// What a standing designation does with subscriptions that come: "all", "ask" or "none";
// new products also "listed".
struct StandingRules {
  std::string renewals = "all";
  std::string transfers = "ask";
  std::string products = "all";
  std::vector<std::string> families;  // for "listed"
  friend bool operator==(const StandingRules&, const StandingRules&) = default;
};

struct Request {
  std::int64_t number = 0;  // of the commit that opened it
  std::int64_t revision = 0;
  Kind kind = Kind::Dpor;
  std::string state;   // empty: it does not exist yet
  std::string reason;  // end reason or reason code of the state; may be empty
  std::string type;    // of the association
  std::string partner, counterparty;
  std::string customer, subscription, workload;
  base::Day on = base::Day::min();         // min: when it comes about
  base::Day until = base::Day::forever();  // forever: until it is ended
  std::string evidence;
  base::Day evidence_on = base::Day::min();
  std::string exception;  // why a policy may be exceeded; empty: it may not
  bool auto_extend = false;
  StandingRules rules;
  std::string association;  // that it made
  std::string opened_by, moved_by;
  base::Instant opened_at, moved_at;
  std::vector<Deadline> deadlines;
  std::vector<Mark> marks;

  std::string id() const { return "req-" + std::to_string(number); }
  friend bool operator==(const Request&, const Request&) = default;
};

// Somebody is to be told; delivery is another matter.
struct Notification {
  std::int64_t number = 0;
  base::Day day;     // the programme day of what happened
  std::string role;  // customer, partner, operator
  std::string recipient;
  std::string kind;     // domain 5.8
  std::string subject;  // the request
  std::string payload;  // a JSON object of codes and ids
  friend bool operator==(const Notification&, const Notification&) = default;
};

// One transition with all that follows from it. Stored whole or not at all.
struct Step {
  std::vector<Request> requests;  // new revisions; the one that moved comes first
  registry::ChangeSet changes;
  std::vector<Notification> notifications;  // without numbers
  registry::Act act;
};

}  // namespace lifecycle
