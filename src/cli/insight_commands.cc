// report, opportunities: the single view, and what could be done next.
#include <algorithm>

#include "app/insight_jobs.h"
#include "base/nearest.h"
#include "cli/option_values.h"
#include "cli/session.h"

namespace cli {
namespace {

base::Result<insight::ReportQuery> report_query(const Arguments& arguments) {
  insight::ReportQuery query;
  query.from = TRY(month_value("--from", arguments.from));
  query.to = arguments.to.empty() ? query.from : TRY(month_value("--to", arguments.to));
  if (query.to < query.from) {
    return base::fail(base::Code::Usage, "--to " + query.to.text() + " lies before --from " +
                                             query.from.text() + "; both months are included");
  }
  for (const std::string& word : listed(arguments.keys)) {
    const auto grain = base::parse_word<insight::Grain>(insight::kGrains, word);
    if (!grain) {
      return base::fail(base::Code::Usage,
                        "--by: there is no key '" + word + "'" + base::hint(word, insight::kGrains),
                        "accredit help report");
    }
    if (insight::has(query, *grain))
      return base::fail(base::Code::Usage, "--by names '" + word + "' twice");
    query.by.push_back(*grain);
  }
  if (query.by.empty()) query.by = {insight::Grain::Month};
  query.partner = arguments.partner;
  query.customer = arguments.customer;
  query.product = arguments.product;
  query.role = arguments.role;
  query.empty_months = arguments.empty_months;
  return query;
}

base::Result<insight::OpportunityQuery> opportunity_query(const Arguments& arguments) {
  insight::OpportunityQuery query;
  query.month = TRY(month_value("--month", arguments.month));
  query.partner = arguments.partner;
  query.rule = base::parse_word<insight::Rule>(insight::kRules, arguments.rule);
  if (arguments.rule.empty() || query.rule) return query;
  return base::fail(base::Code::Usage, "--rule: there is no rule '" + arguments.rule + "'" +
                                           base::hint(arguments.rule, insight::kRules));
}

}  // namespace

Outcome run_report(Session& session) {
  const insight::ReportQuery query = TRY(report_query(session.arguments));
  std::vector<Column> columns;
  for (const insight::Grain grain : query.by) {
    columns.push_back({std::string(insight::kGrains[static_cast<std::size_t>(grain)])});
    if (grain == insight::Grain::Month) columns.back().kind = ColumnKind::Month;
  }
  for (const std::string_view figure : insight::kFigures)
    columns.push_back({std::string(figure), ColumnKind::Number});
  RecordWriter writer = TRY(open_writer(session, std::move(columns)));
  const Opened opened = TRY(open_view(session));
  for (const insight::ReportRow& row : TRY(app::report(*opened.view, query))) {
    std::vector<std::string> cells = row.keys;
    std::ranges::move(insight::figures(row), std::back_inserter(cells));
    TRY_STATUS(writer.row(std::move(cells)));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_opportunities(Session& session) {
  const insight::OpportunityQuery query = TRY(opportunity_query(session.arguments));
  RecordWriter writer = TRY(open_writer(
      session, {{"partner"}, {"rule"}, {"customer"}, {"subscription"}, {"subject"}, {"evidence"}}));
  const Opened opened = TRY(open_view(session));
  for (const insight::Opportunity& one : TRY(app::opportunities(*opened.view, query))) {
    TRY_STATUS(
        writer.row({one.partner, std::string(insight::kRules[static_cast<std::size_t>(one.rule)]),
                    one.customer, one.subscription, one.subject, insight::text(one.evidence)}));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

}  // namespace cli
