// credit, earnings, reconcile: the questions.
#include <algorithm>

#include "app/answer_jobs.h"
#include "cli/option_values.h"
#include "cli/session.h"

namespace cli {
namespace {

using attribution::CreditKey;

base::Result<Layout> layout_for(const Session& session) {
  const Format format = TRY(format_value(session.arguments, session.console.terminal()));
  return Layout{format, !session.arguments.no_header};
}

base::Result<attribution::CreditQuery> credit_query(const Arguments& arguments) {
  attribution::CreditQuery query;
  query.from = TRY(month_value("--from", arguments.from));
  query.to = arguments.to.empty() ? query.from : TRY(month_value("--to", arguments.to));
  if (query.to < query.from) {
    return base::fail(base::Code::Usage, "--to " + query.to.text() + " lies before --from " +
                                             query.from.text() + "; both months are included");
  }
  query.keys = TRY(credit_keys(arguments.keys));
  query.partner = arguments.partner;
  query.subscription = arguments.subscription;
  return query;
}

std::string joined(const std::vector<base::Decimal>& rates) {
  std::string text;
  for (const base::Decimal rate : rates) {
    if (!text.empty()) text += '+';
    text += rate.text();
  }
  return text;
}

std::vector<std::string> cells_of(const attribution::EarningLine& line) {
  const bool rebate = line.kind == attribution::EarningKind::Rebate;
  return {line.partner,
          line.lever,
          line.subscription,
          line.earning_month.text(),
          line.base.text(),
          joined(line.rates),
          line.amount.text(),
          line.currency,
          rebate ? "rebate" : "coop",
          line.reason_code};
}

}  // namespace

base::Status print_credit(const Session& session, const app::View& view,
                          const attribution::CreditQuery& query, Layout layout) {
  const attribution::CreditTable table = TRY(app::credit(view, query));
  std::vector<Column> columns;
  for (const CreditKey key : query.keys) {
    columns.push_back({std::string(attribution::kCreditKeys[static_cast<std::size_t>(key)])});
    if (key == CreditKey::Month) columns.back().kind = ColumnKind::Month;
  }
  columns.push_back({"amount", ColumnKind::Number});
  columns.push_back({"quantity", ColumnKind::Number});
  columns.push_back({"associations"});
  RecordWriter writer = TRY(open_writer(session, layout, std::move(columns)));
  base::Status status;
  table.for_each([&](const attribution::CreditCell& cell) {
    if (!status) return;
    std::vector<std::string> cells = table.texts(cell);
    cells.push_back(cell.amount.text());
    cells.push_back(cell.quantity.text());
    cells.push_back(view.books.programme.labels(cell.associations));
    status = writer.row(std::move(cells));
  });
  TRY_STATUS(std::move(status));
  return writer.end();
}

base::Status print_earnings(const Session& session, const app::View& view, base::Month month,
                            Layout layout) {
  const auto lines = TRY(app::earnings(view, month));
  const auto number = ColumnKind::Number;
  RecordWriter writer = TRY(open_writer(session, layout,
                                        {{"partner"},
                                         {"lever"},
                                         {"subscription"},
                                         {"earning_month", ColumnKind::Month},
                                         {"base", number},
                                         {"rate", number},
                                         {"amount", number},
                                         {"currency"},
                                         {"kind"},
                                         {"reason_code"}}));
  for (const auto& line : lines)
    TRY_STATUS(writer.row(cells_of(line)));
  return writer.end();
}

base::Status print_reconciliation(const Session& session, const app::View& view, base::Month month,
                                  Layout layout) {
  const auto rows = TRY(app::reconcile(view, month));
  RecordWriter writer = TRY(open_writer(session, layout,
                                        {{"measure"},
                                         {"currency"},
                                         {"bucket"},
                                         {"amount", ColumnKind::Number},
                                         {"quantity", ColumnKind::Number}}));
  for (const attribution::ReconcileRow& row : rows) {
    TRY_STATUS(writer.row({std::string(base::word(row.measure)), row.currency, row.bucket,
                           row.amount.text(), row.quantity.text()}));
  }
  return writer.end();
}

Outcome run_credit(Session& session) {
  const attribution::CreditQuery query = TRY(credit_query(session.arguments));
  const Layout layout = TRY(layout_for(session));
  const Opened opened = TRY(open_view(session));
  TRY_STATUS(print_credit(session, *opened.view, query, layout));
  return Exit::Done;
}

Outcome run_earnings(Session& session) {
  const base::Month month = TRY(month_value("--month", session.arguments.month));
  const Layout layout = TRY(layout_for(session));
  const Opened opened = TRY(open_view(session));
  TRY_STATUS(print_earnings(session, *opened.view, month, layout));
  return Exit::Done;
}

Outcome run_reconcile(Session& session) {
  const base::Month month = TRY(month_value("--month", session.arguments.month));
  const Layout layout = TRY(layout_for(session));
  const Opened opened = TRY(open_view(session));
  TRY_STATUS(print_reconciliation(session, *opened.view, month, layout));
  return Exit::Done;
}

}  // namespace cli
