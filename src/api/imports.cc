// Files in bulk: announced, sent piece by piece, taken in as one; and the operations that do it.
#include <algorithm>
#include <array>

#include "api/call.h"
#include "api/import_desk.h"
#include "api/simulation_desk.h"
#include "api/work_desk.h"
#include "base/instant_text.h"
#include "base/terms.h"

namespace api {
namespace {

using storage::Import;
using storage::ImportState;

std::int64_t size_of(Call& call, const Import& import) {
  return call.service.store->read(
      [&](app::Store& store) { return app::import_size(store.directory(), import); });
}

// "accepted 5\nduplicates 0\n" as members.
Value result_value(const Import& import) {
  if (import.state != ImportState::Done) return {};
  Value out = object();
  std::string_view text = import.result;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    const std::size_t blank = line.find(' ');
    out.add(std::string(line.substr(0, blank)),
            Value::number_of(std::string(line.substr(blank + 1))));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  return out;
}

Value import_value(Call& call, const Import& import) {
  const bool is_received = import.state == ImportState::Receiving;
  Value out = object();
  out.add("object", "import").add("id", import.id()).add("kind", word(import.kind));
  out.add("file", import.file).add("feed", value_of(optional_cell(import.feed)));
  out.add("format", value_of(optional_cell(import.format))).add("state", word(import.state));
  out.add("created_by", import.actor).add("created_at", base::instant_text(import.created_at));
  out.add("offset", is_received ? Value(size_of(call, import)) : Value());
  out.add("result", result_value(import));
  const bool is_failed = import.state == ImportState::Failed;
  return out.add("why", is_failed ? Value(import.result) : Value());
}

// What runs, as any long work is shown.
Value operation_value(Call& call, const Import& import) {
  const ImportProgress progress = call.service.imports->progress(import);
  Value out = object();
  out.add("object", "operation").add("id", import.id()).add("kind", "import");
  out.add("state", word(import.state)).add("done", progress.done).add("total", progress.total);
  out.add("unit", value_of(optional_cell(progress.unit)));
  return out.add("result_url", "/v1/imports/" + import.id());
}

base::Result<Import> import_of(Call& call) {
  return call.service.store->read(
      [&](app::Store& store) { return app::import_of(store, call.text("id")); });
}

base::Result<Reply> create_import(Call& call) {
  Import wish;
  wish.kind =
      *base::parse_word<storage::ImportKind>(storage::kImportKinds, call.body.get("kind").text());
  wish.file = call.body.get("file").text();
  wish.feed = call.body.get("feed").text();
  wish.format = call.body.get("format").text();
  wish.actor = call.actor();
  const Import made =
      TRY(call.change([&](app::Store& store) { return app::open_import(store, wish); }));
  return Reply{201, import_value(call, made), {{"location", "/v1/imports/" + made.id()}}};
}

base::Result<base::CommitNumber> list_imports(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"id"},
                         {"kind"},
                         {"file"},
                         {"feed"},
                         {"format"},
                         {"state"},
                         {"created_by"},
                         {"created_at", CellType::Instant}}));
  const auto all =
      TRY(call.service.store->read([](app::Store& store) { return app::imports(store, 0); }));
  for (const Import& one : all) {
    const bool is_open =
        rows.add(number_key(one.number),
                 {one.id(), std::string(word(one.kind)), one.file, optional_cell(one.feed),
                  optional_cell(one.format), std::string(word(one.state)), one.actor,
                  base::instant_text(one.created_at)});
    if (!is_open) break;
  }
  return base::CommitNumber();
}

base::Result<Reply> get_import(Call& call) {
  return Reply{200, import_value(call, TRY(import_of(call)))};
}

base::Result<Reply> send_import_content(Call& call) {
  const Import import = TRY(call.service.imports->keep_part(call.request.id));
  Value body = object();
  body.add("object", "import_part").add("id", import.id());
  return Reply{200, body.add("offset", size_of(call, import))};
}

base::Result<Reply> run_import(Call& call) {
  const std::string id = call.text("id"), sha256 = call.body.get("sha256").text();
  const Import import =
      TRY(call.change([&](app::Store& store) { return app::start_import(store, id, sha256); }));
  call.service.imports->run_later(import);
  const http::Headers headers{{"location", "/v1/operations/" + id}, {"retry-after", "1"}};
  return Reply{202, operation_value(call, import), headers};
}

base::Result<Reply> cancel_import(Call& call) {
  const std::string id = call.text("id");
  TRY_STATUS(call.change([&](app::Store& store) { return app::cancel_import(store, id); }));
  return Reply{200, import_value(call, TRY(import_of(call)))};
}

Value operation_value(const Simulated& one) {
  Value out = object();
  out.add("object", "operation").add("id", one.id).add("kind", "simulation");
  out.add("state", word(one.state)).add("done", one.done).add("total", one.total);
  return out.add("unit", "months").add("result_url", "/v1/simulations/" + one.id);
}

// Whoever asks how far long work is has the right to the work itself.
base::Status may_simulate(const Call& call) {
  return rights::require(call.caller.principal, rights::Resource::Simulations, rights::Action::Read,
                         rights::Relation::Any, call.caller.tenant);
}

// The same.
base::Result<Work> work_of(const Call& call) {
  const Work work = TRY(call.service.work->find(call.text("id")));
  TRY_STATUS(rights::require(call.caller.principal, work.resource, rights::Action::Read,
                             rights::Relation::Any, call.caller.tenant));
  return work;
}

base::Result<Reply> get_operation(Call& call) {
  const std::string id = call.text("id");
  if (id.starts_with("job_")) return Reply{200, work_value(TRY(work_of(call))), {}, {}, true};
  if (id.starts_with("sim_")) {
    TRY_STATUS(may_simulate(call));
    const Simulated one = TRY(call.service.simulations->find(id));
    return Reply{200, operation_value(one), {}, {}, true};
  }
  return Reply{200, operation_value(call, TRY(import_of(call))), {}, {}, true};
}

base::Result<Reply> cancel_operation(Call& call) {
  const std::string id = call.text("id");
  if (id.starts_with("job_")) {
    TRY(work_of(call));
    return base::fail(base::Code::Conflict, id + " is one change and cannot be stopped");
  }
  if (id.starts_with("sim_")) {
    TRY_STATUS(may_simulate(call));
    const Simulated before = TRY(call.service.simulations->find(id));
    if (before.state == SimulationState::Done || before.state == SimulationState::Failed)
      return base::fail(base::Code::Conflict, id + " is " + std::string(word(before.state)));
    const Simulated one = TRY(call.service.simulations->cancel(id));
    return Reply{202, operation_value(one), {{"location", "/v1/operations/" + id}}};
  }
  const Import import = TRY(import_of(call));
  TRY_STATUS(call.service.imports->cancel(import));
  const http::Headers headers{{"location", "/v1/operations/" + import.id()}, {"retry-after", "1"}};
  return Reply{202, operation_value(call, import), headers};
}

constexpr std::array<Route, 8> kRoutes{{
    {"createImport", create_import},
    {"listImports", nullptr, list_imports},
    {"getImport", get_import},
    {"sendImportContent", send_import_content},
    {"runImport", run_import},
    {"cancelImport", cancel_import},
    {"getOperation", get_operation},
    {"cancelOperation", cancel_operation},
}};

}  // namespace

std::span<const Route> import_routes() {
  return kRoutes;
}

}  // namespace api
