// Questions: credit, earnings, reconciliation.
#include "app/answer_jobs.h"

#include <algorithm>
#include <array>

#include "api/call.h"
#include "app/closing_jobs.h"
#include "app/difference_jobs.h"

namespace api {
namespace {

base::Result<attribution::CreditQuery> credit_query(const Call& call) {
  attribution::CreditQuery query;
  const Call::Span span = TRY(call.span());
  query.from = span.from;
  query.to = span.to;
  for (const std::string& word : call.texts("by")) {
    const auto found = std::ranges::find(attribution::kCreditKeys, word);
    const auto key = static_cast<attribution::CreditKey>(found - attribution::kCreditKeys.begin());
    if (std::ranges::find(query.keys, key) == query.keys.end()) query.keys.push_back(key);
  }
  if (query.keys.empty())
    query.keys = {attribution::CreditKey::Partner, attribution::CreditKey::Month,
                  attribution::CreditKey::Measure, attribution::CreditKey::Currency};
  query.partner = call.text("partner_id");
  query.subscription = call.text("subscription_id");
  return query;
}

// A subscription that a partner does not see is to it as one that there is not.
base::Status check_seen(const Call& call, const std::shared_ptr<const app::View>& view,
                        const std::string& subscription) {
  if (subscription.empty() || call.caller.is_operator()) return {};
  const auto seen = TRY(call.seen(view->ground));
  const auto& all = view->books.registry.subscriptions;
  const auto found = std::ranges::find(all, subscription, &registry::Subscription::id);
  if (seen && found != all.end() &&
      seen->subscriptions[static_cast<std::size_t>(found - all.begin())])
    return {};
  return base::fail(base::Code::NotFound, "there is no subscription '" + subscription + "'");
}

// Where billed revenue stands in rows for a caller that may not see it; none: it may. Errors: Usage
// when it would be part of sums.
base::Result<std::optional<std::size_t>> hidden_by(const Call& call,
                                                   const attribution::CreditQuery& query) {
  if (call.caller.is_operator() || call.caller.sees_money()) return std::nullopt;
  const auto measure = std::ranges::find(query.keys, attribution::CreditKey::Measure);
  if (measure != query.keys.end()) return static_cast<std::size_t>(measure - query.keys.begin());
  return base::fail(base::Code::Usage,
                    "say by=measure: sums over measures hold billed revenue, which needs the right "
                    "to see money");
}

std::vector<Field> credit_fields(const attribution::CreditQuery& query) {
  std::vector<Field> out;
  for (const attribution::CreditKey key : query.keys) {
    out.push_back({std::string(attribution::kCreditKeys[static_cast<std::size_t>(key)])});
    if (key == attribution::CreditKey::Month) out.back().kind = CellType::Month;
  }
  out.push_back({"amount", CellType::Decimal});
  out.push_back({"quantity", CellType::Decimal});
  out.push_back({"associations"});
  return out;
}

base::Result<base::CommitNumber> list_credit(Call& call, Rows& rows) {
  const auto query = TRY(credit_query(call));
  TRY_STATUS(rows.begin(credit_fields(query)));
  const auto measure = TRY(hidden_by(call, query));
  const auto view = TRY(call.view());
  TRY_STATUS(check_seen(call, view, query.subscription));
  const attribution::CreditTable table = TRY(app::credit(*view, query));
  bool is_full = false;
  table.for_each([&](const attribution::CreditCell& cell) {
    if (is_full) return;
    std::vector<Cell> cells;
    for (std::string& text : table.texts(cell))
      cells.emplace_back(std::move(text));
    const bool is_hidden = measure && cells[*measure] == base::word(base::Measure::Revenue);
    cells.push_back(is_hidden ? Cell() : Cell(cell.amount.text()));
    cells.emplace_back(cell.quantity.text());
    cells.emplace_back(view->books.programme.labels(cell.associations));
    is_full = !rows.add(std::move(cells));
  });
  return view->as_known;
}

base::Result<base::CommitNumber> list_earnings(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"partner_id"},
                         {"lever"},
                         {"subscription_id"},
                         {"earning_month", CellType::Month},
                         {"base", CellType::Decimal},
                         {"rates"},
                         {"amount", CellType::Decimal},
                         {"currency"},
                         {"kind"},
                         {"reason_code"}}));
  const auto view = TRY(call.view());
  const auto lines = TRY(app::earnings(*view, *call.month("month")));
  const std::string partner = call.text("partner_id");
  const std::string subscription = call.text("subscription_id");
  for (const attribution::EarningLine& line : lines) {
    if (!partner.empty() && line.partner != partner) continue;
    if (!subscription.empty() && line.subscription != subscription) continue;
    std::string rates;
    for (const base::Decimal rate : line.rates)
      rates += (rates.empty() ? "" : "+") + rate.text();
    const bool is_rebate = line.kind == attribution::EarningKind::Rebate;
    const bool is_full =
        !rows.add({line.partner, line.lever, line.subscription, line.earning_month.text(),
                   line.base.text(), rates.empty() ? Cell() : Cell(rates), line.amount.text(),
                   line.currency, is_rebate ? "rebate" : "coop",
                   line.reason_code.empty() ? Cell() : Cell(line.reason_code)});
    if (is_full) break;
  }
  return view->as_known;
}

std::vector<Field> restatement_fields() {
  return {{"line"},
          {"item"},
          {"subscription_id"},
          {"workload"},
          {"currency"},
          {"reason_code"},
          {"published", CellType::Decimal},
          {"amount", CellType::Decimal},
          {"delta", CellType::Decimal},
          {"published_quantity", CellType::Decimal},
          {"quantity", CellType::Decimal},
          {"causes"},
          {"published_commit", CellType::Integer}};
}

base::Decimal twelve_decimals(const base::Product& amount) {
  return base::round(amount, base::kDecimals, base::Rounding::HalfEven);
}

std::string causes_of(const attribution::Difference& one) {
  std::string out;
  for (const attribution::Difference::Share& share : one.shares)
    out += (out.empty() ? "" : "; ") + share.cause;
  return out;
}

// What the caller may know of a line that differs.
bool is_told(const Call& call, const attribution::Difference& one) {
  const bool is_credit = one.line == attribution::BookLine::Credit;
  if (is_credit)
    return one.item != base::word(base::Measure::Revenue) || call.caller.is_operator() ||
           call.caller.sees_money();
  return may_read(call.caller, rights::Resource::Earnings);
}

std::vector<Cell> restatement_cells(const attribution::Difference& one,
                                    base::CommitNumber published) {
  const attribution::Figures delta = one.after - one.before;
  return {std::string(attribution::kBookLines[static_cast<std::size_t>(one.line)]),
          one.item,
          one.subscription,
          optional_cell(one.workload),
          optional_cell(one.currency),
          optional_cell(one.reason_code),
          twelve_decimals(one.before.amount).text(),
          twelve_decimals(one.after.amount).text(),
          twelve_decimals(delta.amount).text(),
          one.before.second.text(),
          one.after.second.text(),
          causes_of(one),
          std::to_string(published.number)};
}

base::Result<base::CommitNumber> list_restatements(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin(restatement_fields()));
  const auto now = TRY(call.view());
  TRY_STATUS(app::known_partner(*now, call.text("partner_id")));
  TRY_STATUS(check_seen(call, now, call.text("subscription_id")));
  const base::Month month = *call.month("month");
  const auto periods = TRY(call.service.store->read(app::periods));
  const closing::Period* const closed = closing::closed_in(periods, month);
  if (!closed || now->as_known <= closed->cutoff) return now->as_known;
  const auto then = TRY(call.service.store->view(closed->cutoff));
  app::DifferenceScope scope;
  scope.from = scope.to = month;
  scope.partner = call.text("partner_id");
  scope.subscription = call.text("subscription_id");
  const auto take = [&](const attribution::Difference& one) -> base::Status {
    if (is_told(call, one)) rows.add(restatement_cells(one, closed->cutoff));
    return {};
  };
  const auto lock = call.service.store->log_lock();
  TRY_STATUS(call.service.store->read(
      [&](app::Store& store) { return app::diff(store, *then, *now, scope, {}, take); }));
  return now->as_known;
}

base::Result<base::CommitNumber> list_reconciliation(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"measure"},
                         {"currency"},
                         {"bucket"},
                         {"amount", CellType::Decimal},
                         {"quantity", CellType::Decimal}}));
  const auto view = TRY(call.view());
  const auto lock = call.service.store->log_lock();
  for (const auto& row : TRY(app::reconcile(*view, *call.month("month")))) {
    rows.add({std::string(base::word(row.measure)), row.currency, row.bucket, row.amount.text(),
              row.quantity.text()});
  }
  return view->as_known;
}

constexpr std::array<Route, 4> kRoutes{{
    {"listCredit", nullptr, list_credit},
    {"listEarnings", nullptr, list_earnings},
    {"listRestatements", nullptr, list_restatements},
    {"listReconciliation", nullptr, list_reconciliation},
}};

}  // namespace

std::span<const Route> answer_routes() {
  return kRoutes;
}

}  // namespace api
