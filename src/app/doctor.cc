#include <algorithm>
#include <filesystem>

#include "app/answer_jobs.h"
#include "app/check_jobs.h"
#include "app/lifecycle_jobs.h"
#include "app/quarantine_jobs.h"
#include "base/zone.h"
#include "storage/audit.h"
#include "storage/duck_library.h"
#include "storage/inbox.h"

namespace app {
namespace {

constexpr std::uintmax_t kMiB = 1024 * 1024;
constexpr std::int64_t kInboxSeconds = 60;

class Examination {
 public:
  Examination(const std::string& directory, const base::Clock& clock)
      : directory_(directory), clock_(clock) {}

  std::vector<Check> run() {
    disk();
    scan_engine();
    auto store = Store::open(directory_, storage::OpenFor::Reading, clock_);
    if (!store) {
      add(Health::Fail, "record", store.error().message, "");
      return std::move(checks_);
    }
    const auto head = store->record().head();
    add(Health::Ok, "record",
        "opens, matches its anchor, " + std::to_string(head ? head->number : 0) + " commits", "");
    last_commit(*store);
    programme(*store);
    inbox(*store);
    quarantine(*store);
    timers(*store);
    answers(*store);
    return std::move(checks_);
  }

 private:
  void add(Health health, std::string subject, std::string message, std::string fix) {
    checks_.push_back({health, std::move(subject), std::move(message), std::move(fix)});
  }

  void disk() {
    std::error_code error;
    const auto space = std::filesystem::space(directory_, error);
    if (error) return;  // the record's check says what is wrong with the directory
    const std::string free = std::to_string(space.available / kMiB) + " MiB free";
    if (space.available < 64 * kMiB)
      return add(Health::Fail, "disk", free,
                 "make room: an ingest "
                 "would be refused");
    if (space.available < 1024 * kMiB) return add(Health::Warn, "disk", free, "make room soon");
    add(Health::Ok, "disk", free, "");
  }

  void scan_engine() {
    const base::Status loaded = storage::load_duck_library();
    if (loaded) return add(Health::Ok, "scan engine", "loads", "");
    add(Health::Fail, "scan engine", loaded.error().message, "copy lib/ with the program");
  }

  void last_commit(Store& store) {
    const auto event = storage::last_event(store.record().database());
    if (!event) return add(Health::Fail, "audit chain", event.error().message, "restore a backup");
    if (event->recorded_at > clock_.now()) {
      return add(
          Health::Warn, "clock",
          "the last commit lies in the future of this machine's clock; new commits will take "
          "its time until the clock has caught up",
          "set the clock (timedatectl)");
    }
    add(Health::Ok, "clock", "after the last commit", "");
  }

  void programme(Store& store) {
    const auto rules = store.programme(base::CommitNumber::latest());
    if (!rules) return add(Health::Fail, "programme", rules.error().message, "");
    const auto zone = base::Zone::find(rules->parameters.time_zone);
    if (!zone) return add(Health::Fail, "time zone", zone.error().message, "apt install tzdata");
    add(Health::Ok, "programme",
        rules->code + ' ' + rules->version + ", time zone " + rules->parameters.time_zone +
            ", currency " + rules->parameters.currency,
        "");
  }

  void quarantine(Store& store) {
    const auto groups = quarantined_groups(store, {});
    if (!groups) return add(Health::Fail, "quarantine", groups.error().message, "");
    std::int64_t rows = 0;
    for (const auto& group : *groups)
      rows += group.rows;
    if (rows == 0) return add(Health::Ok, "quarantine", "empty", "");
    add(Health::Warn, "quarantine",
        std::to_string(rows) +
            " rows wait, cause of the first: " + std::string(word(groups->front().cause)),
        "accredit quarantine list --data " + directory_);
  }

  // A service folds what waits every second or so.
  void inbox(Store& store) {
    const auto state = storage::inbox_state(store.record());
    if (!state) return add(Health::Fail, "inbox", state.error().message, "");
    if (state->rows == 0) return add(Health::Ok, "inbox", "empty", "");
    const std::int64_t seconds = (clock_.now().milliseconds - state->oldest.milliseconds) / 1000;
    const std::string waits = std::to_string(state->rows) + " events wait, the oldest for " +
                              std::to_string(seconds) + " s";
    if (seconds < kInboxSeconds) return add(Health::Ok, "inbox", waits, "");
    add(Health::Warn, "inbox", waits, "accredit fold --data " + directory_);
  }

  // What is due since yesterday or longer waits for a tick.
  void timers(Store& store) {
    const auto due = due_now(store, clock_.now());
    if (!due) return add(Health::Fail, "timers", due.error().message, "");
    const auto rules = store.programme(base::CommitNumber::latest());
    const auto today = rules ? store.today(*rules) : std::unexpected(rules.error());
    if (due->empty() || !today || due->front().day >= *today) {
      return add(Health::Ok, "timers", "nothing is overdue", "");
    }
    add(Health::Warn, "timers", "requests wait for a tick since " + due->front().day.text(),
        "accredit tick --data " + directory_);
  }

  void answers(Store& store) {
    const auto view = open_view(store, base::CommitNumber::latest(), {});
    if (!view) return add(Health::Fail, "series index", view.error().message, "");
    const usage::IndexHeader& header = (*view)->index->header();
    add(Health::Ok, "series index",
        std::to_string(header.entries) + " daily values, up to commit " +
            std::to_string(header.usage_commit),
        "");
    const auto segments = (*view)->log->segments((*view)->as_known);
    if (!segments) return add(Health::Fail, "usage log", segments.error().message, "");
    if (segments->empty()) return;
    const auto last = std::ranges::max(*segments, {}, &usage::Manifest::last_day);
    rates(**view, last.last_day.month());
  }

  // Credit of the last month in the programme's currency needs a rate for each currency in use.
  void rates(const View& view, base::Month month) {
    const attribution::CreditQuery query{
        .from = month, .to = month, .keys = {attribution::CreditKey::Partner}};
    const auto credit = app::credit(view, query);
    if (credit) return add(Health::Ok, "exchange rates", "complete for " + month.text(), "");
    add(Health::Warn, "exchange rates", credit.error().message,
        "accredit import --data " + directory_ + " fx_rates.csv");
  }

  const std::string& directory_;
  const base::Clock& clock_;
  std::vector<Check> checks_;
};

}  // namespace

std::vector<Check> examine(const std::string& directory, const base::Clock& clock) {
  return Examination(directory, clock).run();
}

}  // namespace app
