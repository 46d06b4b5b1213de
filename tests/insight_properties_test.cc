// The single view against its naive twin and against credit; opportunities against what their
// partner may not see.
#include <doctest/doctest.h>

#include <algorithm>

#include "insight/opportunity.h"
#include "insight/report.h"
#include "tests/comparison.h"
#include "tests/compiled.h"

namespace tests {
namespace {

using insight::Grain;
using insight::ReportQuery;
using insight::ReportRow;

ReportQuery random_report(Chance& chance, const World& world) {
  const attribution::CreditQuery like = random_query(chance, world);
  ReportQuery out{like.from, like.to, {}, like.partner, "", "", ""};
  for (std::size_t grain = 0; grain < insight::kGrains.size(); ++grain) {
    if (chance.in_hundred(35)) out.by.push_back(static_cast<Grain>(grain));
  }
  chance.shuffle(out.by);
  if (out.by.empty()) out.by = {Grain::Month};
  if (chance.in_hundred(20)) out.customer = chance.of(world.registry.customers).id;
  if (chance.in_hundred(20)) out.product = chance.of(world.registry.products).id;
  if (chance.in_hundred(20)) out.role = chance.of(world.programme.types).code;
  out.empty_months = chance.in_hundred(30);
  return out;
}

std::string words(const ReportQuery& query) {
  std::string out = "report " + query.from.text() + " to " + query.to.text() + " by ";
  for (const Grain grain : query.by)
    out += std::string(insight::kGrains[static_cast<std::size_t>(grain)]) + ',';
  return out + " partner '" + query.partner + "' customer '" + query.customer + "' product '" +
         query.product + "' role '" + query.role +
         (query.empty_months ? "' with empty months" : "'");
}

std::string words(const ReportRow& row) {
  std::string out;
  for (const std::string& key : row.keys)
    out += key + ',';
  return out + " revenue " + row.revenue.text() + " consumption " + row.consumption.text() +
         " usage " + row.usage.text() + " seats " + row.seats.text() + " active " +
         row.active_users.text() + " indicator " + row.indicator_amount.text() + '/' +
         row.indicator_quantity.text();
}

std::optional<std::string> first_difference(const std::vector<ReportRow>& one,
                                            const std::vector<ReportRow>& other) {
  for (std::size_t i = 0; i < std::max(one.size(), other.size()); ++i) {
    if (i < one.size() && i < other.size() && one[i] == other[i]) continue;
    return "row " + std::to_string(i + 1) +
           "\n  one:   " + (i < one.size() ? words(one[i]) : "no more rows") +
           "\n  other: " + (i < other.size() ? words(other[i]) : "no more rows");
  }
  return std::nullopt;
}

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
    // Credit keeps a line of revenue that has a quantity and no amount.
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
    World seen = world;
    seen.delivered.clear();
    for (usage::Record& record : current_rows(world)) {
      if (is_seen(whole, world, {p}, record)) seen.delivered.push_back(std::move(record));
    }
    const Compiled part(seen);
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
