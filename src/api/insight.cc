// The single view and the opportunities.
#include "app/insight_jobs.h"

#include <algorithm>
#include <array>
#include <optional>

#include "api/call.h"

namespace api {
namespace {

base::Result<insight::ReportQuery> report_query(const Call& call) {
  insight::ReportQuery query;
  const Call::Span span = TRY(call.span());
  query.from = span.from;
  query.to = span.to;
  for (const std::string& word : call.texts("by")) {
    const auto grain = *base::parse_word<insight::Grain>(insight::kGrains, word);
    if (!insight::has(query, grain)) query.by.push_back(grain);
  }
  if (query.by.empty()) query.by = {insight::Grain::Month};
  query.partner = call.text("partner_id");
  query.customer = call.text("customer_id");
  query.product = call.text("product_id");
  query.role = call.text("role");
  query.empty_months = call.text("empty_months") == "true";
  return query;
}

std::optional<app::Eyes> eyes_of(const std::shared_ptr<const Seen>& seen) {
  return seen ? std::optional(app::Eyes{*seen->sight, seen->reach}) : std::nullopt;
}

// Of a customer that the partner does not see there are not even zeros.
bool sees_customer(const app::View& view, const Seen& seen, const std::string& id) {
  const auto& all = view.books.registry.customers;
  const auto found = std::ranges::find(all, id, &registry::Customer::id);
  return id.empty() ||
         (found != all.end() && seen.customers[static_cast<std::size_t>(found - all.begin())]);
}

std::vector<Field> report_fields(const insight::ReportQuery& query) {
  std::vector<Field> out;
  for (const insight::Grain grain : query.by) {
    out.push_back({std::string(insight::kGrains[static_cast<std::size_t>(grain)])});
    if (grain == insight::Grain::Month) out.back().kind = CellType::Month;
  }
  for (const std::string_view figure : insight::kFigures)
    out.push_back({std::string(figure), CellType::Decimal});
  return out;
}

base::Result<base::CommitNumber> list_reports(Call& call, Rows& rows) {
  const insight::ReportQuery query = TRY(report_query(call));
  TRY_STATUS(rows.begin(report_fields(query)));
  const auto view = TRY(call.view());
  const auto seen = TRY(call.seen(view->ground));
  const auto eyes = eyes_of(seen);
  if (seen && !sees_customer(*view, *seen, query.customer)) return view->as_known;
  const bool sees_money = !seen || call.caller.sees_money();
  for (const insight::ReportRow& row : TRY(app::report(*view, query, eyes ? &*eyes : nullptr))) {
    std::vector<Cell> cells(row.keys.begin(), row.keys.end());
    for (std::string& figure : insight::figures(row))
      cells.emplace_back(std::move(figure));
    if (!sees_money) cells[row.keys.size()] = std::nullopt;  // the revenue
    if (!rows.add(std::move(cells))) break;
  }
  return view->as_known;
}

base::Result<base::CommitNumber> list_opportunities(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin(
      {{"partner_id"}, {"rule"}, {"customer_id"}, {"subscription_id"}, {"subject"}, {"evidence"}}));
  insight::OpportunityQuery query;
  query.month = *call.month("month");
  query.partner = call.text("partner_id");
  query.rule = base::parse_word<insight::Rule>(insight::kRules, call.text("rule"));
  const auto view = TRY(call.view());
  const auto seen = TRY(call.seen(view->ground));
  const auto eyes = eyes_of(seen);
  for (const insight::Opportunity& one :
       TRY(app::opportunities(*view, query, eyes ? &*eyes : nullptr))) {
    const std::string_view rule = insight::kRules[static_cast<std::size_t>(one.rule)];
    const bool is_open =
        rows.add({one.partner, std::string(rule), one.customer, optional_cell(one.subscription),
                  one.subject, insight::text(one.evidence)});
    if (!is_open) break;
  }
  return view->as_known;
}

constexpr std::array<Route, 2> kRoutes{{
    {"listReports", nullptr, list_reports},
    {"listOpportunities", nullptr, list_opportunities},
}};

}  // namespace

std::span<const Route> insight_routes() {
  return kRoutes;
}

}  // namespace api
