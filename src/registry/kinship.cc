#include "registry/kinship.h"

#include <algorithm>

namespace registry {

using base::CustomerKey;
using base::Day;

Joined::Joined(std::size_t customers) {
  under_.reserve(customers);
  for (std::uint32_t i = 0; i < customers; ++i)
    under_.push_back({i});
}

CustomerKey Joined::root(CustomerKey key) const {
  while (under_[key.number].above != key.number)
    key.number = under_[key.number].above;
  return key;
}

// The smaller tree goes under the larger one, so that ways stay short.
void Joined::join(CustomerKey a, CustomerKey b, Day day) {
  CustomerKey small = root(a), large = root(b);
  if (small == large) return;
  if (under_[large.number].size < under_[small.number].size) std::swap(small, large);
  under_[small.number].above = large.number;
  under_[small.number].since = day;
  under_[large.number].size += under_[small.number].size;
}

Day Joined::since(CustomerKey a, CustomerKey b) const {
  Day day = Day::min();
  if (a == b || under_.empty()) return a == b ? day : Day::forever();
  while (a != b) {
    CustomerKey& lower = under_[b.number].since < under_[a.number].since ? b : a;
    const Under& step = under_[lower.number];
    if (step.above == lower.number) return Day::forever();
    day = std::max(day, step.since);
    lower.number = step.above;
  }
  return day;
}

Kinship::Kinship(const Snapshot& snapshot)
    : mergers_(snapshot.mergers),
      one_(mergers_.empty() ? 0 : snapshot.customers.size()),
      house_(one_) {
  join();
}

Kinship::Kinship(const Snapshot& snapshot, const Directory& directory,
                 const std::vector<ChangeSet::MergerRow>& rows)
    : mergers_(snapshot.mergers),
      one_(mergers_.empty() && rows.empty() ? 0 : snapshot.customers.size()),
      house_(one_) {
  for (const ChangeSet::MergerRow& row : rows) {
    mergers_.push_back({directory.customer(row.merged_id), directory.customer(row.survivor_id),
                        row.from, row.kind});
  }
  join();
}

void Kinship::join() {
  std::ranges::stable_sort(mergers_, {}, &Merger::from);
  for (const Merger& one : mergers_) {
    house_.join(one.merged, one.survivor, one.from);
    if (one.kind == base::MergerKind::TenantMerged) one_.join(one.merged, one.survivor, one.from);
  }
  kin_ = members(mergers_, one_);
  in_house_ = members(mergers_, house_);
}

std::vector<Kinship::Member> Kinship::members(const std::vector<Merger>& mergers,
                                              const Joined& joined) {
  std::vector<Member> out;
  for (const Merger& one : mergers) {
    out.emplace_back(joined.root(one.merged), one.merged);
    out.emplace_back(joined.root(one.survivor), one.survivor);
  }
  std::ranges::sort(out);
  const auto twice = std::ranges::unique(out);
  out.erase(twice.begin(), twice.end());
  return out;
}

Day Kinship::one_since(CustomerKey a, CustomerKey b) const {
  return one_.since(a, b);
}

Day Kinship::house_since(CustomerKey a, CustomerKey b) const {
  return house_.since(a, b);
}

Day Kinship::own_since(const Snapshot& snapshot, CustomerKey customer, std::string_view id) const {
  if (snapshot[customer].id == id) return Day::min();
  if (none()) return Day::forever();
  const auto [first, last] =
      std::ranges::equal_range(in_house_, house_.root(customer), {}, &Member::first);
  for (auto member = first; member != last; ++member) {
    if (snapshot[member->second].id == id) return house_since(customer, member->second);
  }
  return Day::forever();
}

std::vector<CustomerKey> Kinship::kin(CustomerKey customer) const {
  std::vector<CustomerKey> out;
  if (none()) return out;
  const auto [first, last] =
      std::ranges::equal_range(kin_, one_.root(customer), {}, &Member::first);
  for (auto member = first; member != last; ++member) {
    if (member->second != customer) out.push_back(member->second);
  }
  return out;
}

CustomerKey Kinship::survivor(CustomerKey customer, Day day) const {
  for (std::size_t i = 0; i < mergers_.size();) {
    const Merger& one = mergers_[i];
    const bool goes_on =
        one.kind == base::MergerKind::TenantMerged && one.merged == customer && one.from <= day;
    if (goes_on) customer = one.survivor;
    i = goes_on ? 0 : i + 1;
  }
  return customer;
}

bool Kinship::acts_for(CustomerKey actor, CustomerKey owner, Day day) const {
  std::vector<CustomerKey> owners{owner};  // then who acquired one of them, and so on
  std::vector<bool> passed(mergers_.size(), false);
  for (std::size_t at = 0; at < owners.size(); ++at) {
    if (one_since(actor, owners[at]) <= day) return true;
    for (std::size_t i = 0; i < mergers_.size(); ++i) {
      const Merger& one = mergers_[i];
      const bool leads_on = !passed[i] && one.kind == base::MergerKind::Acquired &&
                            one.from <= day && one_since(one.merged, owners[at]) <= day;
      if (!leads_on) continue;
      passed[i] = true;
      owners.push_back(one.survivor);
    }
  }
  return false;
}

bool acts_for(const Snapshot& snapshot, std::string_view actor, std::string_view owner, Day day) {
  if (actor == owner) return true;
  if (snapshot.mergers.empty()) return false;
  const Directory directory(snapshot);
  const CustomerKey first = directory.customer(actor), second = directory.customer(owner);
  return first.exists() && second.exists() && Kinship(snapshot).acts_for(first, second, day);
}

}  // namespace registry
