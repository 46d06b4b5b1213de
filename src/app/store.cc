#include "app/store.h"

#include <algorithm>
#include <filesystem>
#include <thread>

#include "attribution/difference_path.h"
#include "base/fault.h"
#include "base/zone.h"
#include "programs/load.h"
#include "scenarios/example.h"
#include "storage/registry_table.h"

namespace app {

bool Store::exists(const std::string& directory) {
  std::error_code ignored;
  return std::filesystem::exists(directory + "/record.db", ignored);
}

base::Result<programs::Programme> Store::create(const std::string& directory,
                                                std::string_view programme,
                                                const std::string& origin,
                                                const base::Clock& clock) {
  programs::Programme rules = TRY(programs::load(programme, origin));
  TRY_STATUS(scenarios::run_examples(rules));
  if (!exists(directory)) TRY_STATUS(storage::Record::create(directory, clock));
  const auto record = TRY(storage::Record::open(directory, storage::OpenFor::Writing, clock));
  TRY_STATUS(base::fault("init.created"));
  // A store without a commit is an init that was interrupted: this one completes it.
  if (TRY(record->head()).number != 0) {
    return base::fail(base::Code::Conflict,
                      "'" + directory +
                          "' holds a store already and nothing overwrites one. Use it, "
                          "or name another directory");
  }
  const registry::Act act{
      "operator:cli", "init", "programme " + rules.code + ' ' + rules.version, {}};
  TRY(storage::store_programme(*record, act, rules));
  return rules;
}

base::Result<Store> Store::open(const std::string& directory, storage::OpenFor mode,
                                const base::Clock& clock) {
  if (!exists(directory)) {
    return base::fail(base::Code::NotFound, "there is no store in '" + directory + "'",
                      "accredit init --data " + directory);
  }
  Store store;
  store.directory_ = directory;
  store.clock_ = &clock;
  store.mode_ = mode;
  store.record_ = TRY(storage::Record::open(directory, mode, clock));
  store.registry_ = storage::open_registry(*store.record_);
  return store;
}

base::Result<storage::UsageStore*> Store::log() {
  if (!log_) {
    storage::UsageOptions options;
    options.threads = worker_threads();
    log_ = TRY(storage::UsageStore::open(*record_, mode_, options));
  }
  return log_.get();
}

base::Result<base::CommitNumber> Store::known(base::CommitNumber asked) {
  const base::CommitNumber head = TRY(record_->head());
  if (asked == base::CommitNumber::latest()) return head;
  if (asked <= head) return asked;
  return base::fail(base::Code::NotFound,
                    "commit " + std::to_string(asked.number) +
                        " has not happened yet; the last one is " + std::to_string(head.number),
                    "accredit history");
}

base::Result<programs::Programme> Store::programme(base::CommitNumber as_known) {
  const storage::StoredProgramme stored = TRY(storage::load_programme_text(*record_, as_known));
  return programs::load(stored.toml, stored.code + ' ' + stored.version);
}

base::Result<base::Day> Store::today(const programs::Programme& programme) const {
  const base::Zone zone = TRY(base::Zone::find(programme.parameters.time_zone));
  return zone.day_of(clock_->now());
}

base::Result<Books> open_books(Store& store, base::CommitNumber as_known) {
  Books books;
  books.as_known = TRY(store.known(as_known));
  books.programme = TRY(store.programme(books.as_known));
  books.registry = TRY(store.registry().load(books.as_known, books.programme));
  return books;
}

base::Result<std::unique_ptr<View>> open_view(Store& store, std::shared_ptr<const Ground> ground,
                                              base::CommitNumber as_known, const Report& report) {
  auto view = std::make_unique<View>(std::move(ground), as_known);
  view->log = TRY(store.log());
  const auto tell = [&](std::int64_t rows) {
    if (report) report({"Index", rows, 0, "rows"});
  };
  const std::string directory = store.directory() + "/index";
  view->index = std::make_unique<usage::SeriesIndex>(TRY(usage::current_index(
      directory, *view->log, as_known, view->books.registry.subscriptions.size(), tell)));
  view->holdings = attribution::compile_holdings(view->standing, *view->index);
  return view;
}

base::Result<std::unique_ptr<View>> open_view(Store& store, base::CommitNumber as_known,
                                              const Report& report) {
  auto ground = std::make_shared<const Ground>(TRY(open_books(store, as_known)));
  const base::CommitNumber known = ground->books.as_known;
  return open_view(store, std::move(ground), known, report);
}

int worker_threads() {
  const unsigned cores = std::thread::hardware_concurrency();
  return static_cast<int>(std::clamp(cores, 1U, 16U));
}

}  // namespace app
