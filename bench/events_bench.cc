// P4 below HTTP: usage events as JSON become durable, in batches of 1,000 and one by one in groups
// that share a transaction, and are folded into the log. TMPDIR chooses the disk.
#include <algorithm>

#include "app/event_jobs.h"
#include "app/system_clock.h"
#include "app/usage_jobs.h"
#include "base/zone.h"
#include "measure.h"
#include "programs/load.h"
#include "scratch.h"

namespace {

using bench::must;

constexpr int kSubscriptions = 2'000;
constexpr double kBatchGoal = 50'000, kSingleGoal = 5'000;

std::string id(const char* noun, std::int64_t number) {
  return noun + std::to_string(number);
}

void fill(app::Store& store) {
  registry::ChangeSet set;
  set.products = {{"azure", "Azure", "azure", base::Metering::Metered}};
  for (int i = 0; i < kSubscriptions; ++i) {
    set.customers.push_back({id("C", i), id("C", i), "US"});
    set.subscriptions.push_back({id("S", i), id("C", i), "azure", "USD", {}});
  }
  must(store.registry().apply(set, {"operator:bench", "import", "", ""}));
}

// Keys as clients make them, in no order.
std::string event(std::int64_t number) {
  const auto key = static_cast<std::uint64_t>(number) * 0x9E37'79B9'7F4A'7C15;
  return R"({"specversion":"1.0","id":"evt-)" + std::to_string(key) +
         R"(","source":"https://meter.example/eu-1","type":"com.example.usage","subject":")" +
         id("S", number % kSubscriptions) +
         R"(","time":"2026-03-05T12:00:00Z","datacontenttype":"application/json","data":)"
         R"({"workload":"compute","measure":"consumption","quantity":"1.5","unit":"hours",)"
         R"("amount":")" +
         std::to_string(number % 1'000) + R"(.25","currency":"USD","charge_kind":"usage"}})";
}

std::vector<ingest::EventAnswer> read(const std::string& body) {
  auto events = must(ingest::read_events(body, ingest::EventForm::Usage, base::Zone::utc()));
  for (const ingest::EventAnswer& one : events) {
    if (!one) bench::give_up("an event was refused: " + one.error().message);
  }
  return events;
}

void take(app::Store& store, const std::vector<ingest::EventAnswer>& events) {
  for (const app::EventOutcome& one : must(app::accept_events(store, events))) {
    if (!one || *one != storage::InboxOutcome::Accepted) bench::give_up("an event was not taken");
  }
}

class Bench {
 public:
  explicit Bench(app::Store& store) : store_(store) {}

  // `requests` bodies of `events` each; `together` of them share a transaction.
  void run(const char* name, int requests, int events, int together, double goal) {
    std::vector<std::string> bodies;
    for (int i = 0; i < requests; ++i) {
      std::string body = events == 1 ? "" : "[";
      for (int e = 0; e < events; ++e)
        body += (e == 0 ? "" : ",") + event(next_++);
      bodies.push_back(body + (events == 1 ? "" : "]"));
    }
    double reading = 0, storing = 0;  // seconds of a processor; a service reads in other threads
    const bench::Stopwatch watch;
    std::vector<double> times;
    for (std::size_t i = 0; i < bodies.size();) {
      const bench::Stopwatch group;
      const double begun = bench::processor_seconds();
      std::vector<ingest::EventAnswer> all;
      for (int g = 0; g < together && i < bodies.size(); ++g, ++i)
        std::ranges::move(read(bodies[i]), std::back_inserter(all));
      const double read_until = bench::processor_seconds();
      take(store_, all);
      reading += read_until - begun;
      storing += bench::processor_seconds() - read_until;
      times.push_back(group.seconds());
    }
    const double seconds = watch.seconds();
    const double count = static_cast<double>(requests) * events;
    const double rate = count / seconds;
    std::ranges::sort(times);
    bench::say(
        "%s: %.0f events/s, wanted %.0f; a transaction %.2f ms at the median, %.2f for 99 of 100; "
        "an event takes %.1f us of a processor to read, %.1f to store",
        name, rate, goal, bench::within_ms(times, 0.5), bench::within_ms(times, 0.99),
        reading * 1e6 / count, storing * 1e6 / count);
    bench::Result line("events");
    line.text("way", name).number("events_s", rate).number("goal", goal);
    line.number("read_us", reading * 1e6 / count).number("store_us", storing * 1e6 / count);
    line.number("p50_ms", bench::within_ms(times, 0.5));
    line.number("p99_ms", bench::within_ms(times, 0.99)).publish();
  }

  void fold() {
    const std::int64_t waiting = must(storage::inbox_state(store_.record())).rows;
    const app::Books books = must(app::open_books(store_, base::CommitNumber::latest()));
    const bench::Stopwatch watch;
    const auto receipt = must(app::fold_inbox(store_, books, "operator:bench"));
    const double seconds = watch.seconds();
    if (!receipt || receipt->accepted != waiting) bench::give_up("not all events were folded");
    if (must(storage::inbox_state(store_.record())).rows != 0) bench::give_up("events still wait");
    const double rate = static_cast<double>(waiting) / seconds;
    bench::say("folded %lld events in %.3f s: %.0f events/s", static_cast<long long>(waiting),
               seconds, rate);
    bench::Result("events_fold")
        .number("events", static_cast<double>(waiting))
        .number("events_s", rate)
        .publish();
  }

 private:
  app::Store& store_;
  std::int64_t next_ = 1;
};

}  // namespace

int main() {
  const double scale = bench::scale_wanted(0.1);
  const auto times = [&](int count) { return std::max(1, static_cast<int>(count * scale)); };
  const bench::Scratch scratch;
  const app::SystemClock clock;
  const std::string directory = scratch.path() + "/store";
  must(app::Store::create(directory, programs::shipped_cloud_2016(), "cloud-2016.toml", clock));
  app::Store store = must(app::Store::open(directory, storage::OpenFor::Writing, clock));
  fill(store);
  Bench bench(store);
  bench.run("batches of 1,000", times(2'000), 1'000, 1, kBatchGoal);
  bench.run("batches of 1,000, four together", times(2'000), 1'000, 4, kBatchGoal);
  bench.fold();
  bench.run("single, 32 together", times(200'000), 1, 32, kSingleGoal);
  bench.run("single, 64 together", times(200'000), 1, 64, kSingleGoal);
  bench.run("single, alone", times(10'000), 1, 1, 0);
  bench.fold();
  // A second's worth, as a service folds them.
  bench.run("batches of 1,000", 50, 1'000, 1, kBatchGoal);
  bench.fold();
  bench.run("single, 32 together", 320, 1, 32, kSingleGoal);
  bench.fold();
}
