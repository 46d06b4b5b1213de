// Replays channel periods, subscriptions and associations commit by commit and looks, after each
// commit, at every group it touched. At the end the picture must be that of the derived tables.
#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <tuple>
#include <unordered_map>

#include "base/day.h"
#include "storage/verify_internal.h"

namespace storage {
namespace {

constexpr std::int64_t kAll = -1;  // as in the table occupancy

struct Held {
  std::int64_t association = 0;
  std::int64_t partner = 0;
  std::int64_t customer = 0;
  std::int64_t subscription = kAll;
  std::int64_t starts_on = 0;
  std::int64_t ends_on = 0;
  std::string exclusive;
  std::string type;
  bool recognised = false;
  std::string workload;  // empty: every one

  friend auto operator<=>(const Held&, const Held&) = default;
};

// On a day from `since` on.
bool clash(const Held& a, const Held& b, std::int64_t since) {
  const bool meet =
      a.subscription == b.subscription || a.subscription == kAll || b.subscription == kAll;
  const bool overlap = std::max({a.starts_on, b.starts_on, since}) < std::min(a.ends_on, b.ends_on);
  const bool workload = a.workload == b.workload || a.workload.empty() || b.workload.empty();
  const bool twice = a.partner == b.partner && a.type == b.type && a.recognised != b.recognised;
  return meet && workload && overlap && !twice;
}

using Group = std::pair<std::string, std::int64_t>;  // exclusivity key, customer

struct GroupHash {
  std::size_t operator()(const Group& group) const {
    return std::hash<std::string>()(group.first) * 31 + std::hash<std::int64_t>()(group.second);
  }
};

class Replay {
 public:
  explicit Replay(Database& database) : database_(database) {}

  base::Result<std::vector<Finding>> run() {
    TRY_STATUS(replay());
    TRY_STATUS(compare_occupancy());
    TRY_STATUS(compare_channels());
    TRY_STATUS(compare_customers());
    return findings_.take();
  }

 private:
  base::Status replay() {
    Statement moves = TRY(database_.prepare(
        "SELECT commit_no, subscription, customer FROM subscription_revision ORDER BY commit_no"));
    Statement periods = TRY(database_.prepare(
        "SELECT commit_no, subscription, starts_on, ends_on, voided FROM channel_revision "
        "ORDER BY commit_no"));
    Statement changes = TRY(database_.prepare(
        "SELECT commit_no, association, partner, customer, subscription, starts_on, ends_on, "
        "exclusive, type, source = 'recognition', voided, exclusive_in FROM association_revision "
        "ORDER BY commit_no"));
    Statement mergers =
        TRY(database_.prepare("SELECT commit_no, merged, survivor, starts_on FROM customer_merger "
                              "WHERE kind = 'tenant_merged' ORDER BY commit_no"));
    const std::int64_t head =
        TRY(database_.number("SELECT coalesce(max(commit_no), 0) FROM audit_event"));
    bool more_moves = TRY(moves.step());
    bool more_periods = TRY(periods.step());
    bool more_changes = TRY(changes.step());
    bool more_mergers = TRY(mergers.step());
    for (std::int64_t commit = 1; commit <= head; ++commit) {
      for (; more_moves && moves.number(0) <= commit; more_moves = TRY(moves.step()))
        move(moves);
      for (; more_periods && periods.number(0) <= commit; more_periods = TRY(periods.step())) {
        stand(periods);
      }
      for (; more_changes && changes.number(0) <= commit; more_changes = TRY(changes.step())) {
        hold(changes);
      }
      for (; more_mergers && mergers.number(0) <= commit; more_mergers = TRY(mergers.step())) {
        merge(mergers);
      }
      check_commit(commit);
    }
    return {};
  }

  void move(const Statement& row) {
    const std::int64_t subscription = row.number(1);
    const std::int64_t customer = row.number(2);
    const auto [place, is_new] = customers_.try_emplace(subscription, customer);
    if (is_new || place->second == customer) return;
    place->second = customer;
    for (auto& [association, held] : held_) {
      if (held.subscription != subscription) continue;
      groups_[{held.exclusive, held.customer}].erase(association);
      held.customer = customer;
      groups_[{held.exclusive, customer}].insert(association);
      touched_.insert({held.exclusive, customer});
    }
  }

  // Each of the one side is one with each of the other, since the latest day on the way.
  void merge(const Statement& row) {
    const std::int64_t since = row.number(3);
    auto merged = kin_[row.number(1)], survivor = kin_[row.number(2)];
    merged.emplace(row.number(1), since);
    survivor.emplace(row.number(2), since);
    for (const auto& [a, from_a] : merged) {
      for (const auto& [b, from_b] : survivor) {
        const std::int64_t day = std::max({from_a, from_b, since});
        kin_[a].emplace(b, day);
        kin_[b].emplace(a, day);
      }
      for (const auto& [group, members] : groups_) {
        if (group.second == a) touched_.insert(group);
      }
    }
  }

  void stand(const Statement& row) {
    auto& periods = periods_[row.number(1)];
    periods.erase(row.number(2));
    if (row.number(4) == 0 && row.number(2) < row.number(3)) {
      periods.emplace(row.number(2), row.number(3));
    }
    touched_subscriptions_.insert(row.number(1));
  }

  void hold(const Statement& row) {
    release(row.number(1));
    const bool holds = row.number(10) == 0 && !row.text(7).empty() && row.number(5) < row.number(6);
    if (!holds) return;
    Held held{.association = row.number(1),
              .partner = row.number(2),
              .customer = row.number(3),
              .subscription = row.is_null(4) ? kAll : row.number(4),
              .starts_on = row.number(5),
              .ends_on = row.number(6),
              .exclusive = std::string(row.text(7)),
              .type = std::string(row.text(8)),
              .recognised = row.number(9) != 0,
              .workload = std::string(row.text(11))};
    if (held.subscription != kAll) held.customer = customers_[held.subscription];
    const Group group{held.exclusive, held.customer};
    groups_[group].insert(held.association);
    touched_.insert(group);
    held_.insert_or_assign(held.association, std::move(held));
  }

  void release(std::int64_t association) {
    const auto found = held_.find(association);
    if (found == held_.end()) return;
    groups_[{found->second.exclusive, found->second.customer}].erase(association);
    held_.erase(found);
  }

  void check_commit(std::int64_t commit) {
    for (const Group& group : touched_)
      check_group(commit, group);
    for (const std::int64_t subscription : touched_subscriptions_) {
      check_periods(commit, subscription);
    }
    touched_.clear();
    touched_subscriptions_.clear();
  }

  // With the groups of customers that are one with this one: what is of a whole customer reaches
  // both.
  void check_kin(std::int64_t commit, const Group& group) {
    const auto kin = kin_.find(group.second);
    if (kin == kin_.end()) return;
    for (const auto& [other, since] : kin->second) {
      const auto there = groups_.find({group.first, other});
      if (there == groups_.end()) continue;
      for (const std::int64_t a : groups_[group]) {
        for (const std::int64_t b : there->second)
          report(commit, held_.at(a), held_.at(b), since);
      }
    }
  }

  // By start; whatever still runs when the next one starts must be able to stand beside it.
  void check_group(std::int64_t commit, const Group& group) {
    check_kin(commit, group);
    std::vector<const Held*> members;
    for (const std::int64_t association : groups_[group]) {
      members.push_back(&held_.at(association));
    }
    std::ranges::sort(members, {}, [](const Held* one) {
      return std::tuple(one->subscription == kAll ? 0 : 1, one->subscription, one->starts_on);
    });
    const auto wide = static_cast<std::size_t>(
        std::ranges::count(members, kAll, [](const Held* one) { return one->subscription; }));
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (std::size_t w = 0; w < std::min(i, wide); ++w)
        report(commit, *members[w], *members[i]);
      for (std::size_t j = i; j-- > wide;) {
        if (members[j]->subscription != members[i]->subscription) break;
        report(commit, *members[j], *members[i]);
      }
    }
  }

  void report(std::int64_t commit, const Held& a, const Held& b,
              std::int64_t since = base::Day::min().number) {
    if (!clash(a, b, since)) return;
    findings_.add("commit " + std::to_string(commit),
                  "associations '" + name_of("association", a.association) + "' and '" +
                      name_of("association", b.association) + "' both hold '" + a.exclusive +
                      "' from " + day_text(std::max({a.starts_on, b.starts_on, since})) +
                      " on; end one of them");
  }

  // The id of a key, or its number when the key table is damaged too.
  std::string name_of(const std::string& noun, std::int64_t key) {
    const auto id =
        database_.text("SELECT id FROM " + noun + "_key WHERE key = " + std::to_string(key));
    return id ? *id : std::to_string(key);
  }

  static std::string day_text(std::int64_t number) {
    return base::Day{static_cast<std::int32_t>(number)}.text();
  }

  void check_periods(std::int64_t commit, std::int64_t subscription) {
    const auto& periods = periods_[subscription];
    for (auto next = periods.begin(); next != periods.end(); ++next) {
      if (next == periods.begin() || std::prev(next)->second <= next->first) continue;
      findings_.add("commit " + std::to_string(commit),
                    "channel periods of subscription '" + name_of("subscription", subscription) +
                        "' overlap on " + day_text(next->first) + "; end the earlier one");
    }
  }

  base::Status compare_occupancy() {
    Statement rows = TRY(database_.prepare(
        "SELECT association, partner, customer, subscription, starts_on, ends_on, exclusive, type, "
        "recognised, workload FROM occupancy"));
    std::size_t same = 0;
    while (TRY(rows.step())) {
      const Held stored{rows.number(0),
                        rows.number(1),
                        rows.number(2),
                        rows.number(3),
                        rows.number(4),
                        rows.number(5),
                        std::string(rows.text(6)),
                        std::string(rows.text(7)),
                        rows.number(8) != 0,
                        std::string(rows.text(9))};
      const auto found = held_.find(stored.association);
      if (found != held_.end() && found->second == stored) ++same;
    }
    const std::int64_t count = TRY(database_.number("SELECT count(*) FROM occupancy"));
    if (same != held_.size() || count != static_cast<std::int64_t>(same)) {
      findings_.add("table occupancy",
                    "it differs from what the associations give; restore a "
                    "backup before you record anything");
    }
    return {};
  }

  base::Status compare_channels() {
    Statement rows =
        TRY(database_.prepare("SELECT subscription, starts_on, ends_on "
                              "FROM channel_now"));
    std::int64_t same = 0;
    while (TRY(rows.step())) {
      const auto& periods = periods_[rows.number(0)];
      const auto found = periods.find(rows.number(1));
      if (found != periods.end() && found->second == rows.number(2)) ++same;
    }
    std::int64_t expected = 0;
    for (const auto& [subscription, periods] : periods_) {
      expected += static_cast<std::int64_t>(periods.size());
    }
    const std::int64_t count = TRY(database_.number("SELECT count(*) FROM channel_now"));
    if (same != expected || count != expected) {
      findings_.add("table channel_now",
                    "it differs from what the channel periods give; restore a "
                    "backup before you record anything");
    }
    return {};
  }

  base::Status compare_customers() {
    Statement rows = TRY(database_.prepare("SELECT customer, other, since FROM one_customer"));
    std::size_t same = 0, expected = 0, count = 0;
    for (; TRY(rows.step()); ++count) {
      const auto kin = kin_.find(rows.number(0));
      if (kin == kin_.end()) continue;
      const auto found = kin->second.find(rows.number(1));
      if (found != kin->second.end() && found->second == rows.number(2)) ++same;
    }
    for (const auto& [customer, others] : kin_)
      expected += others.size();
    if (same != expected || count != expected) {
      findings_.add("table one_customer",
                    "it differs from what the mergers give; restore a backup before you record "
                    "anything");
    }
    return {};
  }

  Database& database_;
  Findings findings_;
  std::unordered_map<std::int64_t, std::int64_t> customers_;  // subscription -> customer
  std::unordered_map<std::int64_t, std::map<std::int64_t, std::int64_t>> periods_;
  // customer -> the others that are one with it, and since when
  std::unordered_map<std::int64_t, std::map<std::int64_t, std::int64_t>> kin_;
  std::unordered_map<std::int64_t, Held> held_;  // by association
  std::unordered_map<Group, std::set<std::int64_t>, GroupHash> groups_;
  std::set<Group> touched_;
  std::set<std::int64_t> touched_subscriptions_;
};

}  // namespace

base::Result<std::vector<Finding>> verify_exclusivity(Database& database) {
  return Replay(database).run();
}

}  // namespace storage
