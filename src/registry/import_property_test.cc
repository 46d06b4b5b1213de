// Random files against a model that asks the rules again for every subscription and day.
#include <doctest/doctest.h>

#include <random>

#include "registry/exclusivity.h"
#include "registry/registry_testing.h"

namespace registry::testing {

namespace {

constexpr int kDays = 14;
const base::Day kFirst = day("2026-01-01");

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  int below(int limit) { return static_cast<int>(random_() % static_cast<std::uint64_t>(limit)); }
  bool one_in(int chances) { return below(chances) == 0; }
  base::DayRange range() {
    const int from = below(kDays);
    return {kFirst + from, one_in(4) ? base::Day::forever() : kFirst + (from + below(6))};
  }
  template <class Texts>
  std::string pick(const Texts& texts) {
    return texts[static_cast<std::size_t>(below(static_cast<int>(std::size(texts))))];
  }

 private:
  std::mt19937_64 random_;
};

constexpr const char* kSubscriptions[] = {"S1", "S2", "S3"};
constexpr const char* kPartners[] = {"P1", "P2"};
constexpr const char* kTypes[] = {"dpor",         "csp_direct", "csp_provider",
                                  "csp_reseller", "dap",        "cpor"};
constexpr const char* kWorkloads[] = {"", "mail", "chat"};

AssociationLine random_line(Dice& dice, int number) {
  AssociationLine one = line("a" + std::to_string(number), dice.pick(kTypes), dice.pick(kPartners),
                             dice.pick(kSubscriptions), dice.range());
  one.workload = dice.pick(kWorkloads);
  if (dice.one_in(5)) {
    one.customer_id = one.subscription_id == "S3" ? "C2" : "C1";
    one.subscription_id = "";
  }
  return one;
}

ChannelLine random_period(Dice& dice, const std::string& subscription) {
  const bool csp = !dice.one_in(3);
  ChannelLine one{.subscription_id = subscription,
                  .channel = csp ? base::Channel::CspIndirect : base::Channel::Ea,
                  .days = dice.range(),
                  .transacting_id = "",
                  .reseller_id = ""};
  if (dice.one_in(2)) one.transacting_id = dice.pick(kPartners);
  return one;
}

bool covers(const Town& town, const Association& one, base::SubscriptionKey subscription,
            base::Day on) {
  const bool there = one.subscription.exists()
                         ? one.subscription == subscription
                         : one.customer == town.snapshot[subscription].customer;
  return there && one.days.contains(on);
}

bool lawful_pair(const Town& town, const Association& a, const Association& b) {
  const auto& types = town.programme.types;
  if (types[a.type].exclusive.empty() || types[a.type].exclusive != types[b.type].exclusive) {
    return true;
  }
  const bool apart = types[a.type].code == "cpor" && !a.workload.empty() && !b.workload.empty() &&
                     a.workload != b.workload;
  if (apart) return true;
  return a.partner == b.partner && a.type == b.type &&
         (a.source == kRecognition) != (b.source == kRecognition);
}

bool lawful_day(const Town& town, base::SubscriptionKey subscription, base::Day on) {
  std::vector<const Association*> there;
  for (const Association& one : town.snapshot.associations) {
    if (covers(town, one, subscription, on)) there.push_back(&one);
  }
  const ChannelPeriod* period = channel_on(town.snapshot, subscription, on);
  const bool csp = period != nullptr && base::is_csp(period->channel);
  bool reseller = false;
  bool provider = false;
  for (const Association* a : there) {
    reseller |= town.programme.types[a->type].code == "csp_reseller";
    provider |= town.programme.types[a->type].code == "csp_provider";
    for (const Association* b : there) {
      if (a != b && !lawful_pair(town, *a, *b)) return false;
    }
  }
  return !csp || !reseller || provider;
}

bool lawful(const Town& town) {
  for (std::uint32_t s = 0; s < 3; ++s) {
    for (int d = 0; d <= kDays + 6; ++d) {
      if (!lawful_day(town, {s}, kFirst + d)) return false;
    }
  }
  return true;
}

// The town as it would be if every row were taken without a question.
Town without_question(Town town, const std::vector<AssociationLine>& lines) {
  ChangeSet set;
  for (const AssociationLine& one : lines) {
    set.associations.push_back({.id = one.id,
                                .type = one.type,
                                .partner_id = one.partner_id,
                                .customer_id = one.subscription_id == "S3" ? "C2"
                                               : one.customer_id.empty()   ? "C1"
                                                                           : one.customer_id,
                                .subscription_id = one.subscription_id,
                                .workload = one.workload,
                                .days = one.days,
                                .end_reason = "",
                                .source = "import",
                                .exclusive = "",
                                .voided = false,
                                .where = ""});
  }
  town.take(set);
  return town;
}

}  // namespace

TEST_CASE("a file is taken exactly when every day stays lawful") {
  int taken = 0;
  int refused = 0;
  for (unsigned seed = 1; seed <= 1500; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    Town town;
    town.programme.types.push_back(
        {.code = "cpor", .name = "", .exclusive = "cpor", .exclusive_per_workload = true});
    for (const char* subscription : kSubscriptions) {
      town.import(channels({random_period(dice, subscription)}));
    }
    for (int file = 0; file < 4; ++file) {
      std::vector<AssociationLine> lines;
      const int first = dice.below(4);
      for (int i = 0; i <= dice.below(3); ++i)
        lines.push_back(random_line(dice, first + i));
      const bool expected = lawful(without_question(town, lines));
      const std::string answer = town.import(associations(lines));
      CAPTURE(answer);
      REQUIRE(answer.empty() == expected);
      REQUIRE(lawful(town));
      (expected ? taken : refused) += 1;
    }
  }
  CHECK(taken > 1000);
  CHECK(refused > 1000);
}

}  // namespace registry::testing
