// P11: a month is closed: 200,000 subscriptions, three levers, 5,000 partners; lines posted,
// statements computed, signed and kept in one commit. Then a second month with late usage of the
// first. Every statement is checked from its document alone.
#include <filesystem>
#include <fstream>

#include "app/closing_jobs.h"
#include "app/statement_jobs.h"
#include "app/system_clock.h"
#include "app/usage_jobs.h"
#include "measure.h"
#include "programs/load.h"
#include "scratch.h"
#include "statements/document.h"

namespace {

using bench::must;

constexpr double kGoalSeconds = 60;
constexpr double kVerifyGoalSeconds = 10;
const base::Month kFirst = *base::Month::parse("2025-03");

std::string id(const char* noun, int number) {
  return noun + std::to_string(number);
}

struct Size {
  int subscriptions, partners;
};

// Every third subscription is sold by a reseller of a provider: three levers pay, two of them
// there.
void fill(app::Store& store, Size size) {
  registry::ChangeSet set;
  for (int i = 0; i < size.partners; ++i)
    set.partners.push_back(
        {.id = id("P", i), .name = id("Partner ", i), .group_id = "", .country = "US"});
  set.products = {{"azure", "Azure", "azure", base::Metering::Metered}};
  const base::Day start = *base::Day::parse("2025-01-01");
  for (int i = 0; i < size.subscriptions; ++i) {
    const bool csp = i % 3 == 0;
    set.customers.push_back({id("C", i), id("C", i), "US"});
    set.subscriptions.push_back({id("S", i), id("C", i), "azure", "USD", {}});
    set.channels.push_back({.subscription_id = id("S", i),
                            .channel = csp ? base::Channel::CspIndirect : base::Channel::Ea,
                            .days = {start, base::Day::forever()},
                            .transacting_id = csp ? id("P", i / 7 % 40) : "",
                            .reseller_id = csp ? id("P", 40 + i % (size.partners - 40)) : ""});
    if (csp) continue;
    set.associations.push_back({.id = id("A", i),
                                .type = "dpor",
                                .partner_id = id("P", 40 + i % (size.partners - 40)),
                                .customer_id = id("C", i),
                                .subscription_id = id("S", i),
                                .workload = "",
                                .days = {start, base::Day::forever()},
                                .end_reason = "",
                                .source = "bench",
                                .exclusive = "partner of record"});
  }
  must(store.registry().apply(set, {"operator:bench", "import", "", ""}));
}

// Five days of a month for every `step`th subscription.
void deliver(app::Store& store, const std::string& path, base::Month month, int subscriptions,
             int step, const char* key) {
  {
    std::ofstream file(path);
    file << "source,record_key,revision,usage_date,subscription_id,workload,measure,quantity,unit,"
            "amount,currency,charge_kind\n";
    for (int i = 0; i < subscriptions; i += step) {
      for (const int day : {2, 9, 16, 23, 27}) {
        file << "meter," << key << i << '-' << day << ",1," << (month.first() + day).text() << ",S"
             << i << ",vm,consumption,1,h," << 20 + i % 97 << '.' << 10 + i % 89 << ",USD,usage\n";
      }
    }
  }
  app::IngestOrder order;
  order.files = {path};
  order.mapping = must(app::find_mapping("canonical"));
  must(app::ingest_files(store, order, {}, [](const std::string&, const app::IngestAnswer& answer) {
    if (!answer) bench::give_up(answer.error().message);
  }));
}

struct Closed {
  double freeze = 0, sign_off = 0;
  app::CloseReceipt receipt;
};

Closed close(app::Store& store, base::Month month) {
  Closed out;
  const bench::Stopwatch freezing;
  const app::PeriodRun run = must(app::freeze_period(store, month, "operator:anna", {}));
  out.freeze = freezing.seconds();
  for (const closing::ChecklistItem& item : run.items) {
    if (item.state == closing::ItemState::Open)
      must(app::waive_item(store, month, item.item, "operator:ben", "bench"));
  }
  const bench::Stopwatch signing;
  out.receipt = must(app::sign_off(store, month, {"operator:ben", {}, month.end()}, {}));
  out.sign_off = signing.seconds();
  bench::say("%s: frozen in %.1f s, signed off in %.1f s: %zu entries, %zu statements",
             month.text().c_str(), out.freeze, out.sign_off, out.receipt.entries,
             out.receipt.statements);
  return out;
}

// Seconds to check the documents of a month; they are made beforehand.
double verify(app::Store& store, base::Month month) {
  std::vector<std::string> documents;
  for (const auto& row : must(app::statement_rows(store, {{}, month, {}}))) {
    const auto issued = must(app::statement(store, row));
    documents.push_back(
        statements::json_document(issued, must(app::statement_key(store, issued.seal))));
  }
  const bench::Stopwatch watch;
  for (const std::string& document : documents)
    must(statements::verify_document(document, nullptr));
  const double seconds = watch.seconds();
  bench::say("%zu statements checked from their documents in %.2f s (wanted: %.0f s)",
             documents.size(), seconds, kVerifyGoalSeconds);
  return seconds;
}

}  // namespace

int main() {
  const double scale = bench::scale_wanted(0.1);
  const Size size{static_cast<int>(200'000 * scale),
                  std::max(100, static_cast<int>(5'000 * scale))};
  const bench::Scratch scratch;
  const app::SystemClock clock;
  const std::string at = scratch.path() + "/store";
  must(app::Store::create(at, programs::shipped_cloud_2016(), "cloud-2016", clock));
  auto store = must(app::Store::open(at, storage::OpenFor::Writing, clock));
  fill(store, size);
  deliver(store, scratch.path() + "/first.csv", kFirst, size.subscriptions, 1, "a");
  const Closed first = close(store, kFirst);
  deliver(store, scratch.path() + "/second.csv", kFirst + 1, size.subscriptions, 1, "b");
  deliver(store, scratch.path() + "/late.csv", kFirst, size.subscriptions, 50, "late");
  const Closed second = close(store, kFirst + 1);
  const double verified = verify(store, kFirst + 1);
  bench::say("a close takes %.1f s, with late usage %.1f s (wanted: %.0f s); %lld MiB",
             first.freeze + first.sign_off, second.freeze + second.sign_off, kGoalSeconds,
             static_cast<long long>(bench::peak_memory_mib()));
  bench::Result line("close");
  line.number("scale", scale).number("subscriptions", size.subscriptions);
  line.number("partners", size.partners).number("first_freeze_s", first.freeze);
  line.number("first_sign_off_s", first.sign_off).number("second_freeze_s", second.freeze);
  line.number("second_sign_off_s", second.sign_off).number("verify_s", verified);
  line.number("entries", static_cast<double>(second.receipt.entries));
  line.number("statements", static_cast<double>(second.receipt.statements));
  line.number("peak_mib", static_cast<double>(bench::peak_memory_mib()));
  line.number("goal_s", kGoalSeconds).publish();
}
