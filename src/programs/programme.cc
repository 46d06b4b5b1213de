#include "programs/programme.h"

#include <algorithm>
#include <bit>

#include "base/check.h"

namespace programs {
namespace {

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

bool lists(const std::vector<std::string>& wanted, std::string_view word) {
  return wanted.empty() ||
         std::ranges::any_of(wanted, [&](const auto& one) { return same_word(one, word); });
}

template <class Value>
bool lists(const std::vector<Value>& wanted, Value value) {
  return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

const Rate* in_force_on(const std::vector<Rate>& rates, base::Day day) {
  const auto found =
      std::ranges::find_if(rates, [&](const Rate& rate) { return rate.in_force.contains(day); });
  return found == rates.end() ? nullptr : &*found;
}

// A day of every month: 1 to 28, or 0 for the last.
base::Day day_of(base::Month month, int day) {
  if (day == 0) return month.last();
  ASSERT(day >= 1 && day <= 28);
  return month.first() + (day - 1);
}

}  // namespace

bool AssociationType::allows(base::Metering metering) const {
  return lists(meterings, metering);
}

bool AssociationType::allows(base::Channel channel) const {
  if (channels == ChannelGate::Any) return true;
  return base::is_csp(channel) == (channels == ChannelGate::CspOnly);
}

bool AssociationType::covers_measure(base::Measure measure) const {
  return lists(covers, measure);
}

bool ProductFilter::matches(std::string_view product, std::string_view family,
                            base::Metering metering, std::string_view workload) const {
  return matches(product, family, metering) && lists(workloads, workload);
}

bool ProductFilter::matches(std::string_view product, std::string_view family,
                            base::Metering metering) const {
  return lists(meterings, metering) && lists(families, family) && lists(products, product);
}

base::Measure Lever::measure() const {
  switch (kind) {
    case LeverKind::PercentOfConsumption:
    case LeverKind::DailyEarnedCredit: return base::Measure::Consumption;
    case LeverKind::PercentOfRevenue: return base::Measure::Revenue;
    case LeverKind::PerActiveUnit:
    case LeverKind::HighWaterMark:
    case LeverKind::Milestone: return base::Measure::ActiveUsers;
    case LeverKind::PerSeat: return base::Measure::Seats;
    case LeverKind::Growth:
    case LeverKind::Flat:
    case LeverKind::Pool: return basis.measure;
    case LeverKind::Manual: break;
  }
  ASSERT(false);
  return base::Measure::Consumption;
}

bool Lever::in_units() const {
  if (kind == LeverKind::DailyEarnedCredit) return !currency.empty();
  return reads_usage() && base::is_stock(measure());
}

bool Lever::priced() const {
  return in_units() && (kind == LeverKind::PerActiveUnit || kind == LeverKind::PerSeat ||
                        kind == LeverKind::DailyEarnedCredit);
}

bool Lever::over_mark() const {
  return kind == LeverKind::HighWaterMark || kind == LeverKind::Growth;
}

bool Lever::fixed() const {
  return kind == LeverKind::Milestone || kind == LeverKind::Flat || kind == LeverKind::Pool;
}

std::size_t Lever::place(TypeMask types) const {
  ASSERT((types & roles) != 0);
  const auto first =
      std::ranges::find_if(precedence, [&](TypeIndex type) { return (types >> type & 1U) != 0; });
  if (first != precedence.end()) return static_cast<std::size_t>(first - precedence.begin());
  return static_cast<std::size_t>(std::countr_zero(types & roles));
}

const Rate* Lever::rate_on(base::Day day) const {
  return in_force_on(rates, day);
}
const Rate* Lever::unit_value_on(base::Day day) const {
  return in_force_on(unit_values, day);
}

base::Month window_start(const Parameters& parameters, CapWindow window, base::Month month) {
  if (window == CapWindow::Month) return month;
  const int first = std::stoi(parameters.fiscal_year_start.substr(0, 2)) - 1;
  const int since = (month.number % 12 - first + 12) % 12;
  return month + -(window == CapWindow::Year ? since : since % 6);
}

LookBack look_back(const Programme& programme, const Lever& lever, base::Month month) {
  LookBack out{month, month};
  for (const Cap& cap : programme.caps_of(lever))
    out.lines = std::min(out.lines, window_start(programme.parameters, cap.window, month));
  const base::Month start = std::min(lever.basis.starts.value_or(month), month);
  if (lever.kind == LeverKind::Milestone) out.lines = std::min(out.lines, start);
  out.usage = std::min(out.lines, start);
  if (lever.kind == LeverKind::Growth) out.usage = out.lines + -lever.basis.baseline_months;
  return out;
}

base::Month first_needed(const Programme& programme, base::Month month) {
  base::Month first = month;
  for (const Lever& lever : programme.levers)
    first = std::min(first, look_back(programme, lever, month).usage);
  return first;
}

base::Day snapshot_day(const Parameters& parameters, base::Month month) {
  return day_of(month, parameters.snapshot_day);
}

base::Day eligibility_day(const Parameters& parameters, base::Month month) {
  return day_of(month, parameters.eligibility_day);
}

std::vector<const Eligibility*> Programme::asked_by(const Lever& lever) const {
  std::vector<const Eligibility*> out;
  if (lever.accelerates) out.push_back(&levers[*lever.accelerates].eligibility);
  out.push_back(&lever.eligibility);
  return out;
}

std::optional<TypeIndex> Programme::type(std::string_view wanted) const {
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (types[i].code == wanted) return static_cast<TypeIndex>(i);
  }
  return std::nullopt;
}

const Competency* Programme::competency(std::string_view wanted) const {
  const auto found = std::ranges::find(competencies, wanted, &Competency::code);
  return found == competencies.end() ? nullptr : &*found;
}

std::string_view Programme::market_class(std::string_view country) const {
  for (const MarketClass& one : market_classes) {
    if (std::ranges::count(one.countries, country) > 0) return one.code;
  }
  return {};
}

std::string Programme::labels(TypeMask mask) const {
  std::string joined;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if ((mask >> i & 1U) == 0) continue;
    if (!joined.empty()) joined += '+';
    joined += types[i].code;
  }
  return joined;
}

TypeMask Programme::credited_by_day() const {
  TypeMask out = 0;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (types[i].competency && !types[i].continuous) out |= TypeMask{1} << i;
  }
  return out;
}

TypeMask Programme::credited_by_time() const {
  TypeMask out = 0;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (types[i].competency && types[i].continuous) out |= TypeMask{1} << i;
  }
  return out;
}

}  // namespace programs
