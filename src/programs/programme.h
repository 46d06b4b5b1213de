// A programme version: the vendor's published rules as data. Parsed from TOML (load.h), immutable
// once used. Which partner stands where is in the registry; what follows from it is decided here.
// Format: docs/formats/programme.md; what follows from it: docs/domain/rules.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/decimal.h"
#include "base/result.h"
#include "base/terms.h"
#include "programs/competency.h"
#include "programs/eligibility.h"
#include "programs/lever_terms.h"

namespace programs {

// Association types are rows of the programme, addressed by their place in it. The place is also
// the order in which labels are shown (domain 5.3.3).
using TypeIndex = std::uint8_t;
using TypeMask = std::uint32_t;  // one bit per type
inline constexpr std::size_t kTypesMax = 32;

enum class ChannelGate : std::uint8_t { Any, CspOnly, NotCsp };
enum class ChannelParty : std::uint8_t { Transacting, Reseller };

// A sales-channel period names its partners; this row says which type they get by themselves.
struct Recognition {
  base::Channel channel;
  ChannelParty party;
  friend bool operator==(const Recognition&, const Recognition&) = default;
};

// What an association opens to its partner. Rules: docs/domain/access.md#who-sees-what.
enum class DataProfile : std::uint8_t { None, Sale, Service, Seats, Deal };

struct AssociationType {
  std::string code;  // as in associations.csv, lower case
  std::string name;
  ChannelGate channels = ChannelGate::Any;
  std::vector<base::Metering> meterings;  // empty: any
  std::string exclusive;  // types with the same key exclude each other per subscription and day
  bool exclusive_per_workload = false;  // and workload; one for every workload meets each
  std::string needs;  // code of a type that must hold on every day of this one; empty: none
  bool competency = true;
  bool incentive = false;
  std::vector<base::Measure> covers;  // what its holder may earn on; empty: any
  // Credited with the month's usage by its share of the time with access, not by the day.
  bool continuous = false;
  std::optional<int> month_hours;  // how long a month is for that; none: as long as it is
  DataProfile data_profile = DataProfile::None;
  std::vector<Recognition> recognised;

  bool allows(base::Metering metering) const;
  bool allows(base::Channel channel) const;
  bool allows_no_channel() const { return channels != ChannelGate::CspOnly; }
  bool covers_measure(base::Measure measure) const;
  // In which workload an association of this type excludes others; empty: in all.
  std::string_view excludes_in(std::string_view workload) const {
    return exclusive_per_workload ? workload : std::string_view();
  }
  friend bool operator==(const AssociationType&, const AssociationType&) = default;
};

// What a product must match; an empty list matches everything. Texts compare without case.
struct ProductFilter {
  std::vector<std::string> families;
  std::vector<std::string> products;
  std::vector<std::string> workloads;
  std::vector<base::Metering> meterings;
  bool matches(std::string_view product, std::string_view family, base::Metering metering,
               std::string_view workload) const;
  // With whatever workload.
  bool matches(std::string_view product, std::string_view family, base::Metering metering) const;
  friend bool operator==(const ProductFilter&, const ProductFilter&) = default;
};

// Credit of matching products counts towards the competency. Empty measures: all of them.
struct CompetencyMap {
  std::string competency;
  ProductFilter filter;
  std::vector<base::Measure> measures;
  friend bool operator==(const CompetencyMap&, const CompetencyMap&) = default;
};

enum class LeverKind : std::uint8_t {
  PercentOfConsumption,
  PercentOfRevenue,
  PerActiveUnit,
  PerSeat,
  HighWaterMark,      // per active unit above the highest month before
  Milestone,          // an amount for reaching a number of active units, once
  Growth,             // percent of what a month is above an earlier one
  DailyEarnedCredit,  // percent of consumption on days with access all day
  Flat,               // an amount in every month in which enough is used
  Pool,               // an amount of the month that all earners share
  Manual              // amounts that the operator gives
};

// Value in force on usage days [from, to).
struct Rate {
  base::DayRange in_force;
  base::Decimal rate;
  friend bool operator==(const Rate&, const Rate&) = default;
};

// A band of a base: above the band before it, up to `until` (included); the last has no bound.
struct Tier {
  std::optional<base::Decimal> until;
  base::Decimal rate;
  friend bool operator==(const Tier&, const Tier&) = default;
};
enum class TierMode : std::uint8_t { Marginal, Whole };

// The most that a lever and its accelerators pay together in one window to one scope, in one
// currency; what is earned in another is not capped by it.
enum class CapScope : std::uint8_t { Subscription, Customer, Earner };
enum class CapWindow : std::uint8_t { Month, Half, Year };  // of the programme's year
struct Cap {
  CapScope scope = CapScope::Customer;
  CapWindow window = CapWindow::Month;
  base::Decimal amount;
  std::string currency;
  friend bool operator==(const Cap&, const Cap&) = default;
};

struct Lever {
  std::string code;
  std::string name;
  LeverKind kind = LeverKind::PercentOfConsumption;
  TypeMask roles = 0;  // the types whose holder earns: one holder per subscription and day
  // The roles, the one that earns before the others first; empty: in the order of the programme.
  std::vector<TypeIndex> precedence;
  ProductFilter filter;
  std::vector<Rate> rates;  // disjoint, sorted; of HighWaterMark for a unit, of Flat, Pool amounts
  std::vector<Tier> tiers;  // by bound
  TierMode tier_mode = TierMode::Marginal;
  std::vector<Cap> caps;                     // in the order in which they cut: by scope
  std::optional<std::uint32_t> accelerates;  // a lever before this one whose caps hold for both
  std::vector<Rate> unit_values;             // of kinds that multiply it: rate card value of a unit
  std::string currency;                      // of the rate card; empty: that of the usage
  Eligibility eligibility;                   // asked of the earner, before anything is paid
  std::optional<base::Decimal> coop_share;   // part of the earning paid as co-op, 0 < share < 1
  bool invented = false;                     // the rate is not a published one
  LeverGates gates;
  LeverBasis basis;
  std::optional<base::Rounding> rounding;  // its own, in place of the programme's

  base::Measure measure() const;  // Requires: it reads usage
  bool reads_usage() const { return kind != LeverKind::Manual; }
  bool in_units() const;   // its base are units, else money
  bool priced() const;     // a unit has a value, and the rate is a share of it
  bool over_mark() const;  // pays what lies above a mark of earlier months
  bool fixed() const;      // pays amounts, shared by bases
  bool has_begun(base::Month month) const { return !basis.starts || *basis.starts <= month; }
  // The place of the first of its roles among `types`; a lower one earns before a higher one.
  // Requires: one of them is.
  std::size_t place(TypeMask types) const;
  const Rate* rate_on(base::Day day) const;
  const Rate* unit_value_on(base::Day day) const;
  friend bool operator==(const Lever&, const Lever&) = default;
};

// Full: every associated partner is credited with all of it. Shared: with its agreed share.
enum class CreditMode : std::uint8_t { Full, Shared };

// Domain 5.9. A parameter that no rule reads yet is still checked and stored.
struct Parameters {
  std::string time_zone = "UTC";
  std::string currency = "USD";
  std::string fiscal_year_start = "07-01";
  int snapshot_day = 0;     // 0: LAST, else 1..28
  int eligibility_day = 0;  // 0: LAST, else 1..28
  base::Rounding rounding = base::Rounding::HalfEven;
  CreditMode credit_mode = CreditMode::Full;
  bool credit_own_use = false;
  bool customers_see_rates = false;
  bool count_non_csp_associations_on_csp = true;
  int future_dating_max_days = 90;
  int customer_backdating_days = 0;
  int operator_backdating_max_days = 90;
  int late_usage_credit_months = 13;
  int late_usage_earning_months = 6;
  int usage_after_end_days = 31;                                       // domain X17
  base::Decimal payment_threshold = base::Decimal::from_integer(200);  // in `currency`
  int recoup_months = 12;
  base::Decimal coop_threshold = base::Decimal::from_integer(10'000);  // in `currency`
  int coop_usage_months = 6;  // after the half-year of a fund
  int coop_claim_months = 2;  // after those
  int earning_dispute_days = 60;
  int dispute_decision_days = 30;
  // All of 5.9 in its order, name and text, with those that no field above holds.
  std::vector<std::pair<std::string, std::string>> texts;
  friend bool operator==(const Parameters&, const Parameters&) = default;
};

// The first month of the window in which `month` lies.
base::Month window_start(const Parameters& parameters, CapWindow window, base::Month month);

// The day of `month` on which stocks are read.
base::Day snapshot_day(const Parameters& parameters, base::Month month);

// The day of `month` that decides who is eligible in it.
base::Day eligibility_day(const Parameters& parameters, base::Month month);

// A worked example that must pass before the programme can be activated: a scenario text
// (docs/formats/scenario.md).
struct Example {
  std::string name;
  std::string scenario;
};

struct Programme {
  std::string code;
  std::string name;
  std::string version;
  Parameters parameters;
  std::vector<AssociationType> types;
  std::vector<MarketClass> market_classes;
  std::vector<Competency> competencies;
  std::vector<CompetencyMap> competency_maps;
  std::vector<Lever> levers;
  std::vector<Example> examples;
  std::string source;  // the TOML text, stored as it was read

  std::optional<TypeIndex> type(std::string_view code) const;
  // The caps that hold for a lever: its own, or those of the lever that it accelerates.
  const std::vector<Cap>& caps_of(const Lever& lever) const {
    return lever.accelerates ? levers[*lever.accelerates].caps : lever.caps;
  }
  // What a lever asks of its earner, the lever that it accelerates first.
  std::vector<const Eligibility*> asked_by(const Lever& lever) const;
  const Competency* competency(std::string_view code) const;  // null: there is none
  // The class whose list names the country; empty: none does.
  std::string_view market_class(std::string_view country) const;
  // Codes joined by '+' in the order of the programme.
  std::string labels(TypeMask mask) const;
  // The types with which a partner is credited by the day, and by the time with access.
  TypeMask credited_by_day() const;
  TypeMask credited_by_time() const;
};

// How far back one must look to say what a lever pays in `month`: the first month whose lines count
// (they use up a cap, they have been paid a milestone), and the first whose usage does.
struct LookBack {
  base::Month lines;
  base::Month usage;
};
LookBack look_back(const Programme& programme, const Lever& lever, base::Month month);
// The first month whose usage matters to what any lever pays in `month`.
base::Month first_needed(const Programme& programme, base::Month month);

}  // namespace programs
