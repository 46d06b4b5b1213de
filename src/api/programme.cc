// What the rules say of partners, and what keeps the operator busy.
#include <array>

#include "api/call.h"
#include "app/answer_jobs.h"
#include "app/quarantine_jobs.h"
#include "base/instant_text.h"
#include "base/zone.h"
#include "storage/audit.h"
#include "storage/registry_table.h"

namespace api {
namespace {

using attribution::CompetencyQuery;

constexpr int kSinceMonthsMax = 120;

base::Result<CompetencyQuery> competency_query(const Call& call, const app::View& view) {
  CompetencyQuery query;
  query.from = query.to = *call.month("month");
  query.account = TRY(app::account_of(view, call.text("partner_id"), {}, query.to));
  query.competency = call.text("competency");
  return query;
}

// Errors: Usage.
base::Result<base::Month> first_month(const Call& call, base::Month last) {
  const base::Month first = call.month("from").value_or(last);
  if (last < first)
    return base::fail(base::Code::Usage, "'month' lies before 'from'; both are included");
  if (last - first < kSinceMonthsMax) return first;
  return base::fail(base::Code::Usage, "'from' and 'month' are further apart than " +
                                           std::to_string(kSinceMonthsMax) + " months");
}

base::Result<base::CommitNumber> list_competencies(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"month", CellType::Month},
                         {"account"},
                         {"competency"},
                         {"state"},
                         {"level"},
                         {"reached"},
                         {"at_risk", CellType::Boolean},
                         {"began", CellType::Day},
                         {"anniversary", CellType::Day},
                         {"metrics"}}));
  const auto view = TRY(call.view());
  CompetencyQuery query = TRY(competency_query(call, *view));
  query.from = TRY(first_month(call, query.to));
  for (const auto& one : TRY(app::competencies(*view, query))) {
    std::string metrics;
    for (const attribution::MetricReading& reading : one.metrics)
      metrics += (metrics.empty() ? "" : "; ") + reading.metric + '=' + reading.value.text();
    const auto state = attribution::kCompetencyStates[static_cast<std::size_t>(one.state)];
    const bool is_open = rows.add({one.month.text(), one.account, one.competency,
                                   std::string(state), optional_cell(one.level),
                                   optional_cell(one.reached), one.at_risk ? "true" : "false",
                                   day_cell(one.began), day_cell(one.anniversary), metrics});
    if (!is_open) break;
  }
  return view->as_known;
}

base::Result<base::CommitNumber> list_gaps(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"account"},
                         {"competency"},
                         {"level"},
                         {"metric"},
                         {"value", CellType::Decimal},
                         {"needed", CellType::Decimal},
                         {"missing", CellType::Decimal},
                         {"closers", CellType::Integer},
                         {"closers_reach", CellType::Decimal}}));
  const auto view = TRY(call.view());
  const CompetencyQuery query = TRY(competency_query(call, *view));
  // What closes a gap is usage with which the account is not associated.
  const bool names_closers = call.caller.is_operator();
  const auto closers = names_closers ? attribution::Closers::With : attribution::Closers::Without;
  const auto gaps = TRY(app::competency_gaps(*view, query, closers));
  for (const attribution::Gap& one : gaps) {
    const Cell count = names_closers ? Cell(std::to_string(one.closers.size())) : Cell();
    const bool has_reach = names_closers && !one.closers.empty();
    const bool is_open = rows.add({one.account, one.competency, one.level, one.metric,
                                   one.value.text(), one.needed.text(), one.missing.text(), count,
                                   has_reach ? Cell(one.closers.back().then.text()) : Cell()});
    if (!is_open) break;
  }
  return view->as_known;
}

base::Result<base::CommitNumber> list_forecasts(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"account"},
                         {"competency"},
                         {"level"},
                         {"earliest", CellType::Month},
                         {"latest", CellType::Month},
                         {"months_of_data", CellType::Integer},
                         {"method"},
                         {"basis"},
                         {"pace_months", CellType::Integer}}));
  const auto view = TRY(call.view());
  const CompetencyQuery query = TRY(competency_query(call, *view));
  const auto month_or_null = [](const std::optional<base::Month>& month) {
    return month ? Cell(month->text()) : Cell();
  };
  for (const attribution::Forecast& one : TRY(app::competency_forecasts(*view, query))) {
    rows.add({one.account, one.competency, one.level, month_or_null(one.earliest),
              month_or_null(one.latest), std::to_string(one.months_of_data), method_in_words(one),
              basis_text(one), std::to_string(one.pace_months)});
  }
  return view->as_known;
}

base::Result<base::CommitNumber> list_courses(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"account"},
                         {"competency"},
                         {"metric"},
                         {"month", CellType::Month},
                         {"is_forecast", CellType::Boolean},
                         {"low", CellType::Decimal},
                         {"high", CellType::Decimal},
                         {"months_of_data", CellType::Integer},
                         {"pace_months", CellType::Integer}}));
  const Call::Span span = TRY(call.span());
  const auto view = TRY(call.view());
  CompetencyQuery query;
  query.from = span.from;
  query.to = span.to;
  query.account = TRY(app::account_of(*view, call.text("partner_id"), {}, query.to));
  query.competency = call.text("competency");
  const auto window = call.text("window") == "anniversary" ? attribution::SumWindow::Anniversary
                                                           : attribution::SumWindow::Trailing;
  for (const auto& one : TRY(app::competency_courses(*view, query, window))) {
    const bool is_open =
        rows.add({one.account, one.competency, one.metric, one.month.text(),
                  one.is_forecast ? "true" : "false", one.low.text(), one.high.text(),
                  std::to_string(one.months_of_data), std::to_string(one.pace_months)});
    if (!is_open) break;
  }
  return view->as_known;
}

base::Result<base::CommitNumber> list_coverage(Call& call, Rows& rows) {
  TRY_STATUS(
      rows.begin({{"customer_id"}, {"currency"}, {"reason"}, {"amount", CellType::Decimal}}));
  const auto view = TRY(call.view());
  for (const attribution::CoverageRow& one : app::coverage(*view, *call.month("month"))) {
    if (!rows.add({one.customer, one.currency, one.reason, one.amount.text()})) break;
  }
  return view->as_known;
}

base::Result<Reply> get_programme(Call& call) {
  auto stored =
      call.service.store->read([&](app::Store& store) -> base::Result<storage::StoredProgramme> {
        const base::CommitNumber known = TRY(store.known(call.known_at()));
        return storage::load_programme_text(store.record(), known);
      });
  if (!stored) return std::unexpected(std::move(stored).error());
  Value body = object();
  body.add("object", "programme").add("code", stored->code).add("version", stored->version);
  body.add("text", stored->toml);
  return Reply{200, std::move(body)};
}

base::Result<Reply> get_commit_of_day(Call& call) {
  const std::string text = call.text("day");
  const base::Day day = *base::Day::parse(text);
  const auto ground = TRY(call.ground());
  const auto zone = TRY(base::Zone::find(ground->books.programme.parameters.time_zone));
  const base::Instant end =
      zone.instant_at({.day = day + 1, .milliseconds = 0, .offset_minutes = {}});
  const auto event = TRY(call.service.store->read([&](app::Store& store) {
    return storage::last_event_before(store.record().database(), end);
  }));
  if (event.seq == 0)
    return base::fail(base::Code::NotFound, "nothing was recorded by the end of " + text);
  Value body = object();
  body.add("object", "commit").add("day", text).add("commit", event.commit.number);
  body.add("recorded_at", base::instant_text(event.recorded_at));
  return Reply{200, std::move(body)};
}

constexpr std::array<Route, 7> kRoutes{{
    {"listCompetencies", nullptr, list_competencies},
    {"listCompetencyGaps", nullptr, list_gaps},
    {"listCompetencyForecasts", nullptr, list_forecasts},
    {"listCompetencyCourses", nullptr, list_courses},
    {"listCoverage", nullptr, list_coverage},
    {"getCommitOfDay", get_commit_of_day},
    {"getProgramme", get_programme},
}};

}  // namespace

std::span<const Route> programme_routes() {
  return kRoutes;
}

}  // namespace api
