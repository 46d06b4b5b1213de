// Mergers of customers in the store: what it keeps, what it refuses by itself, and random acts
// after each of which at most one partner holds a subscription on a day.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>

#include "registry/acts.h"
#include "registry/customer_acts.h"
#include "storage/record_testing.h"
#include "storage/verify.h"

namespace storage::testing {

namespace {

using base::MergerKind;
using registry::Association;
using registry::ChangeSet;

base::Day day(std::string_view text) {
  return base::Day::parse(text).value();
}

ChangeSet::AssociationRow wide(std::string id, std::string partner, std::string customer,
                               base::DayRange when) {
  auto row = dpor(std::move(id), std::move(partner), "S1", when);
  row.subscription_id.clear();
  row.customer_id = std::move(customer);
  return row;
}

ChangeSet merger(const char* merged, const char* survivor, std::string_view on,
                 MergerKind kind = MergerKind::TenantMerged) {
  ChangeSet set;
  set.mergers.push_back({merged, survivor, day(on), kind});
  return set;
}

std::string reason_of(const base::Result<base::CommitNumber>& done) {
  return done ? "done" : done.error().reason;
}

// A shop with four customers; C3 has S4, C4 has S5.
void add_customers(Shop& shop) {
  ChangeSet set;
  set.customers = {{"C3", "Three", "US"}, {"C4", "Four", "US"}};
  set.subscriptions = {{"S4", "C3", "azure", "USD", {}}, {"S5", "C4", "azure", "USD", {}}};
  REQUIRE(shop.apply(set));
}

// Customers that are one on a day, looked up link by link.
std::set<std::uint32_t> one_with(const registry::Snapshot& s, base::CustomerKey customer,
                                 base::Day on) {
  std::set<std::uint32_t> out{customer.number};
  for (std::size_t round = 0; round < s.mergers.size(); ++round) {
    for (const registry::Merger& link : s.mergers) {
      if (link.kind != MergerKind::TenantMerged || link.from > on) continue;
      if (out.contains(link.merged.number)) out.insert(link.survivor.number);
      if (out.contains(link.survivor.number)) out.insert(link.merged.number);
    }
  }
  return out;
}

bool reaches(const registry::Snapshot& s, const Association& one, std::uint32_t subscription,
             base::Day on) {
  if (!one.days.contains(on)) return false;
  if (one.subscription.exists()) return one.subscription.number == subscription;
  return one_with(s, s.subscriptions[subscription].customer, on).contains(one.customer.number);
}

// The ids of the associations that hold there on that day.
std::vector<std::string> holders(const registry::Snapshot& s, std::uint32_t subscription,
                                 base::Day on) {
  std::vector<std::string> out;
  for (const Association& one : s.associations) {
    if (reaches(s, one, subscription, on)) out.push_back(one.id);
  }
  return out;
}

class Play {
 public:
  explicit Play(unsigned seed) : random_(seed) { add_customers(shop_); }

  void run(int acts) {
    for (int act = 1; act <= acts; ++act) {
      CAPTURE(act);
      step();
      check_one_holder();
    }
    const auto findings = verify_record(*shop_.record);
    REQUIRE(findings);
    CHECK(findings->empty());
  }

  int mergers = 0, ended = 0;

 private:
  static constexpr int kDays = 40;
  const base::Day first_ = day("2026-01-01");

  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  std::string id(const char* letter, int count) {
    return letter + std::to_string(1 + below(count));
  }

  void step() {
    before_ = shop_.load();
    const registry::Situation now{before_, shop_.programme, registry::ActorKind::Operator, "test",
                                  first_ + 30};
    const base::Day on = first_ + below(kDays);
    const int what = below(8);
    if (what == 0) return merge(now, on);
    if (what == 1) {
      registry::Ending wish;
      wish.type = "dpor";
      if (below(2) == 0) {
        wish.customer_id = id("C", 4);
      } else {
        wish.subscription_id = id("S", 5);
      }
      wish.on = on;
      settle(registry::end(now, wish));
      return;
    }
    registry::Designation wish;
    wish.type = "dpor";
    wish.partner_id = id("P", 3);
    if (below(2) == 0) {
      wish.customer_id = id("C", 4);
    } else {
      wish.subscription_id = id("S", 5);
    }
    wish.on = on;
    if (below(3) == 0) wish.until = on + below(20);
    settle(registry::associate(now, wish));
  }

  void merge(const registry::Situation& now, base::Day on) {
    registry::MergerWish wish{id("C", 4), id("C", 4), on, MergerKind::TenantMerged, "by chance"};
    if (below(4) == 0) wish.kind = MergerKind::Acquired;
    const auto decision = registry::merge(now, wish);
    settle(decision);
    if (!decision) return;
    ++mergers;
    check_merger(shop_.load(), on, wish.kind);
  }

  // What the registry allows the store takes.
  void settle(const base::Result<registry::Decision>& decision) {
    if (!decision) return;
    const auto done = shop_.store->apply(decision->changes, decision->act);
    REQUIRE_MESSAGE(done.has_value(), (done ? "" : done.error().message));
  }

  void check_merger(const registry::Snapshot& after, base::Day on, MergerKind kind) {
    for (std::uint32_t s = 0; s < after.subscriptions.size(); ++s) {
      for (base::Day d = first_; d < on; d = d + 1)
        REQUIRE(holders(after, s, d) == holders(before_, s, d));
    }
    for (std::size_t i = 0; i < after.associations.size(); ++i) {
      const Association& now = after.associations[i];
      const Association& then = before_.associations[i];
      if (now.days == then.days) continue;
      ++ended;
      REQUIRE(kind == MergerKind::TenantMerged);
      REQUIRE(now.end_reason == "TENANT_MERGED");
      REQUIRE(std::ranges::any_of(after.associations, [&](const Association& other) {
        return std::pair(other.days.from, other.id) < std::pair(then.days.from, then.id) &&
               shares_a_day(after, then, other);
      }));
    }
  }

  bool shares_a_day(const registry::Snapshot& s, const Association& a, const Association& b) const {
    for (std::uint32_t at = 0; at < s.subscriptions.size(); ++at) {
      for (base::Day d = first_; d < first_ + 2 * kDays; d = d + 1) {
        if (reaches(s, a, at, d) && reaches(s, b, at, d)) return true;
      }
    }
    return false;
  }

  void check_one_holder() {
    const registry::Snapshot snapshot = shop_.load();
    for (std::uint32_t s = 0; s < snapshot.subscriptions.size(); ++s) {
      for (base::Day d = first_; d < first_ + 2 * kDays; d = d + 1) {
        CAPTURE(s);
        CAPTURE(d.text());
        REQUIRE(holders(snapshot, s, d).size() <= 1);
      }
    }
  }

  std::mt19937_64 random_;
  Shop shop_;
  registry::Snapshot before_;
};

}  // namespace

TEST_CASE("mergers come back, as known at each commit, and are never said twice") {
  Shop shop;
  add_customers(shop);
  REQUIRE(shop.apply(merger("C2", "C1", "2026-04-01"))->number == 3);
  REQUIRE(shop.apply(merger("C3", "C1", "2026-05-01", MergerKind::Acquired))->number == 4);
  CHECK(shop.load({2}).mergers.empty());
  CHECK(shop.load({3}).mergers.size() == 1);
  const auto now = shop.load().mergers;
  REQUIRE(now.size() == 2);
  CHECK(now[0] == registry::Merger{{1}, {0}, day("2026-04-01"), MergerKind::TenantMerged});
  CHECK(now[1] == registry::Merger{{2}, {0}, day("2026-05-01"), MergerKind::Acquired});
  CHECK(!shop.apply(merger("C2", "C3", "2026-06-01")));
  CHECK(reason_of(shop.apply(merger("C1", "C2", "2026-06-01"))) == "MERGER_CYCLE");
  CHECK(verify_record(*shop.record)->empty());
}

TEST_CASE("the store refuses a merger after which two would hold, and what comes after it") {
  Shop shop;
  add_customers(shop);
  REQUIRE(shop.apply(wide("A1", "P1", "C1", days("2025-09-01"))));
  REQUIRE(shop.apply(dpor("A2", "P2", "S3", days("2025-06-01", "2026-04-10"))));
  const auto refused = shop.apply(merger("C2", "C1", "2026-04-01"));
  REQUIRE(reason_of(refused) == "ALREADY_HELD");
  CHECK(refused.error().message.find("cannot be merged") != std::string::npos);
  REQUIRE(shop.apply(merger("C2", "C1", "2026-04-10")));
  CHECK(reason_of(shop.apply(dpor("A3", "P2", "S3", days("2026-05-01")))) == "ALREADY_HELD");
  CHECK(reason_of(shop.apply(wide("A4", "P2", "C2", days("2026-04-20")))) == "ALREADY_HELD");
  CHECK(reason_of(shop.apply(wide("A5", "P2", "C2", days("2025-01-01", "2025-06-01")))) == "done");
  REQUIRE(shop.apply(dpor("A6", "P3", "S5", days("2026-05-01"))));
  ChangeSet moved;
  moved.subscriptions = {{"S5", "C2", "azure", "USD", {}}};
  CHECK(reason_of(shop.apply(moved)) == "ALREADY_HELD");
  // A chain: C3 joins C2, which is one with C1.
  REQUIRE(shop.apply(dpor("A7", "P3", "S4", days("2026-06-01"))));
  CHECK(reason_of(shop.apply(merger("C3", "C2", "2026-05-01"))) == "ALREADY_HELD");
  CHECK(verify_record(*shop.record)->empty());
}

TEST_CASE("random acts and mergers leave one holder a day, and the days before as they were") {
  int mergers = 0, ended = 0;
  for (unsigned seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Play play(seed);
    play.run(40);
    mergers += play.mergers;
    ended += play.ended;
  }
  CHECK(mergers > 60);
  CHECK(ended > 20);
}

}  // namespace storage::testing
