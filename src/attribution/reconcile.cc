#include "attribution/reconcile.h"

#include <algorithm>
#include <utility>

#include "attribution/closed_gate.h"
#include "attribution/month_facts.h"

namespace attribution {
namespace {

struct Sums {
  base::Product amount;
  base::Product quantity;
};

// What was ingested of one measure and currency, and where each part of it went.
class Account {
 public:
  Account(base::Measure measure, std::string_view currency)
      : measure_(measure), currency_(currency) {
    add("ingested", {});
    add("credited_once", {});
  }

  bool is_of(base::Measure measure, std::string_view currency) const {
    return measure_ == measure && currency_ == currency;
  }
  auto order() const { return std::pair(measure_, std::string_view(currency_)); }

  void add(std::string_view bucket, const Sums& sums) {
    const auto same = [&](const auto& one) { return one.first == bucket; };
    auto at = std::ranges::find_if(buckets_, same);
    if (at == buckets_.end()) at = buckets_.insert(at, {std::string(bucket), {}});
    at->second.amount += sums.amount;
    at->second.quantity += sums.quantity;
  }

  // Its rows by bucket; zeros are left out but for the two that always stand.
  void state(std::vector<ReconcileRow>& out) {
    std::ranges::sort(buckets_, {}, [](const auto& one) -> std::string_view { return one.first; });
    for (const auto& [bucket, sums] : buckets_) {
      const bool stays = bucket == "ingested" || bucket == "credited_once";
      if (!stays && sums.amount.is_zero() && sums.quantity.is_zero()) continue;
      out.push_back({measure_, currency_, bucket, sums.amount, sums.quantity});
    }
  }

 private:
  base::Measure measure_;
  std::string currency_;
  std::vector<std::pair<std::string, Sums>> buckets_;  // a handful
};

class Accounts {
 public:
  Account& of(base::Measure measure, std::string_view currency) {
    const auto found = std::ranges::find_if(
        accounts_, [&](const Account& one) { return one.is_of(measure, currency); });
    return found != accounts_.end() ? *found : accounts_.emplace_back(measure, currency);
  }

  std::vector<ReconcileRow> take() {
    std::ranges::sort(accounts_, {}, &Account::order);
    std::vector<ReconcileRow> out;
    for (Account& one : accounts_)
      one.state(out);
    return out;
  }

 private:
  std::vector<Account> accounts_;
};

Sums part_of(const MonthFact& fact, base::Decimal part) {
  if (part.is_zero()) return {};
  if (part == base::Decimal::from_integer(1))
    return {base::Product(fact.amount), base::Product(fact.quantity)};
  return {base::multiply(fact.amount, part), base::multiply(fact.quantity, part)};
}

// Puts every fact of one subscription and month into its bucket.
void add_place(const usage::SeriesIndex& index, const Standing& standing, Credited& credited,
               base::SubscriptionKey subscription, base::Month month, Accounts& accounts) {
  const usage::Lane* at_hand = nullptr;
  Account* account = nullptr;
  credited.begin(subscription);
  for (const MonthFact& fact : month_facts(index, standing, subscription, month)) {
    const usage::Lane& lane = *fact.lane;
    if (&lane != at_hand) {
      at_hand = &lane;
      account = &accounts.of(lane.measure, index.currency(lane.currency));
    }
    const Sums all{base::Product(fact.amount), base::Product(fact.quantity)};
    account->add("ingested", all);
    if (!fact.residual.empty()) {
      account->add(fact.residual, all);
      continue;
    }
    const base::Decimal part = credited.part(fact);
    const Sums of_all = part_of(fact, part);
    account->add("credited_once", of_all);
    if (part == base::Decimal::from_integer(1)) continue;
    account->add(credited.rest(fact), {all.amount - of_all.amount, all.quantity - of_all.quantity});
  }
}

}  // namespace

std::vector<ReconcileRow> reconcile(const usage::SeriesIndex& index, const Holdings& holdings,
                                    const Standing& standing, base::Month month,
                                    std::span<const usage::UsageLog::RoundingTotal> rounding,
                                    std::span<const usage::QuarantineTotal> quarantined) {
  Accounts accounts;
  Credited credited(index, holdings, standing, month);
  for (std::uint32_t s = 0; s < standing.registry().subscriptions.size(); ++s)
    add_place(index, standing, credited, {s}, month, accounts);
  for (const auto& each : rounding) {
    Account& account = accounts.of(each.measure, each.currency);
    account.add("ingested", {each.amount, each.quantity});
    account.add("rounding", {each.amount, each.quantity});
  }
  for (const usage::QuarantineTotal& each : quarantined) {
    accounts.of(each.measure, each.currency)
        .add("quarantined", {base::Product(each.amount), base::Product(each.quantity)});
  }
  return accounts.take();
}

}  // namespace attribution
