// Reach: what a partner may see = where its associations hold ∩ what is agreed on ∩ what the data
// profile of their types opens, by subscription, workload, day and data class. This is the one
// implementation of that intersection; naive_reach.h is its model. Rules: docs/domain/access.md.
#pragma once

#include <array>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "access/consent.h"
#include "access/data_class.h"
#include "attribution/holdings.h"

namespace rights {

inline constexpr std::uint32_t kEveryWorkload = attribution::Holding::kEveryWorkload;
// The number of a workload, kEveryWorkload for one that nobody numbered.
using WorkloadNumber = std::function<std::uint32_t(std::string_view)>;

// Who looks.
struct Looker {
  base::PartnerKey partner;
  bool sees_money = false;  // billed revenue is for some persons of the partner only
};

// What one partner sees. Holds no references.
class Reach {
 public:
  // Of data that belongs to the whole subscription `workload` is kEveryWorkload: who is associated
  // with a part only sees the part.
  bool sees(base::SubscriptionKey subscription, std::uint32_t workload, base::Day day,
            DataClass one) const;
  // Disjoint and sorted.
  std::span<const base::DayRange> days(base::SubscriptionKey subscription, std::uint32_t workload,
                                       DataClass one) const;
  // In the order of the keys, each of which something is seen.
  template <class See>
  void for_each_subscription(See see) const {
    for (std::size_t i = 0; i < lanes_.size(); ++i)
      if (i == 0 || lanes_[i - 1].subscription != lanes_[i].subscription)
        see(lanes_[i].subscription);
  }
  // The workloads of a subscription that are seen on their own, and kEveryWorkload at last.
  std::vector<std::uint32_t> workloads(base::SubscriptionKey subscription) const;
  // What is seen by both. Requires: both number workloads alike.
  Reach within(const Reach& other) const;

 private:
  friend class ReachCompiler;
  // A workload that is named also has what is seen of every workload, and replaces it.
  struct Lane {
    base::SubscriptionKey subscription;
    std::uint32_t workload = kEveryWorkload;
    std::array<std::uint32_t, kShareableClasses + 1> first{};  // per class, into days_
  };
  const Lane* find(base::SubscriptionKey subscription, std::uint32_t workload) const;

  std::vector<Lane> lanes_;  // by (subscription, workload)
  std::vector<base::DayRange> days_;
};

// Why something is seen on a day, or is not.
struct Verdict {
  DataClass data_class = DataClass::Usage;
  bool sees = false;
  std::string code;         // of the first thing that stands in the way; empty: nothing does
  std::string association;  // through which it is seen, or nearly; empty: there is none
  std::string consent;      // the receipt; "programme_rule"
};

// Compiles reaches of one registry. What is passed in must outlive it.
class ReachCompiler {
 public:
  // `today`: nobody sees further, and other partners are seen while an association holds.
  ReachCompiler(const attribution::Standing& standing, const Consents& consents,
                WorkloadNumber workload_number, base::Day today);

  Reach of(Looker looker) const;
  // Of these subscriptions only, as if all days that are agreed on had come: since when, until
  // when.
  Reach planned(Looker looker, std::span<const std::uint32_t> subscriptions) const;
  // One for each class, of data of the whole subscription.
  std::vector<Verdict> verdicts(Looker looker, base::SubscriptionKey subscription,
                                base::Day day) const;

 private:
  // What one association opens at one subscription.
  struct Opening {
    std::vector<base::DayRange> held;  // all gates are open; disjoint, apart, sorted
    ClassMask profile = 0;
    Agreed agreed;
    LastWord word;
  };
  struct Piece;
  std::span<const std::uint32_t> associations_of(base::PartnerKey partner) const;
  void open(const registry::Association& association, base::SubscriptionKey subscription,
            Opening& out) const;
  void add_pieces(const registry::Association& association, base::SubscriptionKey subscription,
                  base::Day horizon, std::vector<Piece>& out) const;
  static Reach joined(std::vector<Piece> pieces, Looker looker);
  Verdict verdict(const registry::Association& association, const Opening& opening, DataClass one,
                  Looker looker, base::Day day) const;
  std::string gate_code(const registry::Association& association,
                        base::SubscriptionKey subscription, base::Day day) const;

  const attribution::Standing& standing_;
  const Consents& consents_;
  WorkloadNumber workload_number_;
  base::Day today_;
  std::vector<std::uint32_t> partner_first_, by_partner_;  // positions of associations
};

}  // namespace rights
