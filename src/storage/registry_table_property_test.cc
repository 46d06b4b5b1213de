// Random acts on a store against a model that keeps, for every subscription and day, who holds it.
#include <doctest/doctest.h>

#include <array>
#include <map>
#include <optional>
#include <random>

#include "registry/acts.h"
#include "registry/partner_acts.h"
#include "registry/partner_days.h"
#include "storage/record_testing.h"
#include "storage/verify.h"

namespace storage::testing {

namespace {

constexpr std::size_t kDays = 60;
const base::Day kFirst = base::Day::parse("2026-01-01").value();
constexpr std::array<const char*, 3> kSubscriptions{"S1", "S2", "S3"};
constexpr std::array<const char*, 3> kPartners{"P1", "P2", "P3"};

struct Cell {
  int partner = -1;  // -1: nobody
  int act = 0;       // which designation it is
  friend bool operator==(const Cell&, const Cell&) = default;
};

// One subscription: its days, and a last one that stands for all later ones.
struct Line {
  std::array<Cell, kDays + 1> holder{};
  std::array<int, kDays + 1> period{};  // number of the channel period; 0: none
  std::array<bool, kDays + 1> csp{};

  // The reason code, or nothing. It lasts up to the day `until`.
  std::string associate(int partner, std::size_t on, int act, std::size_t until) {
    if (csp[on]) return "ASSOC_NOT_ALLOWED_ON_CHANNEL";
    if (holder[on].partner == partner) return "ALREADY_HELD";
    for (std::size_t d = on; d < until && holder[d].partner != partner; ++d) {
      if (holder[d].partner >= 0 && holder[d].act != act) clear(holder[d].act, d);
      holder[d] = {partner, act};
    }
    return {};
  }

  std::string end(std::size_t on) {
    std::size_t first = on;
    while (first <= kDays && holder[first].partner < 0)
      ++first;
    if (first > kDays) return "NOT_HOLDER";
    clear(holder[first].act, first);
    return {};
  }

  void move(bool to_csp, std::size_t on, int number) {
    const bool was_csp = csp[on];
    const int old = period[on];
    std::size_t end = on;
    while (end <= kDays && period[end] == old)
      ++end;
    if (to_csp && !was_csp) {
      for (std::size_t d = on; d < end; ++d) {
        if (holder[d].partner >= 0) clear(holder[d].act, on);
      }
    }
    for (std::size_t d = on; d < end; ++d) {
      period[d] = number;
      csp[d] = to_csp;
    }
  }

  void clear(int act, std::size_t from) {
    for (std::size_t d = from; d <= kDays; ++d) {
      if (holder[d].act == act) holder[d] = {};
    }
  }
};

using base::PartnerStatus;

// A partner by its changes of status.
struct Standing {
  std::map<std::size_t, PartnerStatus> changes;

  PartnerStatus on(std::size_t day) const {
    const auto after = changes.upper_bound(day);
    return after == changes.begin() ? PartnerStatus::Active : std::prev(after)->second;
  }
  // The first day from `day` on that it is terminated, or one past all days.
  std::size_t terminated(std::size_t day) const {
    while (day <= kDays && on(day) != PartnerStatus::Terminated)
      ++day;
    return day;
  }
};

struct Model {
  std::array<Line, 3> lines{};
  std::array<Standing, 3> partners{};

  std::string set_status(std::size_t partner, std::size_t day, std::optional<PartnerStatus> to) {
    auto& changes = partners[partner].changes;
    if (!to && changes.erase(day) == 0) return "NOT_HOLDER";
    if (to && partners[partner].on(day) == *to) return "ALREADY_HELD";
    if (to) changes[day] = *to;
    for (Line& line : lines) {
      for (std::size_t d = 0; d <= kDays; ++d) {
        const Cell held = line.holder[d];
        const bool ends = held.partner == static_cast<int>(partner) &&
                          partners[partner].on(d) == PartnerStatus::Terminated;
        if (ends) line.clear(held.act, d);
      }
    }
    return {};
  }
};

int holder_of(const registry::Snapshot& s, std::uint32_t subscription, base::Day day) {
  int found = -1;
  for (const registry::Association& one : s.associations) {
    if (one.subscription.number != subscription || !one.days.contains(day)) continue;
    if (one.source == "recognition") continue;
    REQUIRE(found == -1);
    found = static_cast<int>(one.partner.number);
  }
  return found;
}

void compare(const registry::Snapshot& snapshot, const Model& model) {
  for (std::uint32_t p = 0; p < model.partners.size(); ++p) {
    for (std::size_t d = 0; d <= kDays; ++d) {
      CAPTURE(p);
      CAPTURE(d);
      const base::Day day = kFirst + static_cast<int>(d);
      REQUIRE(registry::status_on(snapshot, {p}, day) == model.partners[p].on(d));
    }
  }
  for (std::uint32_t s = 0; s < model.lines.size(); ++s) {
    for (std::size_t d = 0; d <= kDays; ++d) {
      CAPTURE(s);
      CAPTURE(d);
      const base::Day day = kFirst + static_cast<int>(d);
      REQUIRE(holder_of(snapshot, s, day) == model.lines[s].holder[d].partner);
      const auto* period = registry::channel_on(snapshot, {s}, day);
      REQUIRE((period != nullptr && base::is_csp(period->channel)) == model.lines[s].csp[d]);
    }
  }
}

class Play {
 public:
  explicit Play(unsigned seed) : random_(seed) { known_.push_back(model_); }

  void run(int acts) {
    for (act_ = 1; act_ <= acts; ++act_) {
      CAPTURE(act_);
      step();
      compare(shop_.load(), model_);
      known_.push_back(model_);
    }
    for (std::size_t commit = 1; commit <= known_.size(); ++commit) {
      CAPTURE(commit);
      compare(shop_.load({static_cast<std::int64_t>(commit)}), known_[commit - 1]);
    }
    CHECK(verify_record(*shop_.record)->empty());
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }

  void step() {
    const std::size_t s = below(3);
    const std::size_t d = below(kDays);
    const registry::Snapshot snapshot = shop_.load();
    const registry::Situation now{snapshot, shop_.programme, registry::ActorKind::Operator, "test",
                                  kFirst + 30};
    switch (below(6)) {
      case 0: return move(now, s, d);
      case 1: return end(now, s, d);
      case 2: return set_status(now, d);
      default: return associate(now, s, d);
    }
  }

  void associate(const registry::Situation& now, std::size_t s, std::size_t d) {
    const std::size_t partner = below(3);
    registry::Designation wish;
    wish.type = "dpor";
    wish.partner_id = kPartners[partner];
    wish.subscription_id = kSubscriptions[s];
    wish.on = kFirst + static_cast<int>(d);
    const Standing& standing = model_.partners[partner];
    const bool active = standing.on(d) == PartnerStatus::Active;
    const std::size_t until = std::min(standing.terminated(d), kDays + 1);
    settle(now, registry::associate(now, wish),
           active ? model_.lines[s].associate(static_cast<int>(partner), d, act_, until)
                  : "PARTNER_NOT_ACTIVE");
  }

  void set_status(const registry::Situation& now, std::size_t d) {
    const std::size_t partner = below(3);
    registry::StatusWish wish;
    wish.partner_id = kPartners[partner];
    wish.on = kFirst + static_cast<int>(d);
    wish.reason = "by chance";
    if (below(3) > 0) wish.status = static_cast<PartnerStatus>(below(3));
    settle(now, registry::set_status(now, wish), model_.set_status(partner, d, wish.status));
  }

  void end(const registry::Situation& now, std::size_t s, std::size_t d) {
    registry::Ending wish;
    wish.type = "dpor";
    wish.subscription_id = kSubscriptions[s];
    wish.on = kFirst + static_cast<int>(d);
    settle(now, registry::end(now, wish), model_.lines[s].end(d));
  }

  void move(const registry::Situation& now, std::size_t s, std::size_t d) {
    registry::ChannelMove wish;
    const bool csp = below(2) == 0;
    wish.subscription_id = kSubscriptions[s];
    wish.channel = csp ? base::Channel::CspDirect : base::Channel::Ea;
    wish.on = kFirst + static_cast<int>(d);
    const std::size_t partner = below(3);
    if (csp) wish.transacting_id = kPartners[partner];
    const bool active = !csp || model_.partners[partner].on(d) == PartnerStatus::Active;
    if (active) model_.lines[s].move(csp, d, act_);
    settle(now, registry::change_channel(now, wish), active ? "" : "PARTNER_NOT_ACTIVE");
  }

  // Store and model must agree on whether the act is allowed, and why not.
  void settle(const registry::Situation& now, const base::Result<registry::Decision>& decision,
              const std::string& expected) {
    const std::string reason = decision ? std::string() : decision.error().reason;
    REQUIRE(reason == expected);
    const auto done =
        decision ? shop_.store->apply(decision->changes, decision->act)
                 : shop_.store->note(registry::refused(now, "act", "{}", decision.error()));
    REQUIRE_MESSAGE(done.has_value(), (done ? "" : done.error().message));
  }

  std::mt19937_64 random_;
  Shop shop_;
  Model model_{};
  std::vector<Model> known_;  // known_[k]: after commit k + 1, which stored the parties
  int act_ = 0;
};

}  // namespace

TEST_CASE("random acts leave who held each day, now and as known at every commit") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    Play(seed).run(60);
  }
}

}  // namespace storage::testing
