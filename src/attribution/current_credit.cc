#include "attribution/current_credit.h"

#include <algorithm>

#include "base/check.h"

namespace attribution {

base::Result<CurrentCredit> CurrentCredit::of(const usage::SeriesIndex& index,
                                              const Standing& standing, CreditQuery query,
                                              WorkloadNumber workload_number) {
  ASSERT(!query.keys.empty() && query.keys.front() == CreditKey::Partner && query.partner.empty());
  CurrentCredit out(index, standing, std::move(query), std::move(workload_number));
  const registry::Snapshot& registry = standing.registry();
  out.associations_.resize(registry.partners.size());
  out.credit_.resize(registry.partners.size());
  for (const registry::Association& association : registry.associations) {
    out.associations_[association.partner.number].push_back(association);
    out.partner_of_[association.id] = association.partner;
  }
  for (std::uint32_t p = 0; p < registry.partners.size(); ++p)
    TRY_STATUS(out.compute({p}));
  return out;
}

base::Status CurrentCredit::compute(base::PartnerKey partner) {
  const Holdings holdings = compile(*standing_, associations_[partner.number], workload_number_);
  CreditQuery query = query_;
  query.partner = standing_->registry()[partner].id;
  credit_[partner.number] = TRY(credit(*index_, holdings, *standing_, query, 1));
  return {};
}

// Takes the association out; gives whose it was, if there was one.
base::PartnerKey CurrentCredit::take(std::string_view id) {
  const auto known = partner_of_.find(std::string(id));
  if (known == partner_of_.end()) return {};
  const base::PartnerKey partner = known->second;
  std::erase_if(associations_[partner.number],
                [&](const registry::Association& association) { return association.id == id; });
  partner_of_.erase(known);
  return partner;
}

base::Status CurrentCredit::put(registry::Association association) {
  const base::PartnerKey before = take(association.id);
  const base::PartnerKey now = association.partner;
  partner_of_[association.id] = now;
  associations_[now.number].push_back(std::move(association));
  TRY_STATUS(compute(now));
  return before.exists() && before != now ? compute(before) : base::Status();
}

base::Status CurrentCredit::remove(std::string_view id) {
  const base::PartnerKey before = take(id);
  return before.exists() ? compute(before) : base::Status();
}

std::vector<CreditRow> CurrentCredit::rows() const {
  const registry::Snapshot& registry = standing_->registry();
  std::vector<std::uint32_t> order;
  order.reserve(credit_.size());
  for (std::uint32_t p = 0; p < credit_.size(); ++p)
    order.push_back(p);
  std::ranges::sort(order, {}, [&](std::uint32_t p) { return registry.partners[p].id; });
  std::vector<CreditRow> out;
  for (const std::uint32_t p : order)
    std::ranges::move(credit_[p].rows(), std::back_inserter(out));
  return out;
}

}  // namespace attribution
