// P9, second half: the overview of a partner with 500 customers over 12 months, by the function
// that GET /v1/reports calls, with the world in memory as a service has it. Its consumption is
// compared with what is credited.
#include <algorithm>

#include "access/reach.h"
#include "insight/opportunity.h"
#include "insight/report.h"
#include "measure.h"
#include "programs/load.h"
#include "resident.h"

namespace {

using bench::must;
using insight::Grain;

constexpr std::uint32_t kCustomers = 500;
constexpr int kMonths = 12;
constexpr double kGoalMs = 50;

// The world's registry, and its first partner as partner of record of 500 customers all along.
registry::Snapshot with_large_partner(const bench::World& world,
                                      const programs::Programme& programme) {
  registry::Snapshot out = world.registry();
  if (out.customers.size() < kCustomers) bench::give_up("the world has too few customers");
  for (std::uint32_t c = 0; c < kCustomers; ++c) {
    registry::Association one;
    one.id = "~" + std::to_string(100'000 + c);
    one.type = *programme.type("dpor");
    one.partner = {0};
    one.customer = {c};
    out.associations.push_back(std::move(one));
  }
  return out;
}

struct Books {
  const bench::Resident& world;
  const attribution::Standing& standing;
  const attribution::Holdings& holdings;
  const insight::Onlooker* onlooker = nullptr;
};

// What the partner sees when everybody agrees and it may see money: everything that it holds.
rights::Reach reach_of_partner(const bench::Resident& world, const attribution::Standing& standing,
                               base::Day today) {
  const rights::ConsentBook nothing_said;
  const rights::Consents consents(nothing_said, standing.registry(), today);
  const auto number = [&](std::string_view name) {
    for (std::uint32_t w = 0; w < world.index().workloads(); ++w)
      if (world.index().workload(w) == name) return w;
    return rights::kEveryWorkload;
  };
  return rights::ReachCompiler(standing, consents, number, today).of({{0}, true});
}

base::Product consumption(const std::vector<insight::ReportRow>& rows) {
  base::Product out;
  for (const insight::ReportRow& row : rows)
    out += row.consumption;
  return out;
}

void check(const Books& books, const insight::ReportQuery& query, const base::Product& shown) {
  using attribution::CreditKey;
  const attribution::CreditQuery asked{
      query.from, query.to, {CreditKey::Measure}, query.partner, ""};
  base::Product credited;
  for (const auto& row :
       must(attribution::credit(books.world.index(), books.holdings, books.standing, asked, 1))
           .rows()) {
    if (row.keys[0] == base::word(base::Measure::Consumption)) credited += row.amount;
  }
  if (credited != shown || shown.is_zero()) bench::give_up("the overview is not what is credited");
}

struct Asked {
  std::vector<double> times;  // sorted
  std::size_t rows = 0;
};

// The overview asked again and again, each time over other 12 months.
Asked ask(const Books& books, std::vector<Grain> by, int runs) {
  Asked out;
  for (int run = 0; run < runs; ++run) {
    insight::ReportQuery query;
    query.from = bench::kFirstMonth + run % (24 - kMonths + 1);
    query.to = query.from + (kMonths - 1);
    query.by = by;
    query.partner = books.standing.registry().partners[0].id;
    const bench::Stopwatch watch;
    const auto found = must(insight::report(books.world.index(), books.holdings, books.standing,
                                            query, 1, books.onlooker));
    out.times.push_back(watch.seconds());
    out.rows = found.size();
    if (run < 24 - kMonths + 1) check(books, query, consumption(found));
  }
  std::sort(out.times.begin(), out.times.end());
  return out;
}

void publish(const bench::Shape& shape, const char* question, const Asked& asked) {
  const auto& [times, rows] = asked;
  bench::say(
      "P9: overview by %s: %zu rows, %.2f ms at the median, %.2f ms for 99 of 100; wanted: "
      "%.0f ms",
      question, rows, bench::within_ms(times, 0.5), bench::within_ms(times, 0.99), kGoalMs);
  bench::Result line("overview");
  line.text("question", question).number("usage_rows", static_cast<double>(shape.rows));
  line.number("customers", kCustomers).number("rows", static_cast<double>(rows));
  line.number("p50_ms", bench::within_ms(times, 0.5));
  line.number("p99_ms", bench::within_ms(times, 0.99)).number("goal_ms", kGoalMs).publish();
}

}  // namespace

int main() {
  const auto programme = must(programs::load(programs::shipped_cloud_2016(), "cloud-2016"));
  const bench::Shape shape = bench::dense_shape(bench::scale_wanted(0.1));
  const bench::Resident world(shape, programme);
  const registry::Snapshot registry = with_large_partner(world.world(), programme);
  const attribution::Standing standing(registry, programme);
  const attribution::Holdings holdings = world.compile(standing);
  const Books books{world, standing, holdings};
  const int runs = bench::runs_wanted(300);
  publish(shape, "month", ask(books, {Grain::Month}, runs));
  publish(shape, "month and customer", ask(books, {Grain::Month, Grain::Customer}, runs));
  publish(shape, "customer", ask(books, {Grain::Customer}, runs));

  // Today is behind all usage: then it sees what it holds, and the sums are those of credit.
  const base::Day today = bench::kLastMonth.end() + 1;
  const rights::Reach reach = reach_of_partner(world, standing, today);
  insight::Onlooker onlooker{reach, {}, today};
  for (std::uint32_t w = 0; w < world.index().workloads(); ++w)
    onlooker.workloads.push_back(w);
  const Books seen{world, standing, holdings, &onlooker};
  publish(shape, "month, as the partner sees it", ask(seen, {Grain::Month}, runs));
  publish(shape, "month and customer, as the partner sees it",
          ask(seen, {Grain::Month, Grain::Customer}, runs));

  const insight::OpportunityQuery query{bench::kLastMonth, registry.partners[0].id, std::nullopt};
  bench::Timing finding;
  std::size_t found = 0;
  for (int run = 0; run < 20; ++run) {
    finding.run(
        [&] { found = insight::opportunities(world.index(), holdings, standing, query).size(); });
  }
  bench::say("its %zu opportunities: %s", found, finding.text().c_str());
}
