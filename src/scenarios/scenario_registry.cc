#include "scenarios/scenario_registry.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "registry/credit_shares.h"
#include "registry/exclusivity.h"

namespace scenarios {
namespace {

using registry::Association;

std::string name_of(std::string_view noun, const std::string& id) {
  return std::string(noun) + " " + id;
}

}  // namespace

// Two associations of one exclusive key get in each other's way only at the same place.
bool ScenarioRegistry::same_place(const Association& a, const Association& b, base::Day day) const {
  return a.subscription == b.subscription &&
         (a.subscription.exists() || one_on(a.customer, b.customer, day));
}

std::uint32_t ScenarioRegistry::key(std::string_view noun, const std::string& id) const {
  const auto found = names_.find(name_of(noun, id));
  return found == names_.end() ? base::PartnerKey::kNone : found->second;
}

base::Result<std::uint32_t> ScenarioRegistry::known(std::string_view noun,
                                                    const std::string& id) const {
  const std::uint32_t found = key(noun, id);
  if (found != base::PartnerKey::kNone) return found;
  return base::fail(base::Code::NotFound,
                    std::string(noun) + " '" + id + "' is not declared above; declare it first");
}

template <class Value>
void ScenarioRegistry::put(std::string_view noun, std::vector<Value>& values, Value value) {
  const auto next = static_cast<std::uint32_t>(values.size());
  const auto [place, is_new] = names_.try_emplace(name_of(noun, value.id), next);
  if (is_new) values.emplace_back();
  values[place->second] = std::move(value);
}

void ScenarioRegistry::partner(registry::Partner value) {
  put("partner", declared_.partners, std::move(value));
}

void ScenarioRegistry::customer(registry::Customer value) {
  put("customer", declared_.customers, std::move(value));
}

void ScenarioRegistry::product(registry::Product value) {
  put("product", declared_.products, std::move(value));
}

base::Status ScenarioRegistry::subscription(const std::string& id, const std::string& customer,
                                            const std::string& product, const std::string& currency,
                                            base::DayRange life) {
  registry::Subscription value;
  value.id = id;
  value.currency = currency;
  value.life = life;
  value.customer.number = TRY(known("customer", customer));
  value.product.number = TRY(known("product", product));
  put("subscription", declared_.subscriptions, std::move(value));
  return {};
}

base::Status ScenarioRegistry::channel(const std::string& subscription, base::Channel channel,
                                       base::DayRange days, const std::string& transacting,
                                       const std::string& reseller) {
  registry::ChannelPeriod period;
  period.channel = channel;
  period.days = days;
  period.subscription.number = TRY(known("subscription", subscription));
  if (!transacting.empty()) period.transacting.number = TRY(known("partner", transacting));
  if (!reseller.empty()) period.reseller.number = TRY(known("partner", reseller));
  std::erase_if(declared_.channels, [&](const registry::ChannelPeriod& old) {
    return old.subscription == period.subscription && old.days.from == days.from;
  });
  for (const auto& other : declared_.channels) {
    if (other.subscription != period.subscription || !other.days.overlaps(days)) continue;
    return base::fail(base::Code::InvalidInput, "the channel periods of subscription '" +
                                                    subscription +
                                                    "' overlap; end the earlier one with 'until'");
  }
  declared_.channels.push_back(period);
  return {};
}

void ScenarioRegistry::rate(registry::FxRate value) {
  std::erase_if(declared_.fx_rates, [&](const registry::FxRate& old) {
    return old.month == value.month && old.from == value.from && old.to == value.to;
  });
  declared_.fx_rates.push_back(std::move(value));
}

base::Status ScenarioRegistry::member(const std::string& partner, const std::string& group,
                                      base::DayRange days) {
  registry::Membership made;
  made.partner.number = TRY(known("partner", partner));
  made.group_id = group;
  made.days = days;
  auto& all = declared_.memberships;
  std::erase_if(all, [&](const registry::Membership& old) {
    return old.partner == made.partner && old.days.from == days.from;
  });
  for (const registry::Membership& other : all) {
    if (other.partner != made.partner || !other.days.overlaps(days)) continue;
    return base::fail(base::Code::InvalidInput,
                      "partner '" + partner +
                          "' would belong to two groups on one day; end the "
                          "earlier membership with 'until'");
  }
  all.push_back(std::move(made));
  return {};
}

base::Status ScenarioRegistry::check_account(const std::string& id) const {
  const auto is_it = [&](const registry::Partner& one) {
    return one.id == id || (one.group_id == id && !id.empty());
  };
  const auto in_it = [&](const registry::Membership& one) { return one.group_id == id; };
  if (std::ranges::any_of(declared_.partners, is_it) ||
      std::ranges::any_of(declared_.memberships, in_it)) {
    return {};
  }
  return base::fail(base::Code::NotFound, "no partner and no group '" + id + "' is declared above");
}

base::Status ScenarioRegistry::value(registry::MetricValue value) {
  TRY_STATUS(check_account(value.account_id));
  const auto* competency = programme_->competency(value.competency);
  if (competency == nullptr || competency->metric(value.metric) == nullptr) {
    return base::fail(base::Code::NotFound, "the programme has no metric '" + value.metric +
                                                "' of a competency '" + value.competency + "'");
  }
  std::erase_if(declared_.metric_values, [&](const registry::MetricValue& old) {
    return old.account_id == value.account_id && old.competency == value.competency &&
           old.metric == value.metric && old.month == value.month;
  });
  declared_.metric_values.push_back(std::move(value));
  return {};
}

base::Status ScenarioRegistry::award(registry::Award value) {
  TRY_STATUS(check_account(value.account_id));
  const auto* competency = programme_->competency(value.competency);
  if (competency == nullptr || competency->rank(value.level) == 0) {
    return base::fail(base::Code::NotFound, "the programme has no level '" + value.level +
                                                "' of a competency '" + value.competency + "'");
  }
  std::erase_if(declared_.awards, [&](const registry::Award& old) {
    return old.account_id == value.account_id && old.competency == value.competency &&
           old.awarded_on == value.awarded_on;
  });
  declared_.awards.push_back(std::move(value));
  return {};
}

base::Status ScenarioRegistry::access(const registry::AccessPeriod& value) {
  const auto is_it = [&](const Association& one) { return one.id == value.association_id; };
  if (std::ranges::none_of(declared_.associations, is_it) &&
      std::ranges::none_of(recognised(), is_it)) {
    return base::fail(base::Code::NotFound,
                      "no association '" + value.association_id + "' is declared above");
  }
  if (value.to < value.from)
    return base::fail(base::Code::InvalidInput, "the access ends before it starts");
  std::erase_if(declared_.access_periods, [&](const registry::AccessPeriod& old) {
    return old.association_id == value.association_id && old.from == value.from;
  });
  declared_.access_periods.push_back(value);
  return {};
}

base::Status ScenarioRegistry::given(const registry::ManualLine& value) {
  const auto& levers = programme_->levers;
  const auto lever = std::ranges::find(levers, value.lever, &programs::Lever::code);
  if (lever == levers.end() || lever->reads_usage()) {
    return base::fail(base::Code::NotFound,
                      "the programme has no lever '" + value.lever + "' of kind manual");
  }
  registry::ManualEarning made{.reference = value.reference,
                               .lever = value.lever,
                               .partner = {},
                               .subscription = {},
                               .month = value.month,
                               .amount = value.amount,
                               .currency = value.currency,
                               .reason = value.reason};
  made.partner.number = TRY(known("partner", value.partner_id));
  made.subscription.number = TRY(known("subscription", value.subscription_id));
  std::erase_if(declared_.manual_earnings, [&](const registry::ManualEarning& old) {
    return old.reference == value.reference;
  });
  declared_.manual_earnings.push_back(std::move(made));
  return {};
}

base::PartnerStatus ScenarioRegistry::status_on(base::PartnerKey partner, base::Day day) const {
  const registry::StatusChange* last = nullptr;
  bool dated = false;
  for (const registry::StatusChange& one : declared_.statuses) {
    if (one.partner != partner) continue;
    dated = true;
    if (one.from <= day && (last == nullptr || last->from < one.from)) last = &one;
  }
  if (!dated) return declared_[partner].status;
  return last == nullptr ? base::PartnerStatus::Active : last->status;
}

// On the first of its days on which the partner is terminated: a change of status begins then, or
// the association itself.
void ScenarioRegistry::end_at_termination(Association& one) const {
  std::vector<base::Day> days{one.days.from};
  for (const registry::StatusChange& change : declared_.statuses)
    days.push_back(change.from);
  std::ranges::sort(days);
  for (const base::Day day : days) {
    if (!one.days.contains(day)) continue;
    if (status_on(one.partner, day) != base::PartnerStatus::Terminated) continue;
    const bool dated =
        std::ranges::count(declared_.statuses, one.partner, &registry::StatusChange::partner) > 0;
    if (!dated) return;
    one.days.to = day;
    one.end_reason = "PARTNER_TERMINATED";
    return;
  }
}

base::Status ScenarioRegistry::status(const std::string& partner, registry::StatusChange value) {
  value.partner.number = TRY(known("partner", partner));
  if (value.for_cause && value.status != base::PartnerStatus::Terminated) {
    return base::fail(base::Code::InvalidInput, "only a termination is for cause");
  }
  std::erase_if(declared_.statuses, [&](const registry::StatusChange& old) {
    return old.partner == value.partner && old.from == value.from;
  });
  declared_.statuses.push_back(std::move(value));
  for (Association& one : declared_.associations)
    end_at_termination(one);
  return {};
}

base::Status ScenarioRegistry::enrolment(const std::string& partner, registry::Enrolment value) {
  value.partner.number = TRY(known("partner", partner));
  std::erase_if(declared_.enrolments, [&](const registry::Enrolment& old) {
    return old.partner == value.partner && old.agreement == value.agreement &&
           old.days.from == value.days.from;
  });
  declared_.enrolments.push_back(std::move(value));
  return {};
}

base::Status ScenarioRegistry::profile(const std::string& partner, registry::Profile value) {
  value.partner.number = TRY(known("partner", partner));
  std::erase_if(declared_.profiles, [&](const registry::Profile& old) {
    return old.partner == value.partner && old.kind == value.kind &&
           old.days.from == value.days.from;
  });
  declared_.profiles.push_back(std::move(value));
  return {};
}

base::Status ScenarioRegistry::share(const std::string& subscription, const std::string& partner,
                                     registry::CreditShare value) {
  value.subscription.number = TRY(known("subscription", subscription));
  value.partner.number = TRY(known("partner", partner));
  std::vector<registry::CreditShare> all = declared_.credit_shares;
  std::erase_if(all, [&](const registry::CreditShare& old) {
    return registry::order_of(old) == registry::order_of(value);
  });
  all.push_back(value);
  for (const registry::CreditShare& begun : all) {
    base::Decimal sum;
    for (const registry::CreditShare& one : all) {
      const bool there = one.subscription == value.subscription &&
                         one.subscription == begun.subscription &&
                         one.days.contains(begun.days.from);
      if (there) sum += one.share;
      const bool same = one.partner == begun.partner && one.days.from == begun.days.from;
      if (there && !same && one.partner == begun.partner && !begun.days.empty())
        return base::refuse("SHARES_EXCEED_WHOLE", "the partner has another share on that day");
    }
    if (sum > base::Decimal::from_integer(1))
      return base::refuse("SHARES_EXCEED_WHOLE", "the shares of the day come to more than 100 %");
  }
  declared_.credit_shares = std::move(all);
  return {};
}

// One name of the customer after the other, as the mergers of the day say.
bool ScenarioRegistry::one_on(base::CustomerKey a, base::CustomerKey b, base::Day day) const {
  const auto last_name = [&](base::CustomerKey customer) {
    for (std::size_t step = 0; step <= declared_.mergers.size(); ++step) {
      for (const registry::Merger& one : declared_.mergers) {
        const bool merged = one.kind == base::MergerKind::TenantMerged && one.merged == customer;
        if (merged && one.from <= day) customer = one.survivor;
      }
    }
    return customer;
  };
  return last_name(a) == last_name(b);
}

// Day by day would be the same: what began first of those that share a role on a day goes on.
void ScenarioRegistry::end_at_merger(base::Day day) {
  const auto owner = [&](const Association& one) {
    return one.subscription.exists() ? declared_[one.subscription].customer : one.customer;
  };
  std::vector<Association*> order;
  for (Association& one : declared_.associations) {
    if (one.days.to > day && !programme_->types[one.type].exclusive.empty()) order.push_back(&one);
  }
  std::ranges::sort(order, {}, [](const Association* one) {
    return std::tuple(one->days.from, std::string_view(one->id));
  });
  std::vector<Association*> on;
  for (Association* one : order) {
    const bool taken = std::ranges::any_of(on, [&](const Association* other) {
      return owner(*one) != owner(*other) && one_on(owner(*one), owner(*other), day) &&
             registry::exclude_each_other(*programme_, one->type, one->workload, *other) &&
             (!one->subscription.exists() || !other->subscription.exists()) &&
             std::max({one->days.from, other->days.from, day}) <
                 std::min(one->days.to, other->days.to);
    });
    if (!taken) {
      on.push_back(one);
      continue;
    }
    one->days.to = std::max(day, one->days.from);
    one->end_reason = "TENANT_MERGED";
  }
}

base::Status ScenarioRegistry::merger(const std::string& merged, const std::string& survivor,
                                      base::Day from, base::MergerKind kind) {
  registry::Merger made{.from = from, .kind = kind};
  made.merged.number = TRY(known("customer", merged));
  made.survivor.number = TRY(known("customer", survivor));
  std::vector<base::CustomerKey> ahead{made.survivor};
  for (std::size_t at = 0; at < ahead.size(); ++at) {
    if (ahead[at] == made.merged || ahead.size() > 10'000) {
      return base::refuse("MERGER_CYCLE", "'" + survivor + "' goes to '" + merged + "' itself");
    }
    for (const registry::Merger& one : declared_.mergers) {
      if (one.merged == ahead[at]) ahead.push_back(one.survivor);
    }
  }
  for (const registry::Merger& one : declared_.mergers) {
    if (one.merged != made.merged || one.kind != kind) continue;
    return base::refuse("ALREADY_MERGED", "customer '" + merged + "' went already");
  }
  declared_.mergers.push_back(made);
  if (kind == base::MergerKind::TenantMerged) end_at_merger(from);
  return {};
}

base::Result<Association> ScenarioRegistry::association(const Wish& wish) const {
  Association made;
  made.id = wish.id;
  made.workload = wish.workload;
  made.days = wish.days;
  made.source = "import";
  const auto type = programme_->type(wish.type);
  if (!type) {
    return base::fail(base::Code::NotFound,
                      "the programme has no association type '" + wish.type + "'");
  }
  made.type = *type;
  if (!wish.partner.empty()) made.partner.number = TRY(known("partner", wish.partner));
  if (wish.subscription.empty()) {
    made.customer.number = TRY(known("customer", wish.customer));
  } else {
    made.subscription.number = TRY(known("subscription", wish.subscription));
    made.customer = declared_[made.subscription].customer;
  }
  if (made.id.empty()) made.id = "A" + std::to_string(associations_made_ + 1);
  return made;
}

void ScenarioRegistry::store(Association value) {
  ++associations_made_;
  const auto same = std::ranges::find(declared_.associations, value.id, &Association::id);
  if (same == declared_.associations.end()) {
    declared_.associations.push_back(std::move(value));
  } else {
    *same = std::move(value);
  }
}

const Association* ScenarioRegistry::rival(const Association& wanted) const {
  for (const auto& other : declared_.associations) {
    if (other.id != wanted.id && other.days.overlaps(wanted.days) &&
        same_place(other, wanted, std::max(other.days.from, wanted.days.from)) &&
        registry::exclude_each_other(*programme_, wanted.type, wanted.workload, other)) {
      return &other;
    }
  }
  return nullptr;
}

// A past engagement is a fact whoever the partner is today; an open one is a promise.
base::Status ScenarioRegistry::declare(const Wish& wish) {
  Association made = TRY(association(wish));
  const bool open = made.days.to == base::Day::forever();
  if (open && status_on(made.partner, made.days.from) != base::PartnerStatus::Active) {
    return base::refuse("PARTNER_NOT_ACTIVE", "partner '" + wish.partner + "' is not active");
  }
  end_at_termination(made);
  if (const Association* other = rival(made)) {
    return base::refuse("ALREADY_HELD", "association '" + other->id +
                                            "' holds the same role on some of these days");
  }
  store(std::move(made));
  return {};
}

base::Status ScenarioRegistry::withdraw(const std::string& id) {
  const auto found = std::ranges::find(declared_.associations, id, &Association::id);
  if (found == declared_.associations.end()) {
    return base::fail(base::Code::NotFound, "association '" + id + "' is not declared above");
  }
  found->days.to = found->days.from;
  found->end_reason = "OPERATOR_CORRECTION";
  return {};
}

// The gates of an act look at the day on which it begins; later days are the gates' own affair.
base::Status ScenarioRegistry::check_act(const Association& wanted) const {
  const auto& type = programme_->types[wanted.type];
  if (status_on(wanted.partner, wanted.days.from) != base::PartnerStatus::Active) {
    return base::refuse("PARTNER_NOT_ACTIVE", "the partner is not active");
  }
  if (!wanted.subscription.exists()) return {};
  const auto& subscription = declared_[wanted.subscription];
  const base::Day day = wanted.days.from;
  if (!subscription.life.contains(day)) {
    return base::refuse("SUBSCRIPTION_NOT_ACTIVE", "the subscription is not active on that day");
  }
  const auto period = std::ranges::find_if(declared_.channels, [&](const auto& one) {
    return one.subscription == wanted.subscription && one.days.contains(day);
  });
  const bool open =
      period == declared_.channels.end() ? type.allows_no_channel() : type.allows(period->channel);
  if (!open) {
    return base::refuse("ASSOC_NOT_ALLOWED_ON_CHANNEL",
                        "type '" + type.code + "' is not allowed in the channel of that day");
  }
  if (!type.allows(declared_[subscription.product].metering)) {
    return base::refuse("ASSOC_NOT_ALLOWED_FOR_FAMILY",
                        "type '" + type.code + "' is not allowed for this product");
  }
  return {};
}

base::Status ScenarioRegistry::designate(const Wish& wish) {
  Association made = TRY(association(wish));
  made.source = "act";
  TRY_STATUS(check_act(made));
  if (const Association* other = rival(made)) {
    return base::refuse("ALREADY_HELD",
                        "association '" + other->id + "' holds this role; replace it");
  }
  store(std::move(made));
  return {};
}

Association* ScenarioRegistry::holder(const Wish& wish, base::Day day) {
  const auto wanted = association(wish);
  if (!wanted) return nullptr;
  for (auto& one : declared_.associations) {
    const bool meant = wish.partner.empty() || one.partner == wanted->partner;
    if (one.type == wanted->type && meant && one.days.contains(day) &&
        one.workload == wanted->workload && same_place(one, *wanted, day)) {
      return &one;
    }
  }
  return nullptr;
}

// The newcomer holds the whole day on which it is named; whoever began on that same day keeps an
// empty interval.
//
//   before   P1 [03-01 ................ )      replace on 03-11
//   after    P1 [03-01 .. 03-11)  P2 [03-11 ........ )
base::Status ScenarioRegistry::replace(const Wish& wish) {
  Wish role = wish;
  role.partner.clear();
  const Association* old = holder(role, wish.days.from);
  Association made = TRY(association(wish));
  made.source = "act";
  TRY_STATUS(check_act(made));
  if (old == nullptr) {
    return base::fail(base::Code::NotFound, "nobody holds this role on that day; use designate");
  }
  const bool same_day = old->days.from == wish.days.from;
  TRY_STATUS(end(role, same_day ? "SUPERSEDED_SAME_DAY" : "REPLACED"));
  store(std::move(made));
  return {};
}

base::Status ScenarioRegistry::end(const Wish& wish, const std::string& reason) {
  Association* old = holder(wish, wish.days.from);
  if (old == nullptr) {
    return base::fail(base::Code::NotFound, "nobody holds this role on that day");
  }
  old->days.to = wish.days.from;
  old->end_reason = reason;
  return {};
}

void ScenarioRegistry::take(const registry::Snapshot& moved) {
  declared_.associations = moved.associations;
  std::erase_if(declared_.associations,
                [](const Association& one) { return one.source == "recognition"; });
}

const registry::Partner* ScenarioRegistry::find_partner(const std::string& id) const {
  const std::uint32_t place = key("partner", id);
  return place == base::PartnerKey::kNone ? nullptr : &declared_.partners[place];
}

const registry::Subscription* ScenarioRegistry::find_subscription(const std::string& id) const {
  const std::uint32_t place = key("subscription", id);
  return place == base::PartnerKey::kNone ? nullptr : &declared_.subscriptions[place];
}

std::vector<Association> ScenarioRegistry::recognised() const {
  std::vector<Association> made;
  for (const auto& period : declared_.channels) {
    for (std::size_t type = 0; type < programme_->types.size(); ++type) {
      for (const auto& row : programme_->types[type].recognised) {
        const base::PartnerKey partner =
            row.party == programs::ChannelParty::Transacting ? period.transacting : period.reseller;
        if (row.channel != period.channel || !partner.exists()) continue;
        const auto& subscription = declared_[period.subscription];
        made.push_back({.id = "channel/" + subscription.id + "/" + period.days.from.text() + "/" +
                              programme_->types[type].code,
                        .type = static_cast<programs::TypeIndex>(type),
                        .partner = partner,
                        .customer = subscription.customer,
                        .subscription = period.subscription,
                        .workload = {},
                        .days = period.days,
                        .end_reason = {},
                        .source = "recognition",
                        .recorded = {}});
      }
    }
  }
  return made;
}

registry::Snapshot ScenarioRegistry::snapshot() const {
  registry::Snapshot made = declared_;
  std::ranges::sort(made.credit_shares, {}, registry::order_of);
  std::ranges::move(recognised(), std::back_inserter(made.associations));
  std::ranges::sort(made.associations, {}, &Association::id);
  std::ranges::sort(made.mergers, {},
                    [](const registry::Merger& one) { return std::pair(one.merged, one.kind); });
  std::ranges::sort(made.channels, {}, [](const registry::ChannelPeriod& period) {
    return std::pair(period.subscription, period.days.from);
  });
  std::ranges::sort(made.fx_rates, {}, [](const registry::FxRate& rate) {
    return std::tie(rate.month, rate.from, rate.to);
  });
  std::ranges::sort(made.memberships, {}, [](const registry::Membership& one) {
    return std::pair(one.partner, one.days.from);
  });
  std::ranges::sort(made.statuses, {}, [](const registry::StatusChange& one) {
    return std::pair(one.partner, one.from);
  });
  std::ranges::sort(made.enrolments, {}, [](const registry::Enrolment& one) {
    return std::tuple(one.partner, one.agreement, one.days.from);
  });
  std::ranges::sort(made.profiles, {}, [](const registry::Profile& one) {
    return std::tuple(one.partner, one.kind, one.days.from);
  });
  std::ranges::sort(made.metric_values, {}, [](const registry::MetricValue& one) {
    return std::tie(one.account_id, one.competency, one.metric, one.month);
  });
  std::ranges::sort(made.awards, {}, [](const registry::Award& one) {
    return std::tie(one.account_id, one.competency, one.awarded_on);
  });
  std::ranges::sort(made.access_periods, {}, [](const registry::AccessPeriod& one) {
    return std::tie(one.association_id, one.from);
  });
  std::ranges::sort(made.manual_earnings, {}, &registry::ManualEarning::reference);
  return made;
}

}  // namespace scenarios
