// One request under way, as the handlers of operations see it: its parameters have been checked
// against the contract, its body is a value of the schema that the contract names.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "api/caller.h"
#include "api/contract.h"
#include "api/problem.h"
#include "api/rows.h"
#include "api/service.h"
#include "app/registry_jobs.h"
#include "base/day.h"
#include "base/keys.h"
#include "base/language.h"
#include "storage/idempotency_table.h"

namespace api {

struct Call {
  Service& service;
  const Operation& operation;
  const http::Request& request;
  Arguments arguments;
  Value body;
  Caller caller = {};
  // Set by who confines what the operation answers, where the contract leaves it to the handler.
  bool confined = false;
  std::optional<storage::IdempotencyKey> once = {};
  std::function<base::Status()> precondition = {};  // of If-Match
  // What of the parameters does not fit the rows that were found.
  std::vector<Violation> violations = {};
  // What a partner is told of, for the customers' access log: ids and the number of rows.
  std::map<std::string, std::int64_t> customers_told = {}, subscriptions_told = {};

  // Empty when it is not given.
  std::string text(std::string_view name) const;
  // Whether a filter, if it is given, is this value.
  bool wants(std::string_view name, std::string_view value) const;
  std::vector<std::string> texts(std::string_view name) const;
  std::optional<base::Month> month(std::string_view name) const;  // checked by the contract
  // The months 'from' and 'to', both included, of a question over several. Errors: Usage.
  struct Span {
    base::Month from, to;
  };
  base::Result<Span> span() const;
  std::int64_t number(std::string_view name, std::int64_t otherwise) const;
  // In which the answer is asked for, where the contract says that it is told in several.
  base::Language language() const;
  // The list, its filters and its order, without the page: what a cursor belongs to.
  std::string question() const;
  // The commit of the cursor, or known_at; else the latest.
  base::CommitNumber known_at() const;
  // Who acts, as the record has it: "operator:anna", "partner:P1/eva".
  std::string actor() const { return caller.actor(); }
  base::Result<app::Actor> registry_actor() const;
  // What is answered belongs to that partner or customer (empty: to none). Errors: NotFound, as if
  // it were not there, for a caller of another one.
  base::Status belongs_to(const std::string& partner, const std::string& customer,
                          std::string_view what);
  // The rules of the act look at who acts, and refuse what is not the caller's.
  void ruled_by_actor() { confined = true; }
  // Runs `job` in the thread that changes the store, when what the caller has read still holds.
  // Errors: those of the job; Stale.
  template <class Job>
  auto change(Job job) -> decltype(job(std::declval<app::Store&>())) {
    return service.store->change([&](app::Store& store) -> decltype(job(store)) {
      if (precondition) TRY_STATUS(precondition());
      if (!once) return job(store);
      const storage::Record::Companion with(
          store.record(), [&](storage::Database& database, base::CommitNumber commit) {
            return storage::note_commit(database, *once, commit, store.clock().now());
          });
      return job(store);
    });
  }
  // For the access log, where the contract leaves it to the handler. Empty: of none.
  void tells_of_subscription(const std::string& id);
  void tells_of_customer(const std::string& id);
  base::Result<std::shared_ptr<const app::Ground>> ground() const {
    return service.store->ground(known_at());
  }
  // What the partner that asks sees; null for who is no partner.
  base::Result<std::shared_ptr<const Seen>> seen(
      const std::shared_ptr<const app::Ground>& ground) const;
  base::Result<std::shared_ptr<const app::View>> view() const {
    return service.store->view(known_at());
  }
};

// Whether the contract says all of how the answer is confined to the caller.
bool is_confined_by_contract(const Call& call);

struct Reply {
  int status = 200;
  Value body;
  http::Headers headers = {};
  std::string raw = {};     // in place of the body, of the Content-Type that headers say
  bool always_new = false;  // has no ETag
};
// The same for a problem that needs headers of its own.
Reply refusal_of(const Call& call, const Problem& problem);
using Handler = base::Result<Reply> (*)(Call&);

// ---- lists ----

// A text that may be absent.
Cell optional_cell(std::string text);
Cell month_cell(base::Month month);           // null for none
Cell day_cell(base::Day day);                 // null where a range is open
std::string number_key(std::int64_t number);  // sorts as the number does
std::string newest_key(base::Instant at);     // the later, the sooner
// The members of a row, in the order of the fields.
Value row_value(const std::vector<Field>& fields, const std::vector<Cell>& cells);
Value value_of(const Cell& cell);
// A day of a body that was checked; `absent` for none.
base::Day day_of(const Value& value, base::Day absent);
// Says the columns, adds rows, and gives the commit that they are of; 0: that of the head.
using Lister = base::Result<base::CommitNumber> (*)(Call&, Rows&);

// An operation's function. One of the two.
struct Route {
  std::string_view id;
  Handler handler = nullptr;
  Lister lister = nullptr;
};
// By id; null for none. routes.cc
const std::map<std::string_view, Route>& routes();
const Route* find_route(std::string_view id);
// Of each file of handlers.
std::span<const Route> system_routes();           // system.cc
std::span<const Route> registry_routes();         // registry.cc
std::span<const Route> answer_routes();           // answers.cc
std::span<const Route> explanation_routes();      // explanations.cc
std::span<const Route> book_routes();             // books.cc
std::span<const Route> payment_routes();          // payments.cc
std::span<const Route> usage_event_routes();      // usage_events.cc
std::span<const Route> designation_routes();      // designations.cc
std::span<const Route> programme_routes();        // programme.cc
std::span<const Route> consent_routes();          // consents.cc
std::span<const Route> identity_routes();         // identities.cc
std::span<const Route> programme_draft_routes();  // programme_drafts.cc
std::span<const Route> guidance_routes();         // guidance.cc
std::span<const Route> simulation_routes();       // simulations.cc
std::span<const Route> sql_routes();              // sql.cc
std::span<const Route> export_routes();           // exports.cc
std::span<const Route> import_routes();           // imports.cc
std::span<const Route> feed_routes();             // feeds.cc
std::span<const Route> insight_routes();          // insight.cc
std::span<const Route> delivery_routes();         // delivery.cc
std::span<const Route> letter_routes();           // letters.cc
std::span<const Route> session_routes();          // sessions.cc
std::span<const Route> token_routes();            // tokens.cc
std::span<const Route> provider_routes();         // provider_sign_in.cc

}  // namespace api
