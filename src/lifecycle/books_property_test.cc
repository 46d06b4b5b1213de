// Random lives of requests: against a model that only paints days, and day by day against a year in
// one call.
#include "lifecycle/books.h"

#include <map>
#include <random>
#include <sstream>

#include <doctest/doctest.h>

#include "registry/registry_testing.h"

namespace lifecycle {
namespace {

using registry::ActorKind;
using registry::testing::day;
using registry::testing::Town;

constexpr int kDays = 400;
constexpr std::int64_t kDayMilliseconds = 86'400'000;
const base::Day kFirst = day("2026-01-01");

base::Instant noon(base::Day on) {
  return {std::int64_t{on.number} * kDayMilliseconds + kDayMilliseconds / 2};
}

// Two customers; S2 is CSP for a while, S3 ends, S4 comes later.
Books town_books(Town& town) {
  auto& s = town.snapshot;
  s.subscriptions[0].product = {0};
  s.subscriptions[1].product = {0};
  s.subscriptions[2].life.to = kFirst + 200;
  town.add_subscription("S4", 1, 0);
  s.subscriptions.back().life = {kFirst + 100, base::Day::forever()};
  town.take({.channels = {{.subscription_id = "S2",
                           .channel = base::Channel::Ea,
                           .days = {base::Day::min(), kFirst + 120}},
                          {.subscription_id = "S2",
                           .channel = base::Channel::CspDirect,
                           .days = {kFirst + 120, kFirst + 180}},
                          {.subscription_id = "S2",
                           .channel = base::Channel::Ea,
                           .days = {kFirst + 180, base::Day::forever()}}}});
  return {town.snapshot, {}, {}};
}

// Paints who holds on each day, from what was allowed. Knows no associations and no states.
class Paint {
 public:
  void hold(const std::string& subscription, base::Day from, const std::string& partner) {
    for (base::Day d = from; d < kFirst + kDays; d = d + 1)
      days_[subscription][d] = partner;
  }
  void correct(const std::string& subscription, base::Day from, const std::string& partner) {
    for (base::Day d = from; d < kFirst + kDays && days_[subscription][d] != partner; d = d + 1)
      days_[subscription][d] = partner;
  }
  std::string at(const std::string& subscription, base::Day on) { return days_[subscription][on]; }

 private:
  std::map<std::string, std::map<base::Day, std::string>> days_;
};

struct Plan {
  std::string subscription, partner;
};

class Life {
 public:
  explicit Life(std::uint64_t seed) : random_(seed), books_(town_books(town_)) {}

  void run() {
    for (base::Day today = kFirst; today < kFirst + kDays; today = today + 1) {
      paint_facts(today);
      begin_plans(today);
      for (int acts = chance(3); acts > 0; --acts)
        act(today);
    }
    catch_up();
    compare();
  }

 private:
  int chance(int below) { return static_cast<int>(random_() % static_cast<std::uint64_t>(below)); }

  void catch_up() {
    const auto done = tick(books_, town_.programme, kFirst + (kDays - 1), {});
    REQUIRE_MESSAGE(done, (done ? std::string() : done.error().message));
  }

  void paint_facts(base::Day today) {
    if (today == kFirst + 120) paint_.hold("S2", today, "");
    if (today == kFirst + 200) paint_.hold("S3", today, "");
  }
  void begin_plans(base::Day today) {
    for (const auto& [number, plan] : plans_[today])
      paint_.hold(plan.subscription, today, plan.partner);
  }

  std::string customer_of(const std::string& s) { return s == "S1" || s == "S2" ? "C1" : "C2"; }

  void act(base::Day today) {
    static constexpr std::array<const char*, 4> kSubscriptions{"S1", "S2", "S3", "S4"};
    static constexpr std::array<const char*, 4> kPartners{"P1", "P2", "P3", "OFF"};
    const std::string s = kSubscriptions[static_cast<std::size_t>(chance(4))];
    const std::string p = kPartners[static_cast<std::size_t>(chance(4))];
    switch (chance(6)) {
      case 0: return designate(today, s, p, today);
      case 1: return designate(today, s, p, today + 1 + chance(20));
      case 2: return invite(today, s, p);
      case 3: return correct(today, p);
      default: return move_one(today, s);
    }
  }

  void designate(base::Day today, const std::string& s, const std::string& p, base::Day on) {
    Request wish;
    wish.partner = p;
    wish.subscription = s;
    wish.on = on;
    const Actor customer{ActorKind::Customer, customer_of(s), {}};
    const auto done =
        act_open(books_, town_.programme, customer, wish, "designate", {}, noon(today), {});
    const bool csp = s == "S2" && on >= kFirst + 120 && on < kFirst + 180;
    const bool lives = !(s == "S3" && on >= kFirst + 200) && !(s == "S4" && on < kFirst + 100);
    if (csp || !lives || p == "OFF") {
      CHECK_FALSE(done.has_value());
    }
    if (on == today && !csp && lives && p != "OFF") {
      CHECK(done.has_value() == (paint_.at(s, on) != p));
    }
    if (!done) return;
    if (on == today) {
      paint_.hold(s, on, p);
    } else {
      plans_[on][done->number] = {s, p};
    }
  }

  void invite(base::Day today, const std::string& s, const std::string& p) {
    Request wish;
    wish.partner = p;
    wish.subscription = s;
    const Actor partner{ActorKind::Partner, p, {}};
    (void)act_open(books_, town_.programme, partner, wish, "invite", {}, noon(today), {});
  }

  // Of S1, which is never CSP: the model knows nothing of gates.
  void correct(base::Day today, const std::string& p) {
    Request wish;
    wish.kind = Kind::Correction;
    wish.partner = p;
    wish.subscription = "S1";
    wish.on = today + -chance(95);
    const Given why{"because", "paper", {}, {}};
    const auto proposed = act_open(books_, town_.programme, {ActorKind::Operator, "a", {}}, wish,
                                   "propose", why, noon(today), {});
    if (!proposed) return;
    const auto done = act_move(books_, town_.programme, {ActorKind::Operator, "b", {}},
                               proposed->id(), "confirm", {}, noon(today), {});
    if (done) paint_.correct("S1", wish.on, p);
  }

  void move_one(base::Day today, const std::string& s) {
    std::vector<Request> there;
    for (const Request& one : books_.requests) {
      if (one.subscription == s && one.kind == Kind::Dpor) there.push_back(one);
    }
    if (there.empty()) return;
    const Request one = there[random_() % there.size()];
    static constexpr std::array<const char*, 8> kEvents{
        "confirm", "decline", "cancel", "remove", "undo", "resign", "withdraw_consent", "accept"};
    const std::string event = kEvents[static_cast<std::size_t>(chance(8))];
    const Actor actor = chance(2) == 0 ? Actor{ActorKind::Customer, customer_of(s), {}}
                                       : Actor{ActorKind::Partner, one.partner, {}};
    const auto done = act_move(books_, town_.programme, actor, one.id(), event,
                               {"because", {}, {}, {}}, noon(today), {});
    if (!done) return;
    if (done->state == "ACTIVE") paint_.hold(s, today, one.partner);
    if (done->state == "ENDED") paint_.hold(s, today, "");
    if (done->state == "CANCELED") plans_[one.on].erase(one.number);
  }

  void compare() {
    const auto dpor = town_.programme.type("dpor");
    for (std::uint32_t s = 0; s < books_.registry.subscriptions.size(); ++s) {
      const std::string id = books_.registry.subscriptions[s].id;
      if (id == "S9") continue;
      for (base::Day d = kFirst; d < kFirst + kDays; d = d + 1) {
        std::string holder;
        int holders = 0;
        for (const registry::Association& one : books_.registry.associations) {
          if (one.type != *dpor || one.subscription.number != s || !one.days.contains(d)) continue;
          holder = books_.registry[one.partner].id;
          ++holders;
        }
        CAPTURE(id);
        CAPTURE(d.text());
        REQUIRE(holders <= 1);  // invariant 1
        REQUIRE(holder == paint_.at(id, d));
        if (id == "S2" && d >= kFirst + 120 && d < kFirst + 180) REQUIRE(holders == 0);  // 2
      }
    }
    for (const Request& one : books_.requests) {
      const bool sane = one.kind != Kind::Dpor || one.state != "ACTIVE" ||
                        paint_.at(one.subscription, kFirst + (kDays - 1)) == one.partner;
      CHECK(sane);
    }
  }

  std::mt19937_64 random_;
  Town town_;
  Books books_;
  Paint paint_;
  std::map<base::Day, std::map<std::int64_t, Plan>> plans_;
};

// A world with everything that has a clock: standing designations, grants, claims, renewals.
Books busy_books(Town& town, std::mt19937_64& random) {
  for (auto& [name, text] : town.programme.parameters.texts) {
    if (name == "incumbent_cooling_off_days") text = random() % 3 == 0 ? "5" : "0";
    if (name == "carry_over_on_renewal") text = random() % 2 == 0 ? "true" : "false";
  }
  for (int i = 0; i < 12; ++i) {
    const std::string id = "T" + std::to_string(i);
    town.add_subscription(id.c_str(), static_cast<std::uint32_t>(random() % 2),
                          static_cast<std::uint32_t>(random() % 2));
    const base::Day from = kFirst + static_cast<int>(random() % 300);
    town.snapshot.subscriptions.back().life = {from, from + 30 + static_cast<int>(random() % 200)};
    if (random() % 3 != 0) continue;
    const base::Day csp = from + static_cast<int>(random() % 60);
    town.take(
        {.channels = {
             {.subscription_id = id, .channel = base::Channel::CspDirect, .days = {csp, csp + 40}},
             {.subscription_id = id,
              .channel = base::Channel::Ea,
              .days = {csp + 40, base::Day::forever()}}}});
  }
  return {town.snapshot, {}, {}};
}

struct Planned {
  base::Day on;
  Actor actor;
  Request wish;
  std::string event;  // of an opening; empty: `moves` of the newest request that takes it
  std::string moves;
};

std::vector<Planned> plan_acts(std::mt19937_64& random) {
  static constexpr std::array<const char*, 3> kRules{"all", "ask", "none"};
  const auto pick = [&](auto& words) { return std::string(words[random() % words.size()]); };
  static constexpr std::array<const char*, 3> kPartners{"P1", "P2", "P3"};
  std::vector<Planned> acts;
  base::Day on = kFirst;
  while (on < kFirst + 300) {
    on = on + static_cast<int>(random() % 25);
    Planned next{.on = on,
                 .actor = {ActorKind::Customer, random() % 2 == 0 ? "C1" : "C2", {}},
                 .wish = {},
                 .event = "designate",
                 .moves = {}};
    next.wish.partner = pick(kPartners);
    switch (random() % 5) {
      case 0:
        next.wish.kind = Kind::Standing;
        next.wish.rules = {pick(kRules), pick(kRules), pick(kRules), {}};
        break;
      case 1:
        next.wish.subscription = "T" + std::to_string(random() % 12);
        next.wish.on = on + static_cast<int>(random() % 30);
        break;
      case 2:
        next.wish.kind = Kind::Grant;
        next.wish.customer = next.actor.id;
        next.wish.until = on + 20 + static_cast<int>(random() % 60);
        next.wish.auto_extend = random() % 2 == 0;
        next.actor = {ActorKind::Partner, next.wish.partner, {}};
        next.event = "create";
        break;
      default: {
        static constexpr std::array<const char*, 6> kMoves{"send", "approve", "confirm",
                                                           "end",  "remove",  "terminate"};
        next.event.clear();
        next.moves = pick(kMoves);
      }
    }
    acts.push_back(std::move(next));
  }
  return acts;
}

// Keeps what a store would: who did what, in order.
Keep log_into(std::string& log) {
  return [&log](const Step& step) -> base::Status {
    log += step.act.actor + ' ' + step.act.action + ' ' + step.act.detail + '\n';
    return {};
  };
}

void catch_up(Books& books, const Town& town, base::Day upto, const Keep& keep) {
  const auto done = tick(books, town.programme, upto, keep);
  REQUIRE_MESSAGE(done, (done ? std::string() : done.error().message));
}

void carry_out(Books& books, const Town& town, const Planned& one, const Keep& keep) {
  if (!one.event.empty()) {
    (void)act_open(books, town.programme, one.actor, one.wish, one.event, {}, noon(one.on), keep);
    return;
  }
  catch_up(books, town, one.on, keep);  // what there is to choose from
  for (std::size_t i = books.requests.size(); i-- > 0;) {
    const Request request = books.requests[i];
    for (const Actor& actor : {Actor{ActorKind::Customer, request.customer, {}},
                               Actor{ActorKind::Customer, one.actor.id, {}},
                               Actor{ActorKind::Partner, request.partner, {}}}) {
      if (act_move(books, town.programme, actor, request.id(), one.moves, {}, noon(one.on), keep))
        return;
    }
  }
}

std::string text_of(const Books& books) {
  std::string out;
  for (const Request& one : books.requests) {
    out += one.id() + ' ' + std::string(word(one.kind)) + ' ' + one.state + ' ' + one.reason + ' ' +
           one.partner + ' ' + one.customer + ' ' + one.subscription + ' ' + one.on.text() + ' ' +
           one.association + ' ' + std::to_string(one.revision) + " moved " +
           std::to_string(one.moved_at.milliseconds) + '\n';
    for (const Mark& mark : one.marks)
      out += "  " + mark.what + ' ' + mark.subject + ' ' + mark.day.text() + ' ' + mark.made + '\n';
  }
  for (const Notification& one : books.notifications) {
    out += one.day.text() + ' ' + one.recipient + ' ' + one.kind + ' ' + one.subject + '\n';
  }
  for (const registry::Association& one : books.registry.associations) {
    out += one.id + ' ' + one.days.from.text() + ".." + one.days.to.text() + ' ' + one.end_reason +
           '\n';
  }
  return out;
}

// The first line that differs, with the one before it.
std::string first_difference(const std::string& a, const std::string& b) {
  std::istringstream left(a), right(b);
  std::string before, one, other;
  while (std::getline(left, one)) {
    if (!std::getline(right, other) || one != other) return before + '\n' + one + '\n' + other;
    before = one;
  }
  return std::getline(right, other) ? before + "\n\n" + other : std::string();
}

}  // namespace

TEST_CASE("whoever acts and when: the days are those that a model paints") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Life(seed).run();
  }
}

TEST_CASE("a year in one call is the same as day by day") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    Town town;
    Books slow = busy_books(town, random);
    Books quick = slow;
    std::string slow_log, quick_log;
    const auto acts = plan_acts(random);
    base::Day today = kFirst;
    for (const Planned& one : acts) {
      for (; today < one.on; today = today + 1)
        catch_up(slow, town, today, log_into(slow_log));
      carry_out(slow, town, one, log_into(slow_log));
      carry_out(quick, town, one, log_into(quick_log));
    }
    for (; today < kFirst + kDays; today = today + 1)
      catch_up(slow, town, today, log_into(slow_log));
    catch_up(quick, town, kFirst + (kDays - 1), log_into(quick_log));
    const std::string differs = first_difference(slow_log, quick_log);
    CHECK_MESSAGE(differs.empty(), differs);
    CHECK(first_difference(text_of(slow), text_of(quick)).empty());
    CHECK(slow.requests == quick.requests);
    CHECK(slow.notifications == quick.notifications);
    CHECK(slow.registry.associations == quick.registry.associations);
    CHECK(slow.notifications.size() > 3);
  }
}

}  // namespace lifecycle
