// What the service says of itself.
#include <array>

#include "api/call.h"
#include "storage/import_table.h"

namespace api {
namespace {

base::Result<Reply> health(Call&) {
  Value body = object();
  body.add("status", "ok");
  return Reply{200, std::move(body)};
}

base::Result<Reply> readiness(Call& call) {
  const auto head =
      call.service.store->read([](app::Store& store) { return store.record().head(); });
  const bool is_ready = head.has_value() && !call.service.draining;
  Value body = object();
  body.add("status", is_ready ? "ready" : call.service.draining ? "draining" : "failing");
  if (head) body.add("commit", head->number);
  body.add("changes_waiting", static_cast<std::int64_t>(call.service.store->changes_waiting()));
  return Reply{is_ready ? 200 : 503, std::move(body)};
}

base::Result<Reply> contract(Call& call) {
  Reply out;
  out.raw = call.service.contract->text();
  return out;
}

std::string delivery_text(const Service& service) {
  std::array<Labelled, delivery::kVerdicts.size()> values;
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = {delivery::kVerdicts[i], service.delivered[i]};
  return metric_text("accredit_webhook_deliveries_total", "counter",
                     "Attempts to deliver a webhook that ended, by what came of them.", "result",
                     values);
}

std::string job_text(const storage::ImportCounts& counts) {
  std::array<Labelled, storage::kImportStates.size()> values;
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = {storage::kImportStates[i], counts[i]};
  return metric_text("accredit_jobs", "gauge", "Imports of the store, by state.", "state", values);
}

base::Result<Reply> metrics(Call& call) {
  const auto head =
      TRY(call.service.store->read([](app::Store& store) { return store.record().head(); }));
  const auto jobs = TRY(call.service.store->read(
      [](app::Store& store) { return storage::count_imports(store.record()); }));
  Reply out;
  out.raw = call.service.counts->text() + delivery_text(call.service) + job_text(jobs);
  out.raw += metric_text("accredit_commit", "gauge", "The last commit.", head.number);
  out.raw += metric_text("accredit_changes_waiting", "gauge",
                         "Changes that wait for the thread that owns the store.",
                         static_cast<std::int64_t>(call.service.store->changes_waiting()));
  out.raw += metric_text("accredit_start_time_seconds", "gauge", "When the process started.",
                         call.service.started.milliseconds / 1'000);
  out.always_new = true;
  out.headers.emplace_back("content-type", "text/plain; version=0.0.4; charset=utf-8");
  return out;
}

base::Result<base::CommitNumber> list_problem_types(Call&, Rows& rows) {
  TRY_STATUS(rows.begin({{"code"}, {"status", CellType::Integer}, {"title"}, {"fix"}}));
  for (const ProblemType& one : problem_types()) {
    rows.add({std::string(one.code), std::to_string(one.status), std::string(one.title),
              std::string(one.fix)});
  }
  return base::CommitNumber();
}

constexpr std::array<Route, 5> kRoutes{{
    {"getHealth", health},
    {"getReadiness", readiness},
    {"getContract", contract},
    {"getMetrics", metrics},
    {"listProblemTypes", nullptr, list_problem_types},
}};

}  // namespace

std::span<const Route> system_routes() {
  return kRoutes;
}

}  // namespace api
