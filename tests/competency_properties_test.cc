// Competencies of the engine against those of the naive model, in worlds with memberships, measured
// values and awards made up by chance.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "attribution/competency.h"
#include "attribution/competency_credit.h"
#include "attribution/competency_outlook.h"
#include "attribution/naive.h"
#include "tests/comparison.h"
#include "usage/memory_log.h"

namespace tests {
namespace {

using attribution::CompetencyQuery;
using attribution::CompetencyStatus;
using base::Decimal;
using base::Measure;
using programs::MetricKind;
using Rows = base::Result<std::vector<CompetencyStatus>>;

programs::Metric random_metric(Chance& chance, std::string code) {
  programs::Metric out;
  out.code = std::move(code);
  out.kind = static_cast<MetricKind>(chance.below(programs::kMetricKinds.size()));
  const Measure stock = chance.of({Measure::Seats, Measure::ActiveUsers});
  const Measure flow = chance.of({Measure::Consumption, Measure::Revenue});
  switch (out.kind) {
    case MetricKind::TtmSum:
    case MetricKind::AnniversarySum: out.measure = flow; break;
    case MetricKind::Snapshot:
    case MetricKind::NetCustomerAdds: out.measure = stock; break;
    default: out.measure = chance.of({stock, flow});
  }
  out.baseline_months = chance.of({1, 2, 3, 12});
  if (chance.in_hundred(30)) out.minimum_baseline = Decimal::from_integer(chance.below(200));
  return out;
}

Decimal random_bound(Chance& chance, MetricKind kind) {
  const bool few = kind == MetricKind::DistinctCustomers || kind == MetricKind::NetCustomerAdds ||
                   kind == MetricKind::Manual;
  return Decimal::from_integer(few ? chance.between(0, 3) : chance.between(0, 900));
}

void add_levels(Chance& chance, const World& world, programs::Competency& out) {
  const bool by_points = chance.in_hundred(40);
  for (programs::Metric& metric : out.metrics) {
    if (!by_points) continue;
    metric.points = Decimal::from_integer(chance.between(1, 30));
    metric.target = random_bound(chance, metric.kind) + Decimal::from_integer(3);
  }
  out.level_codes = {"bronze", "gold"};
  const base::Day cut = world.last.first() + chance.between(-40, 200);
  for (std::size_t rank = 1; rank <= 2; ++rank) {
    const int rows = chance.between(1, 2);
    for (int i = 0; i < rows; ++i) {
      programs::Level level;
      level.rank = rank;
      if (rows == 2) (i == 0 ? level.in_force.to : level.in_force.from) = cut;
      level.every_metric_positive = chance.in_hundred(30);
      if (by_points) {
        level.points = Decimal::from_integer(chance.between(1, 30));
      } else {
        const auto metric =
            static_cast<std::size_t>(chance.below(static_cast<int>(out.metrics.size())));
        const MetricKind kind = out.metrics[metric].kind;
        level.thresholds.push_back({metric, random_bound(chance, kind), ""});
        if (chance.in_hundred(40)) {
          level.thresholds.push_back({metric, random_bound(chance, kind), "emerging"});
        }
      }
      out.levels.push_back(level);
    }
  }
}

void add_rules(Chance& chance, World& world) {
  world.programme.market_classes = {{"emerging", {"IN", "BR"}}};
  for (programs::Competency& competency : world.programme.competencies) {
    competency = {.code = competency.code, .name = competency.name};
    if (chance.in_hundred(15)) continue;
    for (int i = chance.between(1, 3); i > 0; --i)
      competency.metrics.push_back(random_metric(chance, "m" + std::to_string(i)));
    add_levels(chance, world, competency);
    competency.requires_fee = chance.in_hundred(50);
    competency.grace_days = chance.of({0, 30, 30, 75});
  }
  for (int i = chance.below(3); i > 0 && !world.programme.competencies.empty(); --i) {
    world.programme.competency_maps.push_back(
        {chance.of(world.programme.competencies).code, {}, {}});
  }
}

std::string random_account(Chance& chance, const World& world) {
  if (chance.in_hundred(40)) return chance.of({"g1", "g2"});
  return world.registry.partners.empty() ? "g1" : chance.of(world.registry.partners).id;
}

base::Day random_day(Chance& chance, const World& world) {
  return world.first.first() + chance.between(-20, 450);
}

void add_memberships(Chance& chance, World& world) {
  world.registry.memberships.clear();
  for (std::uint32_t p = 0; p < world.registry.partners.size(); ++p) {
    world.registry.partners[p].country = chance.of({"IN", "DE", "BR"});
    base::Day at = world.first.first() + chance.between(-60, 30);
    for (int i = chance.below(3); i > 0; --i) {
      const base::Day end = chance.in_hundred(30) ? base::Day::forever() : at + chance.below(300);
      const bool open = chance.in_hundred(10);
      world.registry.memberships.push_back({{p}, chance.of({"g1", "g2"}), {at, open ? at : end}});
      if (end == base::Day::forever()) break;
      at = end + chance.of({0, 1, 40});
    }
  }
  // Of two rows of one partner and day the store keeps one.
  auto& all = world.registry.memberships;
  const auto key = [](const auto& one) { return std::pair(one.partner, one.days.from); };
  const auto repeated = std::ranges::unique(all, {}, key);
  all.erase(repeated.begin(), repeated.end());
}

void add_facts(Chance& chance, World& world) {
  world.registry.metric_values.clear();
  world.registry.awards.clear();
  std::set<std::tuple<std::string, std::string, std::string, base::Month>> values;
  std::set<std::tuple<std::string, std::string, base::Day>> awards;
  for (int i = chance.below(8); i > 0; --i) {
    if (world.programme.competencies.empty()) return;
    const std::string account = random_account(chance, world);
    const programs::Competency& competency = chance.of(world.programme.competencies);
    const base::Day day = random_day(chance, world);
    if (chance.in_hundred(50)) {
      if (awards.insert({account, competency.code, day}).second) {
        world.registry.awards.push_back(
            {account, competency.code, day, chance.of({"bronze", "gold", "dropped"})});
      }
    } else if (values.insert({account, competency.code, "m1", day.month()}).second) {
      world.registry.metric_values.push_back({account, competency.code, "m1", day.month(),
                                              Decimal::from_integer(chance.between(-1, 4))});
    }
  }
  std::ranges::sort(world.registry.awards, {}, [](const auto& one) {
    return std::tie(one.account_id, one.competency, one.awarded_on);
  });
  std::ranges::sort(world.registry.metric_values, {}, [](const auto& one) {
    return std::tie(one.account_id, one.competency, one.metric, one.month);
  });
}

World with_competencies(World world, std::uint64_t seed) {
  Chance chance(seed * 31 + 7);
  add_rules(chance, world);
  add_memberships(chance, world);
  add_facts(chance, world);
  return world;
}

Rows engine(const World& world, const CompetencyQuery& query, int threads) {
  const auto records = current_rows(world);
  const registry::Directory directory(world.registry);
  usage::MemoryLog log(records, [&](std::string_view id) { return directory.subscription(id); });
  const attribution::Standing standing(world.registry, world.programme);
  const auto index = usage::transient_index(log, world.registry.subscriptions.size()).value();
  const auto figures = TRY(attribution::competency_figures(index, standing, query, threads));
  return attribution::competencies(standing, figures, query);
}

std::string text(const CompetencyStatus& row) {
  std::string out =
      row.account + ' ' + row.competency + ' ' + row.month.text() + ' ' +
      std::string(attribution::kCompetencyStates[static_cast<std::size_t>(row.state)]);
  out += " level=" + row.level + " reached=" + row.reached + (row.at_risk ? " at risk" : "") +
         " until=" + row.anniversary.text() + " points=" + row.points.text();
  for (const auto& one : row.metrics)
    out += ' ' + one.metric + '=' + one.value.text() + '/' + one.points.text();
  return out;
}

std::optional<std::string> parting(const Rows& one, const Rows& other) {
  if (!one || !other) {
    const bool both = !one && !other && one.error().code == other.error().code;
    return both ? std::nullopt : std::optional<std::string>("only one is refused");
  }
  for (std::size_t i = 0; i < std::max(one->size(), other->size()); ++i) {
    if (i < one->size() && i < other->size() && (*one)[i] == (*other)[i]) continue;
    return "row " + std::to_string(i + 1) +
           "\n  one:   " + (i < one->size() ? text((*one)[i]) : "no more rows") +
           "\n  other: " + (i < other->size() ? text((*other)[i]) : "no more rows");
  }
  return std::nullopt;
}

std::string text(const attribution::CourseMonth& row) {
  return row.account + ' ' + row.competency + ' ' + row.metric + ' ' + row.month.text() +
         (row.is_forecast ? " to come " : " ") + row.low.text() + ".." + row.high.text() + " of " +
         std::to_string(row.months_of_data);
}

std::string difference(const std::vector<attribution::CourseMonth>& one,
                       const std::vector<attribution::CourseMonth>& other) {
  for (std::size_t i = 0; i < std::min(one.size(), other.size()); ++i) {
    if (one[i] != other[i]) return "one: " + text(one[i]) + "\nother: " + text(other[i]);
  }
  return std::to_string(one.size()) + " rows, and " + std::to_string(other.size());
}

CompetencyQuery whole(const World& world) {
  return {.from = world.first + -2, .to = world.last + 16, .account = {}, .competency = {}};
}

TEST_CASE("competencies are those of the naive model, month by month") {
  check_worlds(700, [](const World& plain, std::uint64_t seed) {
    const World world = with_competencies(plain, seed);
    const CompetencyQuery query = whole(world);
    const auto records = current_rows(world);
    return parting(engine(world, query, 1), attribution::naive_competencies(
                                                records, world.registry, world.programme, query));
  });
}

TEST_CASE("a course is that of the naive model, through both windows") {
  check_worlds(150, [](const World& plain, std::uint64_t seed) -> std::optional<std::string> {
    const World world = with_competencies(plain, seed);
    const auto records = current_rows(world);
    const registry::Directory directory(world.registry);
    usage::MemoryLog log(records, [&](std::string_view id) { return directory.subscription(id); });
    const attribution::Standing standing(world.registry, world.programme);
    const auto index = usage::transient_index(log, world.registry.subscriptions.size()).value();
    Chance chance(seed);
    CompetencyQuery query = whole(world);
    query.to = world.last + chance.below(14);
    for (const auto window :
         {attribution::SumWindow::Trailing, attribution::SumWindow::Anniversary}) {
      const auto figures = attribution::competency_figures(index, standing, query, 1);
      const auto slow = attribution::naive_competency_courses(records, world.registry,
                                                              world.programme, query, window);
      if (figures.has_value() != slow.has_value()) return "only one is refused";
      if (!figures) continue;
      const auto fast = attribution::competency_courses(standing, *figures, query, window);
      if (fast != *slow) return difference(fast, *slow);
    }
    return std::nullopt;
  });
}

TEST_CASE("the worlds know every state, both rules and every metric") {
  std::map<attribution::CompetencyState, int> states;
  std::map<MetricKind, int> metrics;
  int at_risk = 0, points = 0, joined = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const World world = with_competencies(random_world(seed), seed);
    const auto rows = engine(world, whole(world), 1);
    for (const CompetencyStatus& row : rows.value_or(std::vector<CompetencyStatus>())) {
      ++states[row.state];
      at_risk += row.at_risk;
      points += !row.points.is_zero();
      joined += row.account == "g2" && !row.level.empty();
      for (const auto& one : row.metrics) {
        if (!one.value.is_zero())
          ++metrics[world.programme.competency(row.competency)->metric(one.metric)->kind];
      }
    }
  }
  for (const auto& [state, rows] : states)
    MESSAGE(attribution::kCompetencyStates[static_cast<std::size_t>(state)], ": ", rows);
  for (const auto& [kind, rows] : metrics)
    MESSAGE(programs::kMetricKinds[static_cast<std::size_t>(kind)], ": ", rows);
  CHECK(states.size() == attribution::kCompetencyStates.size());
  CHECK(metrics.size() == programs::kMetricKinds.size());
  for (const int rows : {at_risk, points, joined})
    CHECK(rows > 100);
}

TEST_CASE("what is asked about one account or competency is what the whole answer says of it") {
  check_worlds(150, [](const World& plain, std::uint64_t seed) -> std::optional<std::string> {
    const World world = with_competencies(plain, seed);
    if (world.programme.competencies.empty()) return std::nullopt;
    Chance chance(seed);
    CompetencyQuery query = whole(world);
    auto all = engine(world, query, 1);
    if (!all) return std::nullopt;
    query.account = random_account(chance, world);
    query.competency = chance.of(world.programme.competencies).code;
    query.from = query.to = world.last + chance.below(14);
    std::erase_if(*all, [&](const CompetencyStatus& row) {
      return row.account != query.account || row.competency != query.competency ||
             row.month != query.to;
    });
    return parting(all, engine(world, query, 3));
  });
}

TEST_CASE("a restatement changes no term that was begun by an award") {
  check_worlds(150, [](const World& plain, std::uint64_t seed) -> std::optional<std::string> {
    World world = with_competencies(plain, seed);
    for (programs::Competency& competency : world.programme.competencies)
      competency.requires_fee = true;
    const auto before = engine(world, whole(world), 1);
    world.delivered.clear();
    const auto after = engine(world, whole(world), 1);
    if (!before || !after) return std::nullopt;
    for (const CompetencyStatus& row : *before) {
      if (row.level.empty()) continue;
      const auto same = std::ranges::find_if(*after, [&](const CompetencyStatus& other) {
        return other.account == row.account && other.competency == row.competency &&
               other.month == row.month && other.level == row.level &&
               other.anniversary == row.anniversary && other.state == row.state;
      });
      if (same == after->end()) return "gone without usage: " + text(row);
    }
    return std::nullopt;
  });
}

}  // namespace
}  // namespace tests
