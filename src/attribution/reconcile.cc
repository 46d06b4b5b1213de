#include "attribution/reconcile.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "attribution/month_facts.h"

namespace attribution {
namespace {

// Sums by measure, currency and bucket, in the order of the answer.
class Buckets {
 public:
  void add(base::Measure measure, std::string_view currency, std::string_view bucket,
           const base::Product& amount, const base::Product& quantity) {
    ReconcileRow& row = rows_[{measure, std::string(currency), std::string(bucket)}];
    row.measure = measure;
    row.currency = currency;
    row.bucket = bucket;
    row.amount += amount;
    row.quantity += quantity;
  }

  std::vector<ReconcileRow> take() {
    std::vector<ReconcileRow> out;
    for (auto& [key, row] : rows_) {
      const bool stays = row.bucket == "ingested" || row.bucket == "credited_once";
      if (stays || !row.amount.is_zero() || !row.quantity.is_zero()) out.push_back(std::move(row));
    }
    return out;
  }

 private:
  std::map<std::tuple<base::Measure, std::string, std::string>, ReconcileRow> rows_;
};

// Why nobody is credited with a fact that counts: the first reason that a standing association
// gives, in the order of docs/domain/rules.md#5-reconciliation-of-a-month.
std::string_view residual(const Standing& standing, base::SubscriptionKey subscription,
                          std::string_view workload, base::Day day) {
  if (standing.is_csp_day(subscription, day)) return "csp_without_partner";
  bool own_use = false, family = false, channel = false, not_counted = false;
  std::vector<Stretch> stretches;
  for (const registry::Association* association : standing.reaching(subscription)) {
    if (!association->days.contains(day)) continue;
    if (!association->workload.empty() && association->workload != workload) continue;
    standing.cut(*association, subscription, stretches);
    for (const Stretch& stretch : stretches) {
      if (!stretch.days.contains(day)) continue;
      own_use |= stretch.own_use;
      family |= !stretch.family_fits;
      channel |= !stretch.channel_open;
      not_counted |= !standing.programme().types[association->type].competency;
    }
  }
  if (own_use) return "SELF_DEALING";
  if (family) return "ASSOC_NOT_ALLOWED_FOR_FAMILY";
  if (channel) return "ASSOC_NOT_ALLOWED_ON_CHANNEL";
  return not_counted ? "ASSOC_NOT_COUNTED" : "no_association";
}

programs::TypeMask competency_types(const programs::Programme& programme) {
  programs::TypeMask out = 0;
  for (std::size_t t = 0; t < programme.types.size(); ++t) {
    if (programme.types[t].competency) out |= programs::TypeMask{1} << t;
  }
  return out;
}

// Puts every fact of one subscription and month into its bucket.
void add_place(const usage::SeriesIndex& index, const Holdings& holdings, const Standing& standing,
               base::SubscriptionKey subscription, base::Month month, programs::TypeMask types,
               Buckets& buckets) {
  std::uint32_t workload = Holding::kEveryWorkload;
  std::vector<Holdings::Holder> holders;
  for (const MonthFact& fact : month_facts(index, standing, subscription, month)) {
    const usage::Lane& lane = *fact.lane;
    const std::string_view currency = index.currency(lane.currency);
    const base::Product amount(fact.amount);
    const base::Product quantity(fact.quantity);
    std::string_view bucket = fact.residual;
    if (bucket.empty()) {
      if (lane.workload != workload) {
        workload = lane.workload;
        holders = holdings.holders(subscription, workload);
      }
      const bool credited = std::ranges::any_of(holders, [&](const Holdings::Holder& holder) {
        return (holder.types_on(fact.day) & types) != 0;
      });
      bucket = credited ? "credited_once"
                        : residual(standing, subscription, index.workload(workload), fact.day);
    }
    buckets.add(lane.measure, currency, "ingested", amount, quantity);
    buckets.add(lane.measure, currency, "credited_once", {}, {});
    buckets.add(lane.measure, currency, bucket, amount, quantity);
  }
}

}  // namespace

std::vector<ReconcileRow> reconcile(const usage::SeriesIndex& index, const Holdings& holdings,
                                    const Standing& standing, base::Month month,
                                    std::span<const usage::UsageLog::RoundingTotal> rounding,
                                    std::span<const usage::QuarantineTotal> quarantined) {
  Buckets buckets;
  const programs::TypeMask types = competency_types(standing.programme());
  for (std::uint32_t s = 0; s < standing.registry().subscriptions.size(); ++s) {
    add_place(index, holdings, standing, {s}, month, types, buckets);
  }
  for (const auto& each : rounding) {
    buckets.add(each.measure, each.currency, "ingested", each.amount, each.quantity);
    buckets.add(each.measure, each.currency, "rounding", each.amount, each.quantity);
  }
  for (const usage::QuarantineTotal& each : quarantined) {
    buckets.add(each.measure, each.currency, "ingested", {}, {});
    buckets.add(each.measure, each.currency, "credited_once", {}, {});
    buckets.add(each.measure, each.currency, "quarantined", base::Product(each.amount),
                base::Product(each.quantity));
  }
  return buckets.take();
}

}  // namespace attribution
