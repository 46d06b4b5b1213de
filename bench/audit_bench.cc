// What the audit chain costs a designation: the digest of its rows, its event and the hash, beside
// the same designations committed as the program does it. TMPDIR chooses the disk.
#include <algorithm>
#include <string>

#include "app/registry_jobs.h"
#include "app/system_clock.h"
#include "measure.h"
#include "programs/load.h"
#include "scratch.h"
#include "storage/audit.h"
#include "storage/persons.h"

namespace {

using bench::must;

constexpr int kDesignations = 1'000;
constexpr double kGoalPercent = 5;

std::string id(const char* noun, int number) {
  return noun + std::to_string(number);
}

// A registry of a few partners and of subscriptions that nobody holds yet.
void fill(app::Store& store, int subscriptions) {
  registry::ChangeSet set;
  for (int i = 0; i < 50; ++i)
    set.partners.push_back({.id = id("P", i), .name = id("P", i), .group_id = "", .country = "US"});
  set.products = {{"azure", "Azure", "azure", base::Metering::Metered}};
  for (int i = 0; i < subscriptions; ++i) {
    set.customers.push_back({id("C", i), id("C", i), "US"});
    set.subscriptions.push_back({id("S", i), id("C", i), "azure", "USD", {}});
    set.channels.push_back({.subscription_id = id("S", i),
                            .channel = base::Channel::Ea,
                            .days = {base::Day{17'000}, base::Day::forever()},
                            .transacting_id = "",
                            .reseller_id = ""});
  }
  must(store.registry().apply(set, {"operator:bench", "import", "", ""}));
}

registry::Designation wish_for(int number) {
  registry::Designation wish;
  wish.type = "dpor";
  wish.partner_id = id("P", number % 50);
  wish.subscription_id = id("S", number);
  wish.on = base::Day::min();
  return wish;
}

// Seconds of a designation as a whole, with the books read and the rules asked.
double designate(app::Store& store, int from) {
  std::vector<double> times;
  for (int i = from; i < from + kDesignations / 10; ++i) {
    const bench::Stopwatch watch;
    must(app::associate(store, {}, wish_for(i)));
    times.push_back(watch.seconds());
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

// Seconds of one transaction each, decided before: what a server with its books open would pay.
double commit(app::Store& store, int from) {
  const app::Books books = must(app::open_books(store, base::CommitNumber::latest()));
  const registry::Situation situation{.snapshot = books.registry,
                                      .programme = books.programme,
                                      .actor = registry::ActorKind::Operator,
                                      .name = "bench",
                                      .today = must(store.today(books.programme))};
  double seconds = 0;
  for (int i = from; i < from + kDesignations; ++i) {
    registry::Designation wish = wish_for(i);
    wish.on = situation.today;
    registry::Decision decision = must(registry::associate(situation, wish));
    for (auto& row : decision.changes.associations)
      row.id = id("bench-", i);  // decided by one snapshot, they would be called the same
    const bench::Stopwatch watch;
    must(store.registry().apply(decision.changes, decision.act));
    seconds += watch.seconds();
  }
  return seconds / kDesignations;
}

// Seconds of what the chain does for each of the last commits, done once more and rolled back.
double chain(app::Store& store) {
  storage::Database& database = store.record().database();
  const std::int64_t head = must(store.record().head()).number;
  const auto events = must(storage::read_events(database, head - kDesignations, head));
  must(database.execute("BEGIN IMMEDIATE"));
  double seconds = 0;
  for (const storage::AuditEvent& event : events) {
    const bench::Stopwatch watch;
    storage::AuditEvent again = must(storage::last_event(database));
    again.seq += 1;
    again.commit.number += 1;
    again.act = must(storage::Persons(database).stored(event.act));
    again.content = must(storage::content_digest(database, event.commit));
    again.hash = storage::hash_of(again);
    must(storage::append_event(database, again));
    seconds += watch.seconds();
    if (again.content != event.content) bench::give_up("a digest is another one the second time");
  }
  must(database.execute("ROLLBACK"));
  return seconds / static_cast<double>(events.size());
}

}  // namespace

int main() {
  const bench::Scratch scratch;
  const app::SystemClock clock;
  const std::string at = scratch.path() + "/store";
  must(app::Store::create(at, programs::shipped_cloud_2016(), "cloud-2016", clock));
  auto store = must(app::Store::open(at, storage::OpenFor::Writing, clock));
  fill(store, 2 * kDesignations);
  const double whole = designate(store, kDesignations);
  const double committed = commit(store, 0);
  const double chained = chain(store);
  const double of_whole = 100 * chained / whole, of_commit = 100 * chained / committed;
  bench::say("a designation %.3f ms, its commit alone %.3f ms, in it the audit chain %.3f ms",
             whole * 1e3, committed * 1e3, chained * 1e3);
  bench::say("the chain is %.1f %% of a designation (wanted: below %.0f %%), %.1f %% of a commit",
             of_whole, kGoalPercent, of_commit);
  bench::Result line("audit");
  line.text("directory", scratch.path()).number("designations", kDesignations);
  line.number("designation_ms", whole * 1e3).number("commit_ms", committed * 1e3);
  line.number("chain_ms", chained * 1e3).number("chain_percent", of_whole);
  line.number("chain_percent_of_commit", of_commit).number("goal_percent", kGoalPercent).publish();
}
