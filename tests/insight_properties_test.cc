// The single view against its naive twin and against credit; opportunities against what their
// partner may not see.
#include <doctest/doctest.h>

#include <algorithm>

#include "insight/opportunity.h"
#include "insight/report.h"
#include "tests/comparison.h"
#include "tests/compiled.h"
#include "tests/random_report.h"

namespace tests {
namespace {

using insight::Grain;
using insight::ReportQuery;
using insight::ReportRow;

TEST_CASE("a report is that of the naive model, row by row") {
  check_worlds(1500, [](const World& world, std::uint64_t seed) -> std::optional<std::string> {
    Chance chance(seed);
    const Compiled compiled(world);
    const auto [index, holdings, standing] = compiled.state();
    const std::vector<usage::Record> records = current_rows(world);
    for (int i = 0; i < 5; ++i) {
      const ReportQuery query = random_report(chance, world);
      const auto one = insight::report(*index, *holdings, *standing, query, 1 + i % 2);
      const auto other = insight::naive_report(records, world.registry, world.programme, query);
      if (one.has_value() != other.has_value())
        return words(query) + ": only one of the two is refused: " +
               (one ? other.error().message : one.error().message);
      if (!one) continue;
      if (const auto found = first_difference(*one, *other)) return words(query) + ": " + *found;
    }
    return std::nullopt;
  });
}

TEST_CASE("revenue, consumption and usage of a report are the credit of the same keys") {
  using attribution::CreditKey;
  check_worlds(500, [](const World& world, std::uint64_t) -> std::optional<std::string> {
    const Compiled compiled(world);
    const auto [index, holdings, standing] = compiled.state();
    const ReportQuery query{
        world.first, world.last, {Grain::Partner, Grain::Customer, Grain::Currency}, "", "",
        "",          ""};
    const auto rows = insight::report(*index, *holdings, *standing, query, 1).value();
    const attribution::CreditQuery credit{
        world.first,
        world.last,
        {CreditKey::Partner, CreditKey::Customer, CreditKey::Currency, CreditKey::Measure},
        "",
        ""};
    std::size_t met = 0, shown = 0;
    const auto credited = compiled.credit(credit, 1).value();
    for (const attribution::CreditRow& one : credited) {
      const std::vector<std::string> keys(one.keys.begin(), one.keys.end() - 1);
      const bool consumed = one.keys.back() == "consumption";
      if (!consumed && one.keys.back() != "revenue") continue;
      const auto row = std::ranges::find(rows, keys, &ReportRow::keys);
      if (row == rows.end() && !consumed && one.amount.is_zero()) continue;  // has a quantity only
      if (row == rows.end()) return "no row for " + text(world.programme, one);
      const base::Product& amount = consumed ? row->consumption : row->revenue;
      if (amount != one.amount || (consumed && row->usage != one.quantity))
        return words(*row) + " for " + text(world.programme, one);
      ++met;
    }
    for (const ReportRow& row : rows) {
      shown += row.revenue.is_zero() ? 0 : 1;
      shown += row.consumption.is_zero() && row.usage.is_zero() ? 0 : 1;
    }
    if (met < shown) return "the report shows what is not credited";
    return std::nullopt;
  });
}

bool is_seen(const Compiled& compiled, const World& world, base::PartnerKey partner,
             const usage::Record& record) {
  const auto [index, holdings, standing] = compiled.state();
  const auto place = registry::Directory(world.registry).subscription(record.subscription_id);
  return std::ranges::any_of(holdings->of(partner), [&](const attribution::Holding& holding) {
    const bool every = holding.workload == attribution::Holding::kEveryWorkload;
    if (holding.subscription != place) return false;
    if (!every && index->workload(holding.workload) != record.workload) return false;
    return std::ranges::any_of(holdings->runs_of(holding), [&](const attribution::Run& run) {
      return base::is_stock(record.measure) ||
             (run.from <= record.usage_date && record.usage_date < run.to);
    });
  });
}

TEST_CASE("what a partner may not see changes none of its opportunities") {
  check_worlds(500, [](const World& world, std::uint64_t seed) -> std::optional<std::string> {
    Chance chance(seed);
    const std::uint32_t p =
        static_cast<std::uint32_t>(chance.below(static_cast<int>(world.registry.partners.size())));
    insight::OpportunityQuery query{world.last, world.registry.partners[p].id, std::nullopt};
    query.thresholds.comparable_customers = 1;
    query.thresholds.growth_days = 20;
    const Compiled whole(world);
    const World rest = with_the_unseen_elsewhere(
        world, [&](const usage::Record& record) { return is_seen(whole, world, {p}, record); });
    const Compiled part(rest);
    const auto asked = [&](const Compiled& of) {
      const auto [index, holdings, standing] = of.state();
      std::vector<std::string> out;
      for (const auto& one : insight::opportunities(*index, *holdings, *standing, query))
        out.push_back(std::string(insight::kRules[static_cast<std::size_t>(one.rule)]) + ' ' +
                      one.customer + ' ' + one.subscription + ' ' + one.subject + ": " +
                      insight::text(one.evidence));
      return out;
    };
    const std::vector<std::string> one = asked(whole), other = asked(part);
    for (std::size_t i = 0; i < std::max(one.size(), other.size()); ++i) {
      const std::string left = i < one.size() ? one[i] : "nothing";
      const std::string right = i < other.size() ? other[i] : "nothing";
      if (left != right) return query.partner + ": " + left + "\n  without the rest: " + right;
    }
    return std::nullopt;
  });
}

}  // namespace
}  // namespace tests
