#include <algorithm>
#include <utility>

#include "base/check.h"
#include "lifecycle/engine_internal.h"
#include "registry/kinship.h"
#include "registry/partner_days.h"

namespace lifecycle {
namespace {

constexpr int kTermDaysMax = 730;
constexpr std::int64_t kDayMilliseconds = 86'400'000;
constexpr std::size_t kIdMax = 200;

constexpr std::array<std::string_view, 14> kTexts{
    "partner active",
    "id well-formed",
    "scope known and the actor's own",
    "no open twin",
    "evidence named",
    "reason given",
    "another operator",
    "within 24 h, same person",
    "no rival has newer evidence",
    "no deal there yet",
    "term of at most 730 d",
    "inside the operator's window, or a policy exception",
    "the association would be allowed",
    "rules readable",
};

bool is_open(const Request& request) {
  return !is_final(table_of(request.kind), request.state);
}

base::Status partner_active(const Attempt& a, const Request& asked) {
  if (asked.kind == Kind::Correction && asked.partner.empty()) return {};
  const registry::Snapshot& registry = a.moment.registry;
  const auto partner = registry::Directory(registry).partner(asked.partner);
  return registry::check_active(registry, partner, asked.partner, a.moment.today);
}

// Says nothing about whether the subscription exists.
base::Status well_formed(const Request& asked) {
  const auto printable = [](char c) { return static_cast<unsigned char>(c) > 0x20; };
  if (!asked.subscription.empty() && asked.subscription.size() <= kIdMax &&
      std::ranges::all_of(asked.subscription, printable)) {
    return {};
  }
  return base::fail(base::Code::InvalidInput,
                    "'" + asked.subscription +
                        "' is no id of a subscription: 1 to 200 characters without blanks");
}

base::Status scope(const Attempt& a, const Request& asked) {
  const registry::Directory directory(a.moment.registry);
  if (asked.subscription.empty() && !directory.customer(asked.customer).exists()) {
    if (asked.customer.empty()) {
      return base::fail(base::Code::InvalidInput, "name the subscription or the customer");
    }
    return base::fail(base::Code::NotFound, "customer '" + asked.customer + "' is not registered");
  }
  if (asked.subscription.empty()) return {};
  const std::string owner = owner_of(a.moment.registry, asked);
  if (owner.empty()) {
    return base::refuse("SUBSCRIPTION_NOT_FOUND", "subscription '" + asked.subscription +
                                                      "' is not registered; check its id");
  }
  if (asked.customer.empty() ||
      registry::acts_for(a.moment.registry, asked.customer, owner, a.moment.today)) {
    return {};
  }
  return base::refuse("TENANT_MISMATCH", "subscription '" + asked.subscription +
                                             "' belongs to another customer than '" +
                                             asked.customer + "'");
}

base::Status no_twin(const Attempt& a, const Request& asked) {
  for (const Request* one : open_rivals(a.moment, asked)) {
    if (one->partner != asked.partner || one->number == asked.number) continue;
    return base::refuse("ALREADY_REQUESTED", one->id() + " (" + one->state +
                                                 ") asks for the same already; move that one");
  }
  return {};
}

base::Status four_eyes(const Attempt& a, const Request& asked) {
  if (a.actor.text() != asked.opened_by) return {};
  return base::refuse("FOUR_EYES_REQUIRED", asked.id() + " was proposed by " + asked.opened_by +
                                                "; another operator confirms it");
}

base::Status within_a_day(const Attempt& a, const Request& asked) {
  const bool same = a.actor.text() == asked.moved_by;
  const bool soon = a.moment.now.milliseconds - asked.moved_at.milliseconds <= kDayMilliseconds;
  if (same && soon) return {};
  return base::refuse("UNDO_TOO_LATE",
                      same ? asked.id() + " is older than 24 hours; remove it instead"
                           : "only " + asked.moved_by + " may undo it; remove it instead");
}

bool has_newer_evidence(const Request& rival, const Request& asked, bool rival_holds) {
  if (rival.evidence_on != asked.evidence_on) return rival.evidence_on > asked.evidence_on;
  return rival_holds || rival.number < asked.number;
}

// A rival under review, or the holder by a claim of its own; the tie goes to the incumbent.
base::Status newest_evidence(const Attempt& a, const Request& asked) {
  for (const Request* one : open_rivals(a.moment, asked)) {
    if (one->number == asked.number || one->state == "DRAFT" || one->evidence.empty()) continue;
    if (one->state == "REJECTED" || one->state == "DISPUTED") continue;
    if (!has_newer_evidence(*one, asked, one->state == "ACTIVE")) continue;
    return base::refuse("NEWER_EVIDENCE", one->id() + " of partner '" + one->partner +
                                              "' rests on evidence of " + one->evidence_on.text() +
                                              ", which is not older; decide that one first");
  }
  return {};
}

// Whoever it is by: the answer names nobody.
base::Status not_registered(const Attempt& a, const Request& asked) {
  for (const Request* one : open_rivals(a.moment, asked)) {
    const base::DayRange mine{asked.on, asked.until}, other{one->on, one->until};
    if (one->number != asked.number && mine.overlaps(other)) {
      return base::refuse("ALREADY_REGISTERED",
                          "a deal is registered there for some of these days");
    }
  }
  return {};
}

base::Status term(const Attempt& a, const Request& asked) {
  const base::Day from = std::max(asked.on, a.moment.today);
  if (asked.until > from && asked.until - from <= kTermDaysMax) return {};
  return base::fail(base::Code::InvalidInput,
                    "a grant needs a term of 1 to 730 days; give the day it ends, at most " +
                        (from + kTermDaysMax).text());
}

base::Status window(const Attempt& a, const Request& asked) {
  const int most = a.moment.programme.parameters.operator_backdating_max_days;
  if (!asked.exception.empty() || a.moment.today - asked.on <= most) return {};
  return base::refuse("BACKDATE_NOT_ALLOWED",
                      asked.on.text() + " is more than " + std::to_string(most) +
                          " days ago; that needs a policy exception with its reason");
}

base::Status fits(const Attempt& a, const Request& asked) {
  Request copy = asked;
  const Effect effect =
      asked.kind == Kind::Correction
          ? Effect::Correct
          : (asked.kind == Kind::Engagement ? Effect::Register : Effect::Designate);
  const auto outcome = carry_out(a, effect, copy);
  return outcome ? base::Status() : std::unexpected(outcome.error());
}

base::Status rules(const Request& asked) {
  const auto known = [](std::string_view text, bool listed) {
    return text == "all" || text == "ask" || text == "none" || (listed && text == "listed");
  };
  const StandingRules& r = asked.rules;
  if (!known(r.renewals, false) || !known(r.transfers, false) || !known(r.products, true)) {
    return base::fail(base::Code::InvalidInput,
                      "what happens with renewals and transfers is all, ask or none; with "
                      "products also listed");
  }
  if (r.products == "listed" && r.families.empty()) {
    return base::fail(base::Code::InvalidInput, "name the families that are listed");
  }
  return {};
}

base::Status check(Guards guard, const Attempt& a, const Request& asked) {
  switch (guard) {
    case kPartnerActive: return partner_active(a, asked);
    case kWellFormed: return well_formed(asked);
    case kScope: return scope(a, asked);
    case kNoTwin: return no_twin(a, asked);
    case kEvidence:
      if (!asked.evidence.empty()) return {};
      return base::fail(base::Code::InvalidInput, "name the evidence");
    case kReasonGiven:
      if (!a.given.reason.empty()) return {};
      return base::fail(base::Code::InvalidInput, "give the reason");
    case kFourEyes: return four_eyes(a, asked);
    case kWithinADay: return within_a_day(a, asked);
    case kNewestEvidence: return newest_evidence(a, asked);
    case kNotRegistered: return not_registered(a, asked);
    case kTerm: return term(a, asked);
    case kWindow: return window(a, asked);
    case kFits: return fits(a, asked);
    case kRules: return rules(asked);
    default: break;
  }
  ASSERT(false);
  return {};
}

}  // namespace

std::string owner_of(const registry::Snapshot& registry, const Request& request) {
  if (request.subscription.empty()) return request.customer;
  const auto found =
      std::ranges::find(registry.subscriptions, request.subscription, &registry::Subscription::id);
  return found == registry.subscriptions.end() ? std::string() : registry[found->customer].id;
}

std::vector<const Request*> open_rivals(const Moment& moment, const Request& request) {
  std::vector<const Request*> found;
  const std::string owner = owner_of(moment.registry, request);
  for (const Request& one : moment.requests) {
    if (one.kind != request.kind || one.type != request.type || !is_open(one)) continue;
    if (one.subscription != request.subscription || one.workload != request.workload) continue;
    const bool meets = !request.subscription.empty() || owner_of(moment.registry, one) == owner;
    if (meets) found.push_back(&one);
  }
  return found;
}

base::Status check_identity(const Attempt& a, const Request& asked) {
  using registry::ActorKind;
  if (a.actor.kind == ActorKind::Customer) {
    // Of what does not exist nobody is admin either: the answer is the same.
    const bool opens = a.row.from.empty();
    const std::string owner = owner_of(a.moment.registry, asked);
    if (opens || registry::acts_for(a.moment.registry, a.actor.id, owner, a.moment.today))
      return {};
    return base::refuse(
        "NOT_CUSTOMER_ADMIN",
        "customer '" + a.actor.id + "' does not administer what " + asked.id() + " is about");
  }
  if (a.actor.kind != ActorKind::Partner) return {};
  if ((a.row.who & kPartner) != 0 && a.actor.id == asked.partner) return {};
  if ((a.row.who & kIncumbent) != 0 && a.actor.id == asked.counterparty) return {};
  return base::refuse("ACTOR_NOT_ALLOWED",
                      "partner '" + a.actor.id + "' has no part in that request");
}

base::Status check_guards(const Attempt& a, const Request& asked) {
  for (Guards guard = 1; guard <= kEveryGuard; guard = static_cast<Guards>(guard << 1U)) {
    if ((a.row.guards & guard) != 0) TRY_STATUS(check(guard, a, asked));
  }
  return {};
}

std::string guards_text(Guards guards) {
  std::string text;
  for (std::size_t i = 0; i < kTexts.size(); ++i) {
    if ((guards >> i & 1U) != 0) text += (text.empty() ? "" : "; ") + std::string(kTexts[i]);
  }
  return text;
}

}  // namespace lifecycle
