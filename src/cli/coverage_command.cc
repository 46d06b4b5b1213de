// coverage: consumption that no partner is recognised for.
#include "app/answer_jobs.h"
#include "cli/option_values.h"
#include "cli/session.h"

namespace cli {

Outcome run_coverage(Session& session) {
  const Arguments& arguments = session.arguments;
  const base::Month month = TRY(month_value("--month", arguments.month));
  RecordWriter writer = TRY(open_writer(session, {{"month", ColumnKind::Month},
                                                  {"customer"},
                                                  {"currency"},
                                                  {"reason"},
                                                  {"amount", ColumnKind::Number}}));
  const Opened opened = TRY(open_view(session));
  TRY_STATUS(app::known_customer(*opened.view, arguments.customer));
  for (const attribution::CoverageRow& row : app::coverage(*opened.view, month)) {
    if (!arguments.customer.empty() && row.customer != arguments.customer) continue;
    TRY_STATUS(
        writer.row({month.text(), row.customer, row.currency, row.reason, row.amount.text()}));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

}  // namespace cli
