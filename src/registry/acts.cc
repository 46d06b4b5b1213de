#include "registry/acts.h"

#include <algorithm>
#include <array>

#include "base/nearest.h"
#include "registry/act_detail.h"
#include "registry/act_parts.h"
#include "registry/exclusivity.h"
#include "registry/kinship.h"
#include "registry/partner_days.h"
#include "registry/termination.h"

namespace registry {
namespace {

using programs::AssociationType;

constexpr std::array<std::string_view, 15> kEndReasons{
    "REMOVED_BY_CUSTOMER",    "REPLACED",
    "SUPERSEDED_SAME_DAY",    "SUPERSEDED_BY_CLAIM",
    "RESIGNED_BY_PARTNER",    "CONSENT_WITHDRAWN",
    "CHANNEL_CHANGED_TO_CSP", "CHANNEL_CHANGED_FROM_CSP",
    "SUBSCRIPTION_ENDED",     "SUBSCRIPTION_TRANSFERRED",
    "TERM_EXPIRED",           "PARTNER_TERMINATED",
    "PARTNER_MERGED",         "TENANT_MERGED",
    "OPERATOR_CORRECTION"};

// A designation with everything it names found.
struct Case {
  const View& view;
  const Designation& wish;
  const Kinship& kinship;
  programs::TypeIndex type = 0;
  base::PartnerKey partner;
  base::CustomerKey customer;
  base::SubscriptionKey subscription;
  base::Day until;  // as wished, or until the partner is terminated

  const AssociationType& rules() const { return view.programme.types[type]; }
};

base::Result<programs::TypeIndex> type_of(const View& view, const std::string& code) {
  if (const auto type = view.programme.type(code)) return *type;
  std::vector<std::string_view> codes;
  for (const auto& one : view.programme.types)
    codes.push_back(one.code);
  return base::fail(base::Code::NotFound, "programme '" + view.programme.code +
                                              "' has no association type '" + code + "'" +
                                              base::hint(code, codes));
}

base::Result<base::CustomerKey> customer_of(const View& view, const Kinship& kinship,
                                            const Designation& wish,
                                            base::SubscriptionKey subscription) {
  const std::string& id = wish.customer_id;
  const auto named = view.directory.customer(id);
  if (!id.empty() && !named.exists()) {
    return base::fail(base::Code::NotFound, "customer '" + id + "' is not registered");
  }
  if (!subscription.exists()) {
    if (named.exists()) return named;
    return base::fail(base::Code::InvalidInput, "name the subscription or the customer");
  }
  const auto owner = view.snapshot[subscription].customer;
  if (!named.exists() || kinship.acts_for(named, owner, wish.on)) return owner;
  return base::refuse("TENANT_MISMATCH", "subscription '" + view.snapshot[subscription].id +
                                             "' belongs to customer '" + view.snapshot[owner].id +
                                             "', not to '" + id + "'");
}

base::Result<Case> find(const Situation& situation, const View& view, const Kinship& kinship,
                        const Designation& wish) {
  Case it{.view = view,
          .wish = wish,
          .kinship = kinship,
          .partner = {},
          .customer = {},
          .subscription = {},
          .until = {}};
  it.type = TRY(type_of(view, wish.type));
  TRY_STATUS(check_partner(view, wish.partner_id, wish.on));
  it.partner = view.directory.partner(wish.partner_id);
  if (!wish.subscription_id.empty()) {
    TRY_STATUS(check_subscription(view, wish.subscription_id, wish.on));
    it.subscription = view.directory.subscription(wish.subscription_id);
  }
  it.customer = TRY(customer_of(view, kinship, wish, it.subscription));
  TRY_STATUS(check_day(situation, wish.on));
  it.until = wish.until;
  const auto ends = terminated_in(statuses_of(view.snapshot, it.partner), {wish.on, wish.until});
  if (ends) it.until = *ends;
  if (wish.until >= wish.on) return it;
  return base::fail(base::Code::InvalidInput, "the association would end (" + wish.until.text() +
                                                  ") before it starts (" + wish.on.text() + ")");
}

bool on_csp(const Snapshot& snapshot, base::SubscriptionKey subscription, base::Day day) {
  const ChannelPeriod* period = channel_on(snapshot, subscription, day);
  return period != nullptr && base::is_csp(period->channel);
}

// Gates of the type on the first day. A customer-wide association meets its gates day by day.
base::Status check_gates(const Case& it) {
  if (!it.subscription.exists()) return {};
  const Snapshot& snapshot = it.view.snapshot;
  const AssociationType& rules = it.rules();
  const bool csp = on_csp(snapshot, it.subscription, it.wish.on);
  if (rules.channels != programs::ChannelGate::Any &&
      csp != (rules.channels == programs::ChannelGate::CspOnly)) {
    return base::refuse("ASSOC_NOT_ALLOWED_ON_CHANNEL",
                        "subscription '" + snapshot[it.subscription].id + "' " +
                            (csp ? "stands in a CSP channel" : "does not stand in a CSP channel") +
                            " on " + it.wish.on.text() + ", where type '" + rules.code +
                            "' does not hold");
  }
  const Product& product = snapshot[snapshot[it.subscription].product];
  if (rules.allows(product.metering)) return {};
  return base::refuse("ASSOC_NOT_ALLOWED_FOR_FAMILY",
                      "product '" + product.id + "' is " +
                          std::string(base::word(product.metering)) + ", for which type '" +
                          rules.code + "' does not hold");
}

base::Status check_own_use(const Case& it) {
  if (it.view.programme.parameters.credit_own_use) return {};
  const Snapshot& snapshot = it.view.snapshot;
  const Partner& partner = snapshot[it.partner];
  const std::string_view group = group_on(snapshot, it.partner, it.wish.on);
  const auto is_own = [&](std::string_view id) {
    return it.kinship.own_since(snapshot, it.customer, id) <= it.wish.on;
  };
  if (!is_own(partner.id) && !is_own(group)) return {};
  return base::refuse("SELF_DEALING", "partner '" + partner.id + "' and customer '" +
                                          snapshot[it.customer].id +
                                          "' are the same group; nobody is its own partner");
}

bool same_scope(const Case& it, const Association& one) {
  if (it.rules().excludes_in(it.wish.workload) != it.rules().excludes_in(one.workload))
    return false;
  if (it.subscription.exists() || one.subscription.exists()) {
    return it.subscription == one.subscription;
  }
  return it.kinship.one_since(it.customer, one.customer) <= it.wish.on;
}

// Whether the two meet on some subscription on one of the days.
bool meets(const Case& it, const Association& one, base::DayRange days) {
  if (it.subscription.exists() && one.subscription.exists()) {
    return it.subscription == one.subscription && one.days.overlaps(days);
  }
  const auto owner =
      one.subscription.exists() ? it.view.snapshot[one.subscription].customer : one.customer;
  days.from = std::max(days.from, it.kinship.one_since(it.customer, owner));
  return one.days.overlaps(days);
}

bool is_same_holder(const Case& it, const Association& one) {
  return one.partner == it.partner && one.type == it.type;
}

std::unexpected<base::Error> already_held(const Case& it, const Association& one,
                                          const std::string& advice) {
  return base::refuse("ALREADY_HELD", "partner '" + it.view.snapshot[one.partner].id + "' holds '" +
                                          it.view.programme.types[one.type].code +
                                          "' there with association '" + one.id + "' from " +
                                          one.days.from.text() + " on" + advice);
}

// Associations whose days the newcomer would take, by start.
std::vector<const Association*> rivals(const Case& it) {
  const AssociationType& rules = it.rules();
  const base::DayRange days{it.wish.on, it.until};
  std::vector<const Association*> found;
  for (const Association& one : it.view.snapshot.associations) {
    const bool same_key =
        rules.exclusive.empty()
            ? is_same_holder(it, one) && one.workload == it.wish.workload
            : exclude_each_other(it.view.programme, it.type, it.wish.workload, one);
    if (same_key && meets(it, one, days)) found.push_back(&one);
  }
  std::ranges::sort(found, {}, [](const Association* one) { return one->days.from; });
  return found;
}

std::string_view end_reason(const Situation& situation, const Case& it, const Association& one) {
  if (one.days.from == it.wish.on) return "SUPERSEDED_SAME_DAY";
  if (!it.wish.replaced_as.empty()) return it.wish.replaced_as;
  const bool corrects = situation.actor == ActorKind::Operator && it.wish.on < situation.today;
  return corrects ? "OPERATOR_CORRECTION" : "REPLACED";
}

// Ends those in the way; gives the last day (exclusive) that is left for the newcomer, which stops
// where the same partner already holds later.
base::Result<base::Day> make_room(const Situation& situation, const Case& it, ChangeSet& changes) {
  base::Day until = it.until;
  bool replaced = false;
  for (const Association* one : rivals(it)) {
    if (one->days.from >= until) break;
    if (is_same_holder(it, *one) && same_scope(it, *one)) {
      if (one->days.contains(it.wish.on)) return already_held(it, *one, "; nothing to change");
      until = one->days.from;
      break;
    }
    if (it.rules().exclusive.empty()) continue;
    if (one->source == kRecognition) {
      return already_held(it, *one, ", recognised from its sales channel; change the channel");
    }
    if (!same_scope(it, *one)) return already_held(it, *one, "; end it there first");
    if (it.wish.incumbent == Incumbent::Refuse) {
      return already_held(it, *one, "; replace or end it");
    }
    replaced = true;
    changes.associations.push_back(
        ended(it.view, *one, it.wish.on, end_reason(situation, it, *one)));
  }
  if (replaced || it.wish.incumbent != Incumbent::Require) return until;
  return base::refuse("NOT_HOLDER", "nobody holds '" + it.rules().code + "' there on " +
                                        it.wish.on.text() + "; use associate");
}

ChangeSet::AssociationRow newcomer(const Case& it, base::Day until) {
  const Snapshot& snapshot = it.view.snapshot;
  // One act is one commit and commits do not repeat, so the id is new; unless a file took it.
  std::string id = "act-" + std::to_string(snapshot.as_known.number + 1);
  while (find_association(snapshot, id) != nullptr)
    id += "x";
  return {.id = std::move(id),
          .type = it.rules().code,
          .partner_id = snapshot[it.partner].id,
          .customer_id = snapshot[it.customer].id,
          .subscription_id = it.wish.subscription_id,
          .workload = it.wish.workload,
          .days = {it.wish.on, until},
          .end_reason =
              std::string(until == it.until && until < it.wish.until ? kPartnerTerminated : ""),
          .source = std::string(kByAct),
          .exclusive = it.rules().exclusive,
          .exclusive_in = std::string(it.rules().excludes_in(it.wish.workload)),
          .voided = false,
          .where = {}};
}

std::string_view default_reason(ActorKind actor) {
  switch (actor) {
    case ActorKind::Customer: return "REMOVED_BY_CUSTOMER";
    case ActorKind::Partner: return "RESIGNED_BY_PARTNER";
    case ActorKind::Feed: return "SUBSCRIPTION_ENDED";
    case ActorKind::System: return "TERM_EXPIRED";
    case ActorKind::Operator: break;
  }
  return "OPERATOR_CORRECTION";
}

base::Error not_holder(const Ending& wish) {
  return {base::Code::Refused, "no such association holds on or after " + wish.on.text(),
          "NOT_HOLDER", "accredit history"};
}

// Of a whole customer: by any name that it has on the day.
bool is_of_customer(const View& view, const Kinship& kinship, const Ending& wish,
                    const Association& one) {
  if (wish.customer_id.empty() || view.snapshot[one.customer].id == wish.customer_id) return true;
  const auto named = view.directory.customer(wish.customer_id);
  if (!named.exists()) return false;
  if (one.subscription.exists()) return kinship.acts_for(named, one.customer, wish.on);
  return kinship.one_since(named, one.customer) <= wish.on;
}

bool is_named(const View& view, const Kinship& kinship, const Ending& wish,
              const Association& one) {
  if (!wish.association_id.empty()) return one.id == wish.association_id;
  const Snapshot& s = view.snapshot;
  const auto scope = one.subscription.exists() ? s[one.subscription].id : std::string();
  return view.programme.types[one.type].code == wish.type && scope == wish.subscription_id &&
         (wish.partner_id.empty() || s[one.partner].id == wish.partner_id) &&
         is_of_customer(view, kinship, wish, one) && one.days.to > wish.on && !one.days.empty();
}

// The one association that is meant: the one that holds on the day, or the next one planned.
base::Result<const Association*> named(const View& view, const Ending& wish) {
  const Kinship kinship(view.snapshot);
  const Association* best = nullptr;
  for (const Association& one : view.snapshot.associations) {
    if (!is_named(view, kinship, wish, one)) continue;
    if (best != nullptr && best->partner != one.partner && wish.partner_id.empty() &&
        best->days.overlaps(one.days)) {
      return base::fail(base::Code::InvalidInput,
                        "several partners hold '" + wish.type + "' there; name the partner");
    }
    if (best == nullptr || one.days.from < best->days.from) best = &one;
  }
  if (best != nullptr) return best;
  return std::unexpected(not_holder(wish));
}

// Who acts for itself designates for what it administers. Of what does not exist nobody is admin
// either: the answer is the same.
base::Status check_self(const Situation& situation, const View& view, const Designation& wish) {
  if (situation.self.empty()) return {};
  if (situation.actor != ActorKind::Customer)
    return base::refuse("ACTOR_NOT_ALLOWED", "customers designate; this is " + situation.self);
  const auto subscription = view.directory.subscription(wish.subscription_id);
  const std::string owner = subscription.exists()
                                ? view.snapshot[view.snapshot[subscription].customer].id
                            : wish.subscription_id.empty() ? wish.customer_id
                                                           : std::string();
  if (acts_for(view.snapshot, situation.self, owner, situation.today)) return {};
  return base::refuse("NOT_CUSTOMER_ADMIN", "customer '" + situation.self +
                                                "' does not administer '" + wish.subscription_id +
                                                wish.customer_id + "'");
}

// Whether the association is of who acts for itself.
bool is_own(const Situation& situation, const Association& one) {
  const Snapshot& s = situation.snapshot;
  if (situation.self.empty()) return true;
  if (situation.actor == ActorKind::Partner) return s[one.partner].id == situation.self;
  return acts_for(s, situation.self, s[one.customer].id, situation.today);
}

base::Status check_ending(const Situation& situation, const Ending& wish, const Association& one) {
  TRY_STATUS(check_day(situation, std::max(wish.on, one.days.from)));
  if (one.source == kRecognition) {
    return base::refuse("ASSOC_NOT_ALLOWED_ON_CHANNEL",
                        "association '" + one.id +
                            "' is recognised from its sales channel and "
                            "ends with it; change the channel instead");
  }
  if (one.days.to <= wish.on || one.days.empty()) {
    return base::refuse("NOT_HOLDER",
                        "association '" + one.id + "' has already ended on " + one.days.to.text());
  }
  if (wish.end_reason.empty()) return {};
  if (std::ranges::find(kEndReasons, wish.end_reason) != kEndReasons.end()) return {};
  return base::fail(base::Code::InvalidInput, "'" + wish.end_reason + "' is no end reason" +
                                                  base::hint(wish.end_reason, kEndReasons));
}

}  // namespace

base::Result<Decision> associate(const Situation& situation, const Designation& wish) {
  const Directory directory(situation.snapshot);
  const View view{situation.snapshot, directory, situation.programme};
  const Kinship kinship(situation.snapshot);
  TRY_STATUS(check_self(situation, view, wish));
  const Case it = TRY(find(situation, view, kinship, wish));
  TRY_STATUS(check_gates(it));
  TRY_STATUS(check_own_use(it));
  Decision decision;
  const base::Day until = TRY(make_room(situation, it, decision.changes));
  decision.changes.associations.push_back(newcomer(it, until));
  decision.association_id = decision.changes.associations.back().id;
  TRY_STATUS(check_change(view, decision.changes));
  decision.act = {.actor = actor_text(situation),
                  .action = wish.incumbent == Incumbent::Require ? "replace" : "associate",
                  .reason = wish.reason,
                  .detail = detail_of(view, detail_of(wish), decision.changes)};
  return decision;
}

base::Result<Decision> end(const Situation& situation, const Ending& wish) {
  const Directory directory(situation.snapshot);
  const View view{situation.snapshot, directory, situation.programme};
  if (wish.association_id.empty()) (void)TRY(type_of(view, wish.type));
  const Association& one = *TRY(named(view, wish));
  if (!is_own(situation, one)) return std::unexpected(not_holder(wish));
  TRY_STATUS(check_ending(situation, wish, one));
  Decision decision;
  const std::string_view reason =
      wish.end_reason.empty() ? default_reason(situation.actor) : std::string_view(wish.end_reason);
  decision.changes.associations.push_back(ended(view, one, wish.on, reason));
  decision.association_id = one.id;
  TRY_STATUS(check_change(view, decision.changes));
  decision.act = {.actor = actor_text(situation),
                  .action = "end",
                  .reason = wish.reason,
                  .detail = detail_of(view, detail_of(wish), decision.changes)};
  return decision;
}

Act refused(const Situation& situation, std::string action, const std::string& detail,
            const base::Error& error) {
  return {.actor = actor_text(situation),
          .action = std::move(action) + " refused",
          .reason = error.reason,
          .detail = DetailWriter().nested("asked", detail).field("why", error.message).text()};
}

std::string detail_of(const Designation& wish) {
  return DetailWriter()
      .field("type", wish.type)
      .field("partner", wish.partner_id)
      .field("customer", wish.customer_id)
      .field("subscription", wish.subscription_id)
      .field("workload", wish.workload)
      .field("on", wish.on.text())
      .field("until", wish.until.text())
      .text();
}

std::string detail_of(const Ending& wish) {
  return DetailWriter()
      .field("association", wish.association_id)
      .field("type", wish.type)
      .field("partner", wish.partner_id)
      .field("customer", wish.customer_id)
      .field("subscription", wish.subscription_id)
      .field("on", wish.on.text())
      .field("end_reason", wish.end_reason)
      .text();
}

}  // namespace registry
