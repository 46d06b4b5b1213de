// The naive twin of coverage.cc: each row, each day, each partner asked by itself.
#include <map>

#include "attribution/naive_time.h"
#include "attribution/naive_world.h"

namespace attribution {
namespace {

using naive::Fact;
using naive::World;

std::string gate_of(const World& world, const Fact& fact) {
  std::set<std::string> closed;
  for (const registry::Association& one : world.registry.associations) {
    if (!naive::stands(world, one, fact)) continue;
    const programs::AssociationType& type = world.programme.types[one.type];
    if (!world.programme.parameters.credit_own_use &&
        naive::is_own_use(world, one.partner, fact.subscription, fact.day)) {
      closed.insert("1 SELF_DEALING");
    }
    if (!naive::metering_admits(world, type, fact.subscription)) {
      closed.insert("2 ASSOC_NOT_ALLOWED_FOR_FAMILY");
    }
    if (!naive::channel_admits(world, type, false)) closed.insert("3 ASSOC_NOT_ALLOWED_ON_CHANNEL");
    if (!type.competency) closed.insert("4 ASSOC_NOT_COUNTED");
  }
  return closed.empty() ? std::string() : closed.begin()->substr(2);
}

bool anybody_stood_before(const World& world, const Fact& fact) {
  for (const registry::Association& one : world.registry.associations) {
    if (!one.workload.empty() && one.workload != fact.record->workload) continue;
    if (one.days.to > fact.day && !naive::is_ended(world, one, fact.day)) continue;
    for (base::Day day = one.days.from; day < one.days.to && day < fact.day; day = day + 1) {
      if (naive::reaches(world, one, fact.subscription, day) && !naive::is_ended(world, one, day)) {
        return true;
      }
    }
  }
  return false;
}

std::string reason_of(const World& world, const Fact& fact, base::Decimal part) {
  bool held = !part.is_zero();
  for (std::uint32_t p = 0; p < world.registry.partners.size(); ++p)
    held |= naive::credited_types(world, {p}, fact) != 0;
  if (held) return "NOT_SHARED";
  if (naive::is_csp_day(world, fact.subscription, fact.day)) return "CSP_WITHOUT_PARTNER";
  const std::string gate = gate_of(world, fact);
  if (!gate.empty()) return gate;
  return anybody_stood_before(world, fact) ? "ENDED_NOT_REPLACED" : "NEVER_DESIGNATED";
}

}  // namespace

std::vector<CoverageRow> naive_coverage(std::span<const usage::Record> records,
                                        const registry::Snapshot& registry,
                                        const programs::Programme& programme, base::Month month) {
  const World world{records, registry, programme};
  naive::Shares shares(world);
  std::map<std::vector<std::string>, base::Product> sums;
  for (const Fact& fact : naive::facts_of(world, month)) {
    if (fact.record->measure != base::Measure::Consumption || !fact.residual.empty()) continue;
    const base::Decimal part = shares.credited(fact);
    if (part == base::Decimal::from_integer(1)) continue;
    const std::string& customer = registry[registry[fact.subscription].customer].id;
    sums[{customer, fact.record->currency, reason_of(world, fact, part)}] +=
        base::Product(fact.record->amount) - base::multiply(fact.record->amount, part);
  }
  std::vector<CoverageRow> rows;
  for (const auto& [key, amount] : sums) {
    if (!amount.is_zero()) rows.push_back({key[0], key[1], key[2], amount});
  }
  return rows;
}

}  // namespace attribution
