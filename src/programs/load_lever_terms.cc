// What of a lever belongs to its kind: which keys it may have, over what it looks, its gates.
#include <algorithm>

#include "programs/load_lever.h"
#include "programs/words.h"

namespace programs {
namespace {

constexpr auto kMilestoneKeys = std::to_array<std::string_view>({"units", "share", "amount"});
constexpr int kBaselineMonthsMax = 120;
constexpr int kDaysMax = 36'500;

// One bit per kind.
using Kinds = unsigned;
constexpr Kinds of(LeverKind kind) {
  return 1U << static_cast<unsigned>(kind);
}
constexpr Kinds kAll = (1U << kLeverKinds.size()) - 1;
constexpr Kinds kPercent = of(LeverKind::PercentOfConsumption) | of(LeverKind::PercentOfRevenue);
constexpr Kinds kPerUnit = of(LeverKind::PerActiveUnit) | of(LeverKind::PerSeat);
constexpr Kinds kMark = of(LeverKind::HighWaterMark);
constexpr Kinds kMilestone = of(LeverKind::Milestone);
constexpr Kinds kGrowth = of(LeverKind::Growth);
constexpr Kinds kDaily = of(LeverKind::DailyEarnedCredit);
constexpr Kinds kFlat = of(LeverKind::Flat);
constexpr Kinds kPool = of(LeverKind::Pool);
constexpr Kinds kReading = kAll & ~of(LeverKind::Manual);
constexpr Kinds kSeats = kPerUnit | kMark | kMilestone;

// A key that only some kinds have; those of `needed` must have it.
struct KeyRule {
  std::string_view key;
  Kinds allowed;
  Kinds needed = 0;
};

constexpr auto kKeyRules = std::to_array<KeyRule>({
    {"roles", kReading, kReading},
    {"families", kReading},
    {"products", kReading},
    {"workloads", kReading},
    {"meterings", kReading},
    {"rates", kPercent | kPerUnit | kGrowth | kDaily},
    {"unit_values", kPerUnit | kMark | kDaily},
    {"currency", kPerUnit | kMark | kMilestone | kDaily | kFlat | kPool,
     kPerUnit | kMark | kMilestone | kFlat | kPool},
    {"tiers", kPercent | kPerUnit | kMark | kGrowth},
    {"tier_mode", kPercent | kPerUnit | kMark | kGrowth},
    {"accelerates", kReading},
    {"amounts", kFlat | kPool, kFlat | kPool},
    {"milestones", kMilestone, kMilestone},
    {"measure", kGrowth | kFlat | kPool, kGrowth | kFlat | kPool},
    {"scope", kMark | kMilestone | kGrowth | kFlat, kMark | kMilestone | kGrowth | kFlat},
    {"starts", kMark | kMilestone, kMark | kMilestone},
    {"start_mark", kMark},
    {"baseline_months", kGrowth},
    {"minimum_baseline", kGrowth},
    {"at_least", kFlat},
    {"minimum_seats", kSeats},
    {"minimum_active_share", kSeats},
    {"attach_within_days", kReading},
    {"eligibility", kReading},
});

bool has(Kinds kinds, LeverKind kind) {
  return (kinds & of(kind)) != 0;
}

std::string names(Kinds kinds) {
  std::string out;
  for (std::size_t i = 0; i < kLeverKinds.size(); ++i) {
    if (!has(kinds, static_cast<LeverKind>(i))) continue;
    out += (out.empty() ? "" : ", ") + std::string(kLeverKinds[i]);
  }
  return out;
}

base::Status read_measure(const Section& section, Lever& lever) {
  if (section.find("measure") == nullptr) return {};
  lever.basis.measure = TRY(section.choice<base::Measure>("measure", base::kMeasures));
  const base::Measure measure = lever.basis.measure;
  const bool money = measure == base::Measure::Consumption || measure == base::Measure::Revenue;
  const bool lawful = lever.kind == LeverKind::Growth ? money : measure != base::Measure::Indicator;
  if (lawful) return {};
  return fault(*section.find("measure"),
               "'measure' of " + section.name() + " must be " +
                   (lever.kind == LeverKind::Growth
                        ? "consumption or revenue; growth is a percentage of money"
                        : "consumption, revenue, seats or active_users"));
}

base::Status read_scope(const Section& section, Lever& lever) {
  if (lever.kind == LeverKind::Pool) lever.basis.scope = LeverScope::Programme;
  const Node* given = section.find("scope");
  if (given == nullptr) return {};
  lever.basis.scope = TRY(section.choice<LeverScope>("scope", kLeverScopes));
  const LeverScope scope = lever.basis.scope;
  const bool lawful = scope == LeverScope::Subscription || scope == LeverScope::Customer ||
                      (scope == LeverScope::Earner && lever.kind == LeverKind::Flat);
  if (lawful) return {};
  return fault(*given, "'scope' of " + section.name() + " must be subscription or customer" +
                           (lever.kind == LeverKind::Flat
                                ? ", or earner"
                                : "; what was reached stays with them, whoever the partner is"));
}

// Of one kind all, from low to high.
base::Status read_milestones(const Section& section, Lever& lever) {
  const std::string what = "'milestones' of " + section.name();
  std::vector<Milestone>& all = lever.basis.milestones;
  for (const Node& item : TRY(section.tables("milestones"))) {
    const auto row = TRY(Section::open(item, what, kMilestoneKeys));
    const bool share = row.find("share") != nullptr;
    if (share == (row.find("units") != nullptr)) {
      return fault(item, what + " have either 'units' or 'share' (of the seats)");
    }
    if (!all.empty() && share != lever.basis.of_seats) {
      return fault(item, what + " must all have 'units' or all have 'share'");
    }
    lever.basis.of_seats = share;
    Milestone milestone;
    milestone.at_least = TRY(share ? row.share("share") : row.positive("units"));
    milestone.amount = TRY(row.positive("amount"));
    if (share && milestone.at_least.is_zero()) {
      return fault(item, what + ": 'share' must be above 0");
    }
    if (!all.empty() && milestone.at_least <= all.back().at_least) {
      return fault(item, what + " are out of order: " + milestone.at_least.text() +
                             " does not lie above the one before it; sort them from low to high");
    }
    all.push_back(milestone);
  }
  const Node* list = section.find("milestones");
  if (list == nullptr || !all.empty()) return {};
  return fault(*list, what + " are empty; nothing could be earned");
}

}  // namespace

base::Status check_keys_of_kind(const Section& section, LeverKind kind) {
  for (const KeyRule& rule : kKeyRules) {
    const Node* given = section.find(rule.key);
    if (given != nullptr && !has(rule.allowed, kind)) {
      return fault(*given, "'" + std::string(rule.key) + "' of " + section.name() +
                               " does not belong to kind " +
                               std::string(kLeverKinds[static_cast<std::size_t>(kind)]) +
                               ", but to " + names(rule.allowed) + "; remove it");
    }
  }
  for (const KeyRule& rule : kKeyRules) {
    if (has(rule.needed, kind)) TRY(section.need(rule.key));
  }
  return {};
}

base::Status read_basis(const Section& section, Lever& lever) {
  LeverBasis& basis = lever.basis;
  TRY_STATUS(read_measure(section, lever));
  TRY_STATUS(read_scope(section, lever));
  TRY_STATUS(read_milestones(section, lever));
  if (section.find("starts") != nullptr) basis.starts = TRY(section.month("starts"));
  if (const Node* mark = section.find("start_mark")) {
    basis.start_mark = TRY(section.decimal("start_mark"));
    if (basis.start_mark < base::Decimal())
      return fault(*mark, "'start_mark' of " + section.name() + " must not be below 0");
  }
  basis.baseline_months = TRY(section.whole_or("baseline_months", {1, kBaselineMonthsMax, 12}));
  if (section.find("minimum_baseline") != nullptr)
    basis.minimum_baseline = TRY(section.decimal("minimum_baseline"));
  if (section.find("at_least") != nullptr) basis.at_least = TRY(section.decimal("at_least"));
  if (section.find("rounding") != nullptr)
    lever.rounding = TRY(section.choice<base::Rounding>("rounding", kRoundings));
  return {};
}

base::Status read_gates(const Section& section, Lever& lever) {
  LeverGates& gates = lever.gates;
  if (section.find("minimum_seats") != nullptr)
    gates.minimum_seats = TRY(section.positive("minimum_seats"));
  if (section.find("minimum_active_share") != nullptr)
    gates.minimum_active_share = TRY(section.share("minimum_active_share"));
  if (section.find("attach_within_days") != nullptr)
    gates.attach_within_days = TRY(section.whole_or("attach_within_days", {0, kDaysMax, 0}));
  return {};
}

}  // namespace programs
