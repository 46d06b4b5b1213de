// What a partner is told within its reach, against a world from which everything else was taken
// away.
#include <doctest/doctest.h>

#include <algorithm>

#include "access/naive_reach.h"
#include "insight/opportunity.h"
#include "insight/report.h"
#include "tests/comparison.h"
#include "tests/compiled.h"
#include "tests/random_consent.h"
#include "tests/random_report.h"

namespace tests {
namespace {

using insight::ReportQuery;
using insight::ReportRow;

// A partner that looks at a world.
struct Case {
  World world;
  rights::ConsentBook book;
  base::Day today;
  rights::Looker looker;
};

Case random_case(Chance& chance, const World& raw) {
  Case out{with_profiles(chance, raw), {}, {}, {}};
  // Credit by the time with access is of whole months: onlooker_test.cc.
  for (programs::AssociationType& type : out.world.programme.types)
    type.continuous = false;
  out.book = random_book(chance, out.world);
  const int length = out.world.last.end() - out.world.first.first() + 10;
  out.today = out.world.first.first() + chance.between(length / 2, length);
  const auto partners = static_cast<int>(out.world.registry.partners.size());
  out.looker = {{static_cast<std::uint32_t>(chance.below(partners))}, chance.in_hundred(60)};
  return out;
}

// The day on which a record is data: a stock is of the snapshot.
base::Day day_of(const World& world, const usage::Record& record) {
  return base::is_stock(record.measure)
             ? programs::snapshot_day(world.programme.parameters, record.usage_date.month())
             : record.usage_date;
}

bool is_seen(const Case& one, const usage::Record& record) {
  const rights::naive::World naive{one.world.registry, one.world.programme, one.book, one.today};
  const registry::Directory directory(one.world.registry);
  return rights::naive::sees(naive, one.looker, directory.subscription(record.subscription_id),
                             record.workload, day_of(one.world, record),
                             rights::class_of(record.measure));
}

World without_the_unseen(const Case& one) {
  World out = one.world;
  out.delivered = current_rows(one.world);
  std::erase_if(out.delivered, [&](const usage::Record& record) { return !is_seen(one, record); });
  return out;
}

// Asks with the partner's reach in whatever world.
class Looking {
 public:
  Looking(const Case& one, const World& world)
      : compiled_(world),
        standing_(*compiled_.state().standing),
        consents_(one.book, world.registry, one.today),
        reach_(rights::ReachCompiler(
                   standing_, consents_,
                   [&](std::string_view name) { return compiled_.number(name); }, one.today)
                   .of(one.looker)),
        onlooker_{reach_, {}, one.today} {
    for (std::uint32_t w = 0; w < compiled_.state().index->workloads(); ++w)
      onlooker_.workloads.push_back(w);
  }

  base::Result<std::vector<ReportRow>> report(const ReportQuery& query, bool confined) const {
    const auto [index, holdings, standing] = compiled_.state();
    return insight::report(*index, *holdings, *standing, query, 1, confined ? &onlooker_ : nullptr);
  }
  std::vector<std::string> opportunities(const insight::OpportunityQuery& query) const {
    const auto [index, holdings, standing] = compiled_.state();
    std::vector<std::string> out;
    for (const auto& one :
         insight::opportunities(*index, *holdings, *standing, query, &onlooker_)) {
      out.push_back(std::string(insight::kRules[static_cast<std::size_t>(one.rule)]) + ' ' +
                    one.customer + ' ' + one.subscription + ' ' + one.subject + ": " +
                    insight::text(one.evidence));
    }
    return out;
  }

 private:
  const Compiled compiled_;
  const attribution::Standing& standing_;
  const rights::Consents consents_;
  const rights::Reach reach_;
  insight::Onlooker onlooker_;
};

std::int64_t rows_told = 0, rows_of_all = 0;

TEST_CASE("a report within a reach is the report of a world that has nothing else") {
  check_worlds(1500, [](const World& raw, std::uint64_t seed) -> std::optional<std::string> {
    Chance chance(seed);
    const Case one = random_case(chance, raw);
    const World rest = without_the_unseen(one);
    const Looking whole(one, one.world), part(one, rest);
    for (int i = 0; i < 4; ++i) {
      ReportQuery query = random_report(chance, one.world);
      query.partner = one.world.registry[one.looker.partner].id;
      const auto told = whole.report(query, true), true_of_rest = part.report(query, false);
      if (told.has_value() != true_of_rest.has_value())
        return words(query) + ": only one of the two is refused: " +
               (told ? true_of_rest.error().message : told.error().message);
      if (!told) continue;
      if (const auto found = first_difference(*told, *true_of_rest))
        return words(query) + ": " + *found;
      rows_told += static_cast<std::int64_t>(told->size());
      if (const auto all = whole.report(query, false))
        rows_of_all += static_cast<std::int64_t>(all->size());
    }
    return std::nullopt;
  });
  MESSAGE(rows_told, " rows of ", rows_of_all, " are told");
  CHECK(rows_told > rows_of_all / 10);
  CHECK(rows_told < rows_of_all);
}

TEST_CASE("what is not in a reach changes none of its opportunities") {
  check_worlds(800, [](const World& raw, std::uint64_t seed) -> std::optional<std::string> {
    Chance chance(seed);
    const Case one = random_case(chance, raw);
    insight::OpportunityQuery query{one.world.last, one.world.registry[one.looker.partner].id,
                                    std::nullopt};
    query.thresholds.comparable_customers = 1;
    query.thresholds.growth_days = 20;
    const World rest = with_the_unseen_elsewhere(
        one.world, [&](const usage::Record& record) { return is_seen(one, record); });
    const auto told = Looking(one, one.world).opportunities(query);
    const auto true_of_rest = Looking(one, rest).opportunities(query);
    for (std::size_t i = 0; i < std::max(told.size(), true_of_rest.size()); ++i) {
      const std::string left = i < told.size() ? told[i] : "nothing";
      const std::string right = i < true_of_rest.size() ? true_of_rest[i] : "nothing";
      if (left != right) return query.partner + ": " + left + "\n  without the rest: " + right;
    }
    return std::nullopt;
  });
}

}  // namespace
}  // namespace tests
