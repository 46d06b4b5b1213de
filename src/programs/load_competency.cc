#include "programs/load_competency.h"

#include <algorithm>

namespace programs {
namespace {

constexpr auto kCompetencyKeys = std::to_array<std::string_view>(
    {"code", "name", "counts", "requires_fee", "grace_days", "metrics", "levels"});
constexpr auto kCountsKeys =
    std::to_array<std::string_view>({"families", "products", "workloads", "meterings", "measures"});
constexpr auto kMetricKeys = std::to_array<std::string_view>(
    {"code", "kind", "measure", "baseline_months", "minimum_baseline", "target", "points"});
constexpr auto kLevelKeys = std::to_array<std::string_view>(
    {"code", "from", "until", "thresholds", "points", "every_metric_positive"});
constexpr auto kThresholdKeys =
    std::to_array<std::string_view>({"metric", "at_least", "market_class"});
constexpr auto kMarketClassKeys = std::to_array<std::string_view>({"code", "countries"});

constexpr int kGraceDaysMax = 366;
constexpr int kBaselineMonthsMax = 120;
constexpr std::int64_t kPointsMax = 1'000'000;  // keeps points x value within 128 bits

base::Result<base::Decimal> above_zero(const Section& section, std::string_view key) {
  const base::Decimal value = TRY(section.decimal(key));
  const auto most = base::Decimal::from_integer(kPointsMax);
  if (value > base::Decimal() && (key != "points" || value <= most)) return value;
  return fault(*section.find(key), "'" + std::string(key) + "' of " + section.name() +
                                       " must be above 0" +
                                       (key == "points" ? " and at most 1000000" : ""));
}

std::unexpected<base::Error> belongs_to(const Section& section, std::string_view key,
                                        std::string_view where) {
  return fault(*section.find(key), "'" + std::string(key) + "' of " + section.name() +
                                       " belongs to " + std::string(where) + " only; drop it");
}

// Sums are of flows, what is read on the snapshot day is a stock.
base::Status check_measure(const Section& section, const Metric& metric) {
  const Node& value = *section.find("measure");
  const bool stock = base::is_stock(metric.measure);
  const bool sums = metric.kind == MetricKind::TtmSum || metric.kind == MetricKind::AnniversarySum;
  if (metric.measure == base::Measure::Indicator) {
    return fault(value, section.name() + " reads the measure indicator, which is never credited");
  }
  if (sums && stock) {
    return fault(value, section.name() + " adds up months, but " + value.text +
                            " is a stock; use kind snapshot, or measure consumption or revenue");
  }
  const bool reads =
      metric.kind == MetricKind::Snapshot || metric.kind == MetricKind::NetCustomerAdds;
  if (reads && !stock) {
    return fault(value, section.name() + " reads one day of a month, but " + value.text +
                            " flows; use another kind, or measure seats or active_users");
  }
  return {};
}

base::Status read_measure(const Section& section, Metric& metric) {
  if (metric.kind == MetricKind::Manual) {
    if (section.find("measure") == nullptr) return {};
    return belongs_to(section, "measure",
                      "metrics of credit, and kind manual is read from a file,");
  }
  metric.measure = TRY(section.choice<base::Measure>("measure", base::kMeasures));
  return check_measure(section, metric);
}

base::Status read_growth(const Section& section, Metric& metric) {
  if (metric.kind != MetricKind::Growth) {
    for (const std::string_view key : {"baseline_months", "minimum_baseline"}) {
      if (section.find(key) != nullptr) return belongs_to(section, key, "kind growth");
    }
    return {};
  }
  metric.baseline_months =
      TRY(section.whole_or("baseline_months", {1, kBaselineMonthsMax, kTrailingMonths}));
  if (section.find("minimum_baseline") != nullptr) {
    metric.minimum_baseline = TRY(section.decimal("minimum_baseline"));
  }
  return {};
}

base::Result<Metric> read_metric(const Node& node) {
  const auto section = TRY(Section::open(node, named("metric", node), kMetricKeys));
  Metric metric;
  metric.code = TRY(section.code());
  metric.kind = TRY(section.choice<MetricKind>("kind", kMetricKinds));
  TRY_STATUS(read_measure(section, metric));
  TRY_STATUS(read_growth(section, metric));
  const bool points = section.find("points") != nullptr;
  if (points || section.find("target") != nullptr) {
    metric.points = TRY(above_zero(section, "points"));
    metric.target = TRY(above_zero(section, "target"));
    if (base::round(metric.target, 2, base::Rounding::HalfEven) != metric.target) {
      return fault(*section.find("target"), "'target' of " + section.name() +
                                                " has more than 2 decimals, and values are "
                                                "compared with 2");
    }
  }
  return metric;
}

// A metric whose measure no row of 'counts' lets in would stay zero for ever.
base::Status check_counted(const Node& node, const Metric& metric, const std::string& competency,
                           const Programme& programme) {
  if (metric.kind == MetricKind::Manual) return {};
  for (const CompetencyMap& map : programme.competency_maps) {
    if (map.competency != competency) continue;
    if (map.measures.empty() || std::ranges::count(map.measures, metric.measure) > 0) return {};
  }
  return fault(node, "metric '" + metric.code + "' reads " +
                         std::string(base::word(metric.measure)) +
                         ", which no row of 'counts' counts; add it to 'measures' there");
}

base::Status read_metrics(const Section& section, Competency& competency,
                          const Programme& programme) {
  for (const Node& item : TRY(section.tables("metrics"))) {
    const Metric metric = TRY(read_metric(item));
    TRY_STATUS(check_counted(item, metric, competency.code, programme));
    if (competency.metric(metric.code) != nullptr) {
      return fault(item, "duplicate metric '" + metric.code + "' of " + section.name() +
                             "; rename or remove one of them");
    }
    competency.metrics.push_back(metric);
  }
  return {};
}

base::Result<Threshold> read_threshold(const Node& node, const Section& level,
                                       const Competency& competency, const Programme& programme) {
  const std::string name = "'thresholds' of " + level.name();
  const auto row = TRY(Section::open(node, name, kThresholdKeys));
  std::vector<std::string_view> metrics, classes;
  for (const Metric& one : competency.metrics)
    metrics.push_back(one.code);
  for (const MarketClass& one : programme.market_classes)
    classes.push_back(one.code);
  Threshold threshold;
  const Node* metric = TRY(row.need("metric"));
  threshold.metric = TRY(word_index(*metric, "metric of " + name, metrics));
  threshold.at_least = TRY(row.decimal("at_least"));
  if (const Node* market = row.find("market_class")) {
    threshold.market_class =
        classes.at(TRY(word_index(*market, "market_class of " + name, classes)));
  }
  return threshold;
}

base::Status read_thresholds(const Section& section, const Competency& competency,
                             const Programme& programme, Level& level) {
  for (const Node& item : TRY(section.tables("thresholds"))) {
    const Threshold made = TRY(read_threshold(item, section, competency, programme));
    for (const Threshold& other : level.thresholds) {
      if (other.metric != made.metric || other.market_class != made.market_class) continue;
      return fault(item, section.name() + " has two thresholds for metric '" +
                             competency.metrics[made.metric].code + "'; keep one");
    }
    level.thresholds.push_back(made);
  }
  const auto general = [](const Threshold& row) { return row.market_class.empty(); };
  if (std::ranges::any_of(level.thresholds, general)) return {};
  return fault(*section.find("thresholds"),
               section.name() +
                   " has no threshold for partners outside the market classes; "
                   "add a row without 'market_class'");
}

// By points or by thresholds, all levels of a competency alike.
base::Status read_rule(const Section& section, const Competency& competency,
                       const Programme& programme, Level& level) {
  level.every_metric_positive = TRY(section.flag_or("every_metric_positive", false));
  const bool by_points = section.find("points") != nullptr;
  if (by_points == (section.find("thresholds") != nullptr)) {
    return fault(section.node(), section.name() +
                                     " needs either 'thresholds' (all must be met) or 'points' (so "
                                     "many in all)");
  }
  for (const Metric& metric : competency.metrics) {
    if (metric.points.is_zero() != by_points) continue;
    return fault(section.node(), section.name() + " goes by " +
                                     (by_points ? "points, but metric '" + metric.code +
                                                      "' has no 'target' and 'points'; add them"
                                                : "thresholds, but metric '" + metric.code +
                                                      "' has 'points'; drop them, or let every "
                                                      "level go by points"));
  }
  if (!by_points) return read_thresholds(section, competency, programme, level);
  level.points = TRY(above_zero(section, "points"));
  return {};
}

base::Result<Level> read_level(const Node& node, Competency& competency,
                               const Programme& programme) {
  const auto section = TRY(Section::open(node, named("level", node), kLevelKeys));
  const std::string code = TRY(section.code());
  Level level;
  level.rank = competency.rank(code);
  if (level.rank == 0) {
    competency.level_codes.push_back(code);
    level.rank = competency.level_codes.size();
  }
  level.in_force.from = TRY(section.day_or("from", base::Day::min()));
  level.in_force.to = TRY(section.day_or("until", base::Day::forever()));
  if (level.in_force.empty()) return fault(node, section.name() + ": 'until' is not after 'from'");
  TRY_STATUS(read_rule(section, competency, programme, level));
  return level;
}

base::Status read_levels(const Section& section, Competency& competency,
                         const Programme& programme) {
  for (const Node& item : TRY(section.tables("levels"))) {
    const Level level = TRY(read_level(item, competency, programme));
    for (const Level& other : competency.levels) {
      if (other.rank != level.rank || !other.in_force.overlaps(level.in_force)) continue;
      return fault(item, "two rows of level '" + competency.level_codes[level.rank - 1] + "' of " +
                             section.name() +
                             " are in force on one day; end the earlier one with 'until'");
    }
    competency.levels.push_back(level);
  }
  if (competency.metrics.empty() == competency.levels.empty()) return {};
  return fault(section.node(),
               section.name() + " has " +
                   (competency.levels.empty() ? "metrics but no levels; add 'levels'"
                                              : "levels but no metrics; add 'metrics'"));
}

}  // namespace

base::Result<ProductFilter> read_filter(const Section& section) {
  ProductFilter filter;
  filter.families = TRY(section.texts("families"));
  filter.products = TRY(section.texts("products"));
  filter.workloads = TRY(section.texts("workloads"));
  filter.meterings = TRY(section.choices<base::Metering>("meterings", base::kMeterings));
  return filter;
}

base::Result<MarketClass> read_market_class(const Node& node) {
  const auto section = TRY(Section::open(node, named("market class", node), kMarketClassKeys));
  MarketClass made;
  made.code = TRY(section.code());
  TRY(section.need("countries"));
  made.countries = TRY(section.texts("countries"));
  return made;
}

base::Status read_competency(const Node& node, Programme& programme) {
  const auto section = TRY(Section::open(node, named("competency", node), kCompetencyKeys));
  Competency competency;
  competency.code = TRY(section.code());
  competency.name = TRY(section.text_or("name", competency.code));
  TRY(section.need("counts"));
  for (const Node& item : TRY(section.tables("counts"))) {
    const auto row = TRY(Section::open(item, "'counts' of " + section.name(), kCountsKeys));
    CompetencyMap map;
    map.competency = competency.code;
    map.filter = TRY(read_filter(row));
    map.measures = TRY(row.choices<base::Measure>("measures", base::kMeasures));
    programme.competency_maps.push_back(std::move(map));
  }
  competency.requires_fee = TRY(section.flag_or("requires_fee", false));
  competency.grace_days = TRY(section.whole_or("grace_days", {0, kGraceDaysMax, 30}));
  TRY_STATUS(read_metrics(section, competency, programme));
  TRY_STATUS(read_levels(section, competency, programme));
  programme.competencies.push_back(std::move(competency));
  return {};
}

}  // namespace programs
