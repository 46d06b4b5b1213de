// competency: who holds what, since when, what is lacking, when it may be reached.
#include <optional>

#include "app/answer_jobs.h"
#include "cli/option_values.h"
#include "cli/phrases.h"
#include "cli/session.h"

namespace cli {
namespace {

using attribution::CompetencyQuery;
using attribution::CompetencyStatus;
using attribution::Forecast;
using attribution::Gap;

constexpr auto kNumber = ColumnKind::Number;

// The month of the question; absent: the last one that is over.
base::Result<base::Month> month_of(const Session& session, const Opened& opened) {
  if (!session.arguments.month.empty()) return month_value("--month", session.arguments.month);
  const base::Day today = TRY(opened.store.today(opened.view->books.programme));
  return today.month() + -1;
}

base::Status check_account(const Arguments& given) {
  if (given.partner.empty() || given.group.empty()) return {};
  return base::fail(base::Code::Usage, "--partner and --group name one account twice; drop one");
}

base::Result<CompetencyQuery> query_for(const Session& session, const Opened& opened) {
  const Arguments& given = session.arguments;
  CompetencyQuery query;
  query.to = TRY(month_of(session, opened));
  query.from = query.to;
  query.account = TRY(app::account_of(*opened.view, given.partner, given.group, query.to));
  query.competency = given.competency;
  return query;
}

std::string yes(bool flag) {
  return flag ? "yes" : "";
}

// "consumption=15600; people=4"
std::string readings_text(const CompetencyStatus& row) {
  std::string out;
  for (const attribution::MetricReading& one : row.metrics)
    out += (out.empty() ? "" : "; ") + one.metric + '=' + one.value.text();
  return out;
}

std::vector<Column> status_columns() {
  return {{"month", ColumnKind::Month},
          {"account"},
          {"competency"},
          {"state"},
          {"level"},
          {"reached"},
          {"at_risk"},
          {"anniversary", ColumnKind::Day},
          {"points", kNumber},
          {"metrics"}};
}

std::vector<std::string> cells_of(const CompetencyStatus& row, bool by_points) {
  const auto state = attribution::kCompetencyStates[static_cast<std::size_t>(row.state)];
  return {row.month.text(),
          row.account,
          row.competency,
          std::string(state),
          row.level,
          row.reached,
          yes(row.at_risk),
          row.anniversary.text(),
          by_points ? row.points.text() : "",
          readings_text(row)};
}

base::Status write(const Opened& opened, RecordWriter& writer, const CompetencyStatus& row) {
  const auto* competency = opened.view->books.programme.competency(row.competency);
  const bool by_points = competency->levels.front().points.has_value();
  return writer.row(cells_of(row, by_points));
}

bool is_news(const CompetencyStatus& before, const CompetencyStatus& now) {
  return before.account != now.account || before.competency != now.competency ||
         before.state != now.state || before.level != now.level || before.reached != now.reached ||
         before.at_risk != now.at_risk || before.anniversary != now.anniversary;
}

base::Status write_gap(RecordWriter& writer, const Gap& gap) {
  TRY_STATUS(writer.row({gap.account, gap.competency, gap.level, gap.metric, gap.value.text(),
                         gap.needed.text(), gap.missing.text(), "", "", "", ""}));
  for (const attribution::GapCloser& one : gap.closers) {
    TRY_STATUS(writer.row({gap.account, gap.competency, gap.level, gap.metric, "", "", "",
                           one.subscription, one.customer, one.adds.text(), one.then.text()}));
  }
  return {};
}

// "P1 lacks 700 of consumption for silver in cloud-platform; this would do it: S4"
void tell(Console& console, const Gap& gap) {
  if (gap.missing.is_zero() || gap.closers.empty()) return;
  const std::size_t number = gap.closers.size();
  const bool enough = gap.closers.back().then >= gap.needed;
  std::string line = gap.account + " lacks " + gap.missing.text() + " of " + gap.metric + " for " +
                     gap.level + " in " + gap.competency + "; ";
  line += number == 1 ? "this" : "these " + std::to_string(number);
  line += enough ? " would do it:" : " would bring it to " + gap.closers.back().then.text() + ':';
  for (const attribution::GapCloser& one : gap.closers)
    line += (&one == gap.closers.data() ? " " : ", ") + one.subscription;
  console.say(line);
}

std::string month_text(const std::optional<base::Month>& month) {
  return month ? month->text() : "";
}

}  // namespace

Outcome run_competency_status(Session& session) {
  TRY_STATUS(check_account(session.arguments));
  RecordWriter writer = TRY(open_writer(session, status_columns()));
  const Opened opened = TRY(open_view(session));
  const CompetencyQuery query = TRY(query_for(session, opened));
  for (const CompetencyStatus& row : TRY(app::competencies(*opened.view, query)))
    TRY_STATUS(write(opened, writer, row));
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_competency_history(Session& session) {
  TRY_STATUS(check_account(session.arguments));
  RecordWriter writer = TRY(open_writer(session, status_columns()));
  const Opened opened = TRY(open_view(session));
  CompetencyQuery query = TRY(query_for(session, opened));
  query.from = base::Day::min().month();
  base::Month from = query.from;
  if (!session.arguments.from.empty()) from = TRY(month_value("--from", session.arguments.from));
  std::optional<CompetencyStatus> before;
  for (const CompetencyStatus& row : TRY(app::competencies(*opened.view, query))) {
    if (row.month >= from && (!before || is_news(*before, row)))
      TRY_STATUS(write(opened, writer, row));
    before = row;
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_competency_gap(Session& session) {
  TRY_STATUS(check_account(session.arguments));
  RecordWriter writer = TRY(open_writer(session, {{"account"},
                                                  {"competency"},
                                                  {"level"},
                                                  {"metric"},
                                                  {"value", kNumber},
                                                  {"needed", kNumber},
                                                  {"missing", kNumber},
                                                  {"subscription"},
                                                  {"customer"},
                                                  {"adds", kNumber},
                                                  {"then", kNumber}}));
  const Opened opened = TRY(open_view(session));
  const CompetencyQuery query = TRY(query_for(session, opened));
  const std::vector<Gap> gaps =
      TRY(app::competency_gaps(*opened.view, query, attribution::Closers::With));
  for (const Gap& gap : gaps)
    TRY_STATUS(write_gap(writer, gap));
  TRY_STATUS(writer.end());
  if (query.account.empty()) return Exit::Done;
  for (const Gap& gap : gaps)
    tell(session.console, gap);
  return Exit::Done;
}

Outcome run_competency_forecast(Session& session) {
  const Arguments& given = session.arguments;
  TRY_STATUS(check_account(given));
  if (given.partner.empty() && given.group.empty()) {
    return base::fail(base::Code::Usage,
                      "a forecast is made for one account: add --partner ID or --group ID");
  }
  RecordWriter writer = TRY(open_writer(session, {{"account"},
                                                  {"competency"},
                                                  {"level"},
                                                  {"earliest", ColumnKind::Month},
                                                  {"latest", ColumnKind::Month},
                                                  {"months_of_data", kNumber},
                                                  {"method"}}));
  const Opened opened = TRY(open_view(session));
  const CompetencyQuery query = TRY(query_for(session, opened));
  for (const Forecast& one : TRY(app::competency_forecasts(*opened.view, query))) {
    TRY_STATUS(writer.row({one.account, one.competency, one.level, month_text(one.earliest),
                           month_text(one.latest), std::to_string(one.months_of_data),
                           attribution::method_in_words(one)}));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

}  // namespace cli
