#include "access/consent.h"

#include <algorithm>
#include <tuple>

namespace rights {
namespace {

constexpr std::string_view kConsentWithdrawn = "CONSENT_WITHDRAWN";

}  // namespace

const Receipt* ConsentBook::find(std::string_view id) const {
  const auto found = std::ranges::find(receipts, id, &Receipt::id);
  return found == receipts.end() ? nullptr : &*found;
}

std::int64_t ConsentBook::revision(std::string_view customer, std::string_view partner) const {
  const auto between = [&](const auto& one) {
    return one.customer == customer && one.partner == partner;
  };
  return std::ranges::count_if(receipts, between) + std::ranges::count_if(withdrawals, between);
}

Agreed agreed(const LastWord& word, const registry::Association& association) {
  if (word.withdrawal != nullptr) return {};
  const bool said_since = word.receipt != nullptr && association.recorded < word.receipt->commit;
  if (association.end_reason == kConsentWithdrawn && !said_since) return {};
  if (word.receipt != nullptr) return {word.receipt->classes, word.receipt->days};
  return {kUsual, {}};
}

Consents::Consents(const ConsentBook& book, const registry::Snapshot& registry, base::Day today)
    : registry_(registry), kinship_(registry), today_(today) {
  const registry::Directory directory(registry);
  for (const Receipt& one : book.receipts)
    add(directory, one.commit, one.customer, one.partner, one.subscription, {&one, nullptr});
  for (const Withdrawal& one : book.withdrawals)
    add(directory, one.commit, one.customer, one.partner, one.subscription, {nullptr, &one});
  const auto order = [](const Said& said) {
    return std::tuple(said.partner, said.scope, said.commit);
  };
  std::ranges::sort(named_, {}, order);
  std::ranges::sort(wide_, {}, order);
}

void Consents::add(const registry::Directory& directory, base::CommitNumber commit,
                   std::string_view customer, std::string_view partner,
                   std::string_view subscription, LastWord word) {
  const bool wide = subscription.empty();
  const std::uint32_t scope =
      wide ? directory.customer(customer).number : directory.subscription(subscription).number;
  (wide ? wide_ : named_).push_back({directory.partner(partner), scope, commit, word});
}

const Consents::Said* Consents::find(const std::vector<Said>& all, base::PartnerKey partner,
                                     std::uint32_t scope) {
  const auto end = std::ranges::upper_bound(all, std::pair(partner, scope), {}, [](const Said& s) {
    return std::pair(s.partner, s.scope);
  });
  if (end == all.begin()) return nullptr;
  const Said& last = *std::prev(end);
  return last.partner == partner && last.scope == scope ? &last : nullptr;
}

LastWord Consents::last(base::PartnerKey partner, base::SubscriptionKey subscription) const {
  if (named_.empty() && wide_.empty()) return {};
  const Said* last = find(named_, partner, subscription.number);
  const auto hear = [&](base::CustomerKey customer) {
    const Said* said = find(wide_, partner, customer.number);
    if (said != nullptr && (last == nullptr || last->commit < said->commit)) last = said;
  };
  const base::CustomerKey owner = registry_[subscription].customer;
  hear(owner);
  if (!kinship_.none()) {
    for (const base::CustomerKey other : kinship_.kin(owner)) {
      if (kinship_.one_since(owner, other) <= today_) hear(other);
    }
  }
  return last == nullptr ? LastWord{} : last->word;
}

}  // namespace rights
