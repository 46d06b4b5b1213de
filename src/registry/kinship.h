// Which customers are one, since when, and who acts for whom, as mergers say
// (docs/domain/associations.md#mergers-of-customers).
//
//   A ──04-01──► B ──06-01──► C      A and B are one from 04-01 on, all three from 06-01 on: two
//                                    customers are one since the latest day on the way between them
#pragma once

#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "registry/registry_store.h"
#include "registry/snapshot.h"

namespace registry {

// Customers that were joined on days, joined in order of the days. Each stands under another one,
// and the day on the way up never falls.
class Joined {
 public:
  explicit Joined(std::size_t customers);
  void join(base::CustomerKey a, base::CustomerKey b, base::Day day);
  // min of one with itself, forever when they never meet.
  base::Day since(base::CustomerKey a, base::CustomerKey b) const;
  // The same for all that are ever joined.
  base::CustomerKey root(base::CustomerKey key) const;
  bool none() const { return under_.empty(); }

 private:
  struct Under {
    std::uint32_t above;
    base::Day since = base::Day::forever();
    std::uint32_t size = 1;
  };
  std::vector<Under> under_;
};

class Kinship {
 public:
  explicit Kinship(const Snapshot& snapshot);
  // Mergers that are not in the snapshot yet count too.
  Kinship(const Snapshot& snapshot, const Directory& directory,
          const std::vector<ChangeSet::MergerRow>& rows);

  bool none() const { return mergers_.empty(); }
  const std::vector<Merger>& mergers() const { return mergers_; }
  // The first day on which the two are one customer: min of the same one, forever when never.
  base::Day one_since(base::CustomerKey a, base::CustomerKey b) const;
  // The same of one house: merged, or one acquired by the other.
  base::Day house_since(base::CustomerKey a, base::CustomerKey b) const;
  // The first day on which the customer's house is, or has, the party with this id.
  base::Day own_since(const Snapshot& snapshot, base::CustomerKey customer,
                      std::string_view id) const;
  // The others that are ever one with the customer.
  std::vector<base::CustomerKey> kin(base::CustomerKey customer) const;
  // What the customer is called on the day: it may have been merged away.
  base::CustomerKey survivor(base::CustomerKey customer, base::Day day) const;
  // Its administrators act for the owner: they are one, or the owner was acquired by it.
  bool acts_for(base::CustomerKey actor, base::CustomerKey owner, base::Day day) const;

 private:
  void join();

  std::vector<Merger> mergers_;  // by day
  Joined one_, house_;
  using Member = std::pair<base::CustomerKey, base::CustomerKey>;  // root, customer
  static std::vector<Member> members(const std::vector<Merger>& mergers, const Joined& joined);
  std::vector<Member> kin_, in_house_;
};

// The same by ids; false for one that is not registered.
bool acts_for(const Snapshot& snapshot, std::string_view actor, std::string_view owner,
              base::Day day);

}  // namespace registry
