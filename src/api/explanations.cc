// Why a number is what it is: for who may see everything, and for partners and customers within
// what they may see.
#include <algorithm>
#include <array>

#include "api/call.h"
#include "app/explain_jobs.h"
#include "app/explanation_text.h"
#include "app/statement_jobs.h"
#include "base/terms.h"
#include "statements/statement.h"

namespace api {
namespace {

using attribution::Discretion;
using attribution::ExplainQuery;
using attribution::Explanation;

constexpr std::size_t kTextMax = std::size_t{1} << 24;

Value tree(const Explanation& node) {
  Value out = object();
  out.add("kind", node.kind).add("label", node.label).add("value", node.value);
  if (!node.code.empty()) out.add("code", node.code);
  if (!node.facts.empty()) {
    Value facts = object();
    for (const auto& [name, value] : node.facts)
      facts.add(std::string(name), value);
    out.add("facts", std::move(facts));
  }
  Value because = list();
  for (const Explanation& one : node.because)
    because.add(tree(one));
  return out.add("because", std::move(because));
}

Reply reply_with(const Call& call, const app::View& view, const Explanation& root) {
  Reply out;
  out.headers.emplace_back("known-at", std::to_string(view.as_known.number));
  out.headers.emplace_back("content-language", base::word(call.language()));
  out.headers.emplace_back("vary", "Accept-Language");
  if (call.text("form") == "text") {
    out.raw = app::explanation_text(root, kTextMax, call.language());
    out.headers.emplace_back("content-type", "text/plain; charset=utf-8");
    return out;
  }
  out.body = object();
  out.body.add("object", "explanation").add("known_at", view.as_known.number);
  out.body.add("explanation", tree(root));
  return out;
}

// What a partner is told; what it rests on stays with it. None: everything.
struct Told {
  std::shared_ptr<const Seen> seen;
  std::optional<Discretion> discretion;
};

base::Result<Told> told_to(const Call& call, const app::View& view) {
  Told out;
  out.seen = TRY(call.seen(view.ground));
  if (out.seen == nullptr) return out;
  const Seen& seen = *out.seen;
  Discretion discretion;
  discretion.sees_money = call.caller.sees_money();
  discretion.sees_subscription = [&seen](base::SubscriptionKey place) {
    return bool{seen.subscriptions[place.number]};
  };
  discretion.sees_record = [&seen](base::SubscriptionKey place, const usage::Record& record) {
    const base::Day day = std::min(record.usage_date, seen.sight->today);
    return seen.reach.sees(place, seen.sight->workload_number(record.workload), day,
                           rights::class_of(record.measure));
  };
  out.discretion = std::move(discretion);
  return out;
}

// Of which subscriptions an explanation tells a partner more than what it is credited with.
void tell_of_places(Call& call, const Told& told, const app::View& view, const Explanation& node) {
  if (told.seen == nullptr) return;
  if (node.kind == "subscription") {
    const auto& all = view.books.registry.subscriptions;
    const auto found = std::ranges::find(all, node.label, &registry::Subscription::id);
    if (found != all.end() &&
        told.seen->subscriptions[static_cast<std::size_t>(found - all.begin())])
      call.tells_of_subscription(node.label);
  }
  for (const Explanation& one : node.because)
    tell_of_places(call, told, view, one);
}

// What a partner does not see is to it as if it were not there.
base::Status check_seen(const Told& told, const app::View& view, const ExplainQuery& query) {
  if (told.seen == nullptr) return {};
  const registry::Snapshot& registry = view.books.registry;
  const auto is_seen = [](const auto& facts, const std::vector<bool>& seen, const std::string& id) {
    for (std::size_t i = 0; i < facts.size(); ++i)
      if (facts[i].id == id) return bool{seen[i]};
    return false;
  };
  if (!query.subscription.empty() &&
      !is_seen(registry.subscriptions, told.seen->subscriptions, query.subscription))
    return base::fail(base::Code::NotFound,
                      "there is no subscription '" + query.subscription + "'");
  if (!query.customer.empty() && !is_seen(registry.customers, told.seen->customers, query.customer))
    return base::fail(base::Code::NotFound, "there is no customer '" + query.customer + "'");
  return {};
}

ExplainQuery query_of(const Call& call) {
  ExplainQuery query;
  query.partner = call.text("partner_id");
  query.month = *call.month("month");
  query.subscription = call.text("subscription_id");
  query.customer = call.text("customer_id");
  query.competency = call.text("competency");
  query.measure = base::parse_word<base::Measure>(base::kMeasures, call.text("measure"));
  if (!call.text("workload").empty()) query.workload = call.text("workload");
  query.lever = call.text("lever");
  query.why_not = call.text("why_not") == "true";
  query.usage_rows_max = static_cast<std::size_t>(call.number("rows", 20));
  query.language = call.language();
  return query;
}

base::Result<Reply> explain(Call& call) {
  ExplainQuery query = query_of(call);
  const auto view = TRY(call.view());
  const Told told = TRY(told_to(call, *view));
  TRY_STATUS(check_seen(told, *view, query));
  if (told.discretion) query.discretion = &*told.discretion;
  const auto lock = call.service.store->log_lock();
  const Explanation root = TRY(app::explain(*view, query));
  tell_of_places(call, told, *view, root);
  return reply_with(call, *view, root);
}

base::Result<Reply> explain_statement_line(Call& call) {
  const auto read = [&](app::Store& store) -> base::Result<statements::Issued> {
    const auto row = TRY(app::statement_row(store, call.text("id")));
    TRY_STATUS(call.belongs_to(row.earner, {}, "statement"));
    return app::statement(store, row);
  };
  const statements::Issued issued = TRY(call.service.store->read(read));
  const std::int64_t line = call.number("line", 0);
  const ledger::Entry* const entry = TRY(app::statement_line(issued.statement, line));
  const auto view = TRY(call.service.store->view(issued.statement.as_known));
  const Told told = TRY(told_to(call, *view));
  ExplainQuery query;
  query.usage_rows_max = static_cast<std::size_t>(call.number("rows", 20));
  query.language = call.language();
  if (told.discretion) query.discretion = &*told.discretion;
  const auto lock = call.service.store->log_lock();
  const Explanation root =
      TRY(app::explain_entry(*view, {issued.statement.id(), line, *entry}, query));
  call.tells_of_subscription(entry->subscription);
  return reply_with(call, *view, root);
}

base::Result<Reply> explain_benefit(Call& call) {
  attribution::BenefitQuery query;
  query.customer = call.text("customer_id");
  query.month = *call.month("month");
  query.subscription = call.text("subscription_id");
  query.language = call.language();
  const auto view = TRY(call.view());
  return reply_with(call, *view, TRY(app::benefit(*view, query)));
}

constexpr std::array<Route, 3> kRoutes{{
    {"explain", explain},
    {"explainStatementLine", explain_statement_line},
    {"explainBenefit", explain_benefit},
}};

}  // namespace

std::span<const Route> explanation_routes() {
  return kRoutes;
}

}  // namespace api
