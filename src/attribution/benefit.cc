#include "attribution/benefit.h"

#include <algorithm>
#include <map>
#include <set>

#include "attribution/earning_text.h"
#include "attribution/earnings.h"
#include "attribution/sentences.h"
#include "base/check.h"

namespace attribution {
namespace {

using base::DayRange;

// A partner beside a subscription in the month.
struct Helper {
  programs::TypeMask types = 0;
  std::set<base::Day> days;
};

std::map<base::PartnerKey, Helper> helpers(const Holdings& holdings, base::SubscriptionKey place,
                                           base::Month month) {
  std::map<base::PartnerKey, Helper> out;
  const DayRange days = base::range_of(month);
  const std::uint32_t first = holdings.subscription_first[place.number];
  const std::uint32_t last = holdings.subscription_first[place.number + 1];
  for (std::uint32_t at = first; at < last; ++at) {
    const Holding& holding = holdings.by_partner[holdings.by_subscription[at]];
    for (const Run& run : holdings.runs_of(holding)) {
      const DayRange both = days.intersect({run.from, run.to});
      if (both.empty() || run.types == 0) continue;
      Helper& one = out[holding.partner];
      one.types |= run.types;
      for (base::Day day = both.from; day < both.to; day = day + 1)
        one.days.insert(day);
    }
  }
  return out;
}

// As people say them: a customer does not know codes.
std::string names_of(const programs::Programme& programme, programs::TypeMask types) {
  std::string joined;
  for (std::size_t i = 0; i < programme.types.size(); ++i) {
    if ((types >> i & 1U) == 0) continue;
    joined += (joined.empty() ? "" : ", ") + programme.types[i].name;
  }
  return joined;
}

std::string rates_of(const base::Speaker& say, const EarningLine& line) {
  std::string out;
  for (const base::Decimal rate : line.rates)
    out = out.empty() ? say.text(rate) : say(kSay.rate_then, out, rate);
  return out;
}

Explanation payment(const base::Speaker& say, const programs::Programme& programme,
                    const EarningLine& line) {
  const auto lever = std::ranges::find(programme.levers, line.lever, &programs::Lever::code);
  ASSERT(lever != programme.levers.end());
  const bool is_coop = line.kind == EarningKind::Coop;
  Explanation out{"earning", lever->name, say(is_coop ? kSay.paid_as_fund : kSay.paid), {}};
  if (!programme.parameters.customers_see_rates) return out;
  if (!line.rates.empty())
    out.because.push_back(labelled("rule", "rate", say(kSay.rate), rates_of(say, line)));
  for (std::string& term : terms_text(say, *lever))
    out.because.push_back(labelled("rule", "terms", say(kSay.terms), std::move(term)));
  return out;
}

// Each thing that is paid once, whatever the currency and however many lines it has.
void add_payments(const base::Speaker& say, const programs::Programme& programme,
                  const std::vector<EarningLine>& lines, const std::string& partner,
                  Explanation& out) {
  std::set<std::pair<std::string, EarningKind>> told;
  for (const EarningLine& line : lines) {
    const bool is_paid = line.partner == partner && !line.amount.is_zero();
    if (is_paid && told.emplace(line.lever, line.kind).second)
      out.because.push_back(payment(say, programme, line));
  }
  if (told.empty())
    out.because.push_back(labelled("note", "paid_nothing", "", say(kSay.paid_nothing)));
}

class Teller {
 public:
  Teller(const base::Speaker& say, const usage::SeriesIndex& index, const Holdings& holdings,
         const Standing& standing, HeldLevels& levels, base::Month month)
      : say_(say),
        index_(index),
        holdings_(holdings),
        standing_(standing),
        levels_(levels),
        month_(month) {}

  Explanation tell(base::SubscriptionKey place) const {
    const registry::Snapshot& registry = standing_.registry();
    const programs::Programme& programme = standing_.programme();
    Explanation out{"subscription",
                    registry[place].id,
                    say_(kSay.product, registry[registry[place].product].id),
                    {}};
    const auto lines = place_earnings(index_, holdings_, standing_, levels_, place, month_);
    const base::Count month_days{static_cast<std::size_t>(month_.days())};
    const auto all = helpers(holdings_, place, month_);
    for (const auto& [partner, helper] : all) {
      const base::Count days{helper.days.size()};
      Explanation node{"partner",
                       registry[partner].name,
                       say_(kSay.recognised, names_of(programme, helper.types), days, month_days),
                       {}};
      add_payments(say_, programme, lines, registry[partner].id, node);
      out.because.push_back(std::move(node));
    }
    if (out.because.empty())
      out.because.push_back(labelled("note", "nobody_gains", "", say_(kSay.nobody_gains)));
    add_unrecognised(place, all, out);
    return out;
  }

 private:
  // Who stands beside it in vain, each with its first reason.
  void add_unrecognised(base::SubscriptionKey place,
                        const std::map<base::PartnerKey, Helper>& recognised,
                        Explanation& out) const {
    std::map<base::PartnerKey, std::string_view> closed;
    std::vector<Stretch> stretches;
    for (const registry::Association* association : standing_.reaching(place)) {
      if (recognised.contains(association->partner)) continue;
      standing_.cut(*association, place, stretches);
      for (const Stretch& one : stretches) {
        if (!one.holds() && one.days.overlaps(base::range_of(month_)))
          closed.emplace(association->partner, one.closed_gate());
      }
    }
    for (const auto& [partner, code] : closed) {
      const std::string& name = standing_.registry()[partner].name;
      const std::string reason = reason_text(code, say_.language());
      out.because.push_back(
          labelled("note", std::string(code), "", say_(kSay.not_recognised, name, reason)));
    }
  }

  const base::Speaker& say_;
  const usage::SeriesIndex& index_;
  const Holdings& holdings_;
  const Standing& standing_;
  HeldLevels& levels_;
  const base::Month month_;
};

base::Result<std::vector<base::SubscriptionKey>> places_of(const Standing& standing,
                                                           base::CustomerKey customer,
                                                           const BenefitQuery& query) {
  const registry::Snapshot& registry = standing.registry();
  std::vector<base::SubscriptionKey> out;
  for (const std::uint32_t at : standing.subscriptions_of(customer)) {
    const registry::Subscription& one = registry.subscriptions[at];
    const bool is_asked = query.subscription.empty()
                              ? one.life.overlaps(base::range_of(query.month))
                              : one.id == query.subscription;
    if (is_asked) out.push_back({at});
  }
  if (!out.empty() || query.subscription.empty()) return out;
  return base::fail(base::Code::NotFound,
                    "there is no subscription '" + query.subscription + "' of " + query.customer);
}

}  // namespace

base::Result<Explanation> benefit(const usage::SeriesIndex& index, const Holdings& holdings,
                                  const Standing& standing, const BenefitQuery& query) {
  const registry::Snapshot& registry = standing.registry();
  const auto found = std::ranges::find(registry.customers, query.customer, &registry::Customer::id);
  if (found == registry.customers.end())
    return base::fail(base::Code::NotFound, "there is no customer '" + query.customer + "'");
  const base::CustomerKey customer{static_cast<std::uint32_t>(found - registry.customers.begin())};
  const auto places = TRY(places_of(standing, customer, query));
  const base::Speaker say(query.language);
  Explanation out{"question", say(kSay.question, query.customer, query.month), found->name, {}};
  out.because.push_back(labelled("note", "amounts_private", "", say(kSay.amounts_private)));
  HeldLevels levels = TRY(HeldLevels::gather(index, standing, query.month));
  const Teller teller(say, index, holdings, standing, levels, query.month);
  const std::size_t most = query.subscriptions_max == 0 ? places.size() : query.subscriptions_max;
  const std::size_t shown = std::min(places.size(), most);
  for (std::size_t i = 0; i < shown; ++i)
    out.because.push_back(teller.tell(places[i]));
  if (shown < places.size()) {
    const base::Count more{places.size() - shown};
    out.because.push_back(
        labelled("note", "more_subscriptions", "", say(kSay.name_a_subscription, more)));
  }
  return out;
}

}  // namespace attribution
