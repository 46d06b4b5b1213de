// explain, benefit: why a number is what it is, and what a customer is told of it.
#include "app/explain_jobs.h"
#include "app/statement_jobs.h"
#include "base/nearest.h"
#include "cli/explanation.h"
#include "cli/option_values.h"
#include "cli/session.h"

namespace cli {
namespace {

using attribution::ExplainQuery;

base::Result<std::size_t> rows_of(const Arguments& arguments) {
  const auto otherwise = static_cast<std::int64_t>(ExplainQuery().usage_rows_max);
  return static_cast<std::size_t>(TRY(count_value("--rows", arguments.rows, otherwise)));
}

base::Result<std::optional<base::Measure>> measure_of(const Arguments& arguments) {
  if (arguments.measure.empty()) return std::optional<base::Measure>();
  const auto found = base::parse_word<base::Measure>(base::kMeasures, arguments.measure);
  if (found) return std::optional(*found);
  return base::fail(base::Code::Usage, "--measure '" + arguments.measure + "' is no measure" +
                                           base::hint(arguments.measure, base::kMeasures));
}

base::Result<base::Language> language_of(const Arguments& arguments) {
  if (arguments.language.empty()) return base::Language::English;
  const auto found = base::parse_word<base::Language>(base::kLanguages, arguments.language);
  if (found) return *found;
  return base::fail(base::Code::Usage, "--language '" + arguments.language + "' is not spoken" +
                                           base::hint(arguments.language, base::kLanguages));
}

base::Result<ExplainQuery> explain_query(const Arguments& arguments) {
  ExplainQuery query;
  query.partner = TRY(required("--partner", arguments.partner, "ID"));
  query.month = TRY(month_value("--month", arguments.month));
  query.subscription = arguments.subscription;
  query.customer = arguments.customer;
  query.competency = arguments.competency;
  query.measure = TRY(measure_of(arguments));
  if (!arguments.workload.empty()) query.workload = arguments.workload;
  query.lever = arguments.lever;
  query.why_not = arguments.why_not;
  query.usage_rows_max = TRY(rows_of(arguments));
  query.language = TRY(language_of(arguments));
  return query;
}

Outcome print(Session& session, const attribution::Explanation& tree) {
  const ExplanationForm form = TRY(explanation_form(session.arguments));
  const base::Language language = TRY(language_of(session.arguments));
  TRY_STATUS(
      session.console.data(form == ExplanationForm::Json
                               ? explanation_json(tree)
                               : explanation_tree(tree, session.console.terminal(), language)));
  return Exit::Done;
}

// As known when the statement was computed.
Outcome explain_statement_line(Session& session) {
  const Arguments& given = session.arguments;
  ExplainQuery query;
  query.usage_rows_max = TRY(rows_of(given));
  query.language = TRY(language_of(given));
  const std::int64_t line = TRY(count_value("--line", given.line, 1));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const auto row = TRY(app::statement_row(store, given.statement));
  const auto issued = TRY(app::statement(store, row));
  const ledger::Entry* const entry = TRY(app::statement_line(issued.statement, line));
  const auto view = TRY(app::open_view(store, issued.statement.as_known, {}));
  return print(session, TRY(app::explain_entry(*view, {given.statement, line, *entry}, query)));
}

}  // namespace

Outcome run_explain(Session& session) {
  TRY(explanation_form(session.arguments));
  if (!session.arguments.statement.empty()) return explain_statement_line(session);
  const ExplainQuery query = TRY(explain_query(session.arguments));
  const Opened opened = TRY(open_view(session));
  return print(session, TRY(app::explain(*opened.view, query)));
}

Outcome run_benefit(Session& session) {
  const Arguments& given = session.arguments;
  attribution::BenefitQuery query;
  query.customer = TRY(required("--customer", given.customer, "ID"));
  query.month = TRY(month_value("--month", given.month));
  query.subscription = given.subscription;
  query.language = TRY(language_of(given));
  const Opened opened = TRY(open_view(session));
  return print(session, TRY(app::benefit(*opened.view, query)));
}

}  // namespace cli
