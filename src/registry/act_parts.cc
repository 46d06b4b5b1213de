#include "registry/act_parts.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "registry/act_detail.h"
#include "registry/credit_shares.h"
#include "registry/exclusivity.h"
#include "registry/needs.h"
#include "registry/partner_days.h"

namespace registry {
namespace {

std::string object_of(const ChangeSet::AssociationRow& row) {
  return DetailWriter()
      .field("association", row.id)
      .field("type", row.type)
      .field("partner", row.partner_id)
      .field("customer", row.customer_id)
      .field("subscription", row.subscription_id)
      .field("workload", row.workload)
      .field("starts_on", row.days.from.text())
      .field("ends_on", row.days.to.text())
      .field("end_reason", row.end_reason)
      .text();
}

std::string object_of(const ChangeSet::ChannelRow& row) {
  return DetailWriter()
      .field("subscription", row.subscription_id)
      .field("channel", base::word(row.channel))
      .field("starts_on", row.days.from.text())
      .field("ends_on", row.days.to.text())
      .field("transacting_partner", row.transacting_id)
      .field("reseller_partner", row.reseller_id)
      .text();
}

std::string object_of(const ChangeSet::StatusRow& row) {
  return DetailWriter()
      .field("partner", row.partner_id)
      .field("status", row.status ? base::word(*row.status) : "withdrawn")
      .field("starts_on", row.from.text())
      .field("for_cause", row.for_cause ? "yes" : "")
      .field("reason", row.reason)
      .text();
}

std::string object_of(const ChangeSet::MergerRow& row) {
  return DetailWriter()
      .field("merged", row.merged_id)
      .field("survivor", row.survivor_id)
      .field("kind", base::word(row.kind))
      .field("starts_on", row.from.text())
      .text();
}

std::string object_of(const ChangeSet::EnrolmentRow& row) {
  return DetailWriter()
      .field("partner", row.partner_id)
      .field("agreement", row.agreement)
      .field("completed_on", row.days.from.text())
      .field("ends_on", row.days.to.text())
      .text();
}

std::string object_of(const ChangeSet::ProfileRow& row) {
  return DetailWriter()
      .field("partner", row.partner_id)
      .field("profile", base::word(row.kind))
      .field("completed_on", row.days.from.text())
      .field("ends_on", row.days.to.text())
      .text();
}

std::string object_of(const ChangeSet::CreditShareRow& row) {
  return DetailWriter()
      .field("subscription", row.subscription_id)
      .field("partner", row.partner_id)
      .field("share", row.share.text())
      .field("starts_on", row.days.from.text())
      .field("ends_on", row.days.to.text())
      .text();
}

void add_credit_shares(const View& view, const ChangeSet& changes, std::vector<std::string>& before,
                       std::vector<std::string>& after) {
  for (const auto& row : changes.credit_shares) {
    const auto subscription = view.directory.subscription(row.subscription_id);
    for (const CreditShare& one : shares_of(view.snapshot, subscription)) {
      if (one.partner != view.directory.partner(row.partner_id)) continue;
      if (one.days.from != row.days.from) continue;
      before.push_back(object_of(
          ChangeSet::CreditShareRow{row.subscription_id, row.partner_id, one.share, one.days}));
    }
    after.push_back(object_of(row));
  }
}

// The partner facts that the change revises, and as what.
void add_partner_facts(const View& view, const ChangeSet& changes, std::vector<std::string>& before,
                       std::vector<std::string>& after) {
  const Snapshot& s = view.snapshot;
  for (const auto& row : changes.statuses) {
    const auto partner = view.directory.partner(row.partner_id);
    for (const StatusChange& one : statuses_of(s, partner)) {
      if (one.from != row.from) continue;
      before.push_back(object_of(
          ChangeSet::StatusRow{row.partner_id, one.from, one.status, one.for_cause, one.reason}));
    }
    after.push_back(object_of(row));
  }
  for (const auto& row : changes.enrolments) {
    const auto partner = view.directory.partner(row.partner_id);
    for (const Enrolment& one : s.enrolments) {
      const bool known = one.partner == partner && one.agreement == row.agreement &&
                         one.days.from == row.days.from;
      if (known)
        before.push_back(
            object_of(ChangeSet::EnrolmentRow{row.partner_id, one.agreement, one.days}));
    }
    after.push_back(object_of(row));
  }
  for (const auto& row : changes.profiles) {
    const auto partner = view.directory.partner(row.partner_id);
    for (const Profile& one : s.profiles) {
      const bool known =
          one.partner == partner && one.kind == row.kind && one.days.from == row.days.from;
      if (known)
        before.push_back(object_of(ChangeSet::ProfileRow{row.partner_id, one.kind, one.days}));
    }
    after.push_back(object_of(row));
  }
}

// How many days back this actor may reach.
int backdating_days(const Situation& situation) {
  const auto& parameters = situation.programme.parameters;
  const bool is_operator =
      situation.actor == ActorKind::Operator || situation.actor == ActorKind::Feed;
  return is_operator ? parameters.operator_backdating_max_days
                     : parameters.customer_backdating_days;
}

}  // namespace

base::Status check_day(const Situation& situation, base::Day on) {
  const int back = situation.today - on;
  const int most_back = backdating_days(situation);
  if (back > most_back && !situation.policy_exception) {
    return base::refuse("BACKDATE_NOT_ALLOWED",
                        on.text() + " is " + std::to_string(back) + " days ago; " +
                            (situation.actor == ActorKind::Operator
                                 ? "an operator may go back " + std::to_string(most_back) + " days"
                                 : "only an operator may change the past: ask one") +
                            " (today is " + situation.today.text() + ")");
  }
  const int most_ahead = situation.programme.parameters.future_dating_max_days;
  if (-back <= most_ahead) return {};
  return base::refuse("FUTURE_DATE_NOT_ALLOWED", on.text() + " is " + std::to_string(-back) +
                                                     " days ahead; a change may be "
                                                     "planned at most " +
                                                     std::to_string(most_ahead) + " days ahead");
}

base::Status check_partner(const View& view, std::string_view id, base::Day on) {
  return check_active(view.snapshot, view.directory.partner(id), id, on);
}

base::Status check_subscription(const View& view, std::string_view id, base::Day on) {
  const auto key = view.directory.subscription(id);
  if (!key.exists()) {
    return base::refuse("SUBSCRIPTION_NOT_FOUND",
                        "subscription '" + std::string(id) + "' is not registered; check its id");
  }
  const base::DayRange life = view.snapshot[key].life;
  if (life.contains(on)) return {};
  return base::refuse("SUBSCRIPTION_NOT_ACTIVE",
                      "subscription '" + std::string(id) + "' is not active on " + on.text() +
                          " (it runs from " + life.from.text() + " to " +
                          (life.to == base::Day::forever() ? "open" : life.to.text()) + ")");
}

ChangeSet::AssociationRow row_of(const View& view, const Association& one) {
  const Snapshot& s = view.snapshot;
  const auto& type = view.programme.types[one.type];
  return {.id = one.id,
          .type = type.code,
          .partner_id = s[one.partner].id,
          .customer_id = s[one.customer].id,
          .subscription_id = one.subscription.exists() ? s[one.subscription].id : std::string(),
          .workload = one.workload,
          .days = one.days,
          .end_reason = one.end_reason,
          .source = one.source,
          .exclusive = type.exclusive,
          .exclusive_in = std::string(type.excludes_in(one.workload)),
          .voided = false,
          .where = {}};
}

ChangeSet::AssociationRow ended(const View& view, const Association& one, base::Day day,
                                std::string_view reason) {
  ChangeSet::AssociationRow row = row_of(view, one);
  row.days.to = std::max(day, one.days.from);
  row.end_reason = reason;
  return row;
}

base::Status check_change(const View& view, const ChangeSet& changes) {
  const auto standing = standing_after(view, changes);
  TRY_STATUS(check_exclusive(view, standing));
  return check_needs(view, ChannelPicture(view, changes), standing);
}

std::string actor_text(const Situation& situation) {
  static constexpr std::array<std::string_view, 5> kWords{"customer", "partner", "operator", "feed",
                                                          "system"};
  return std::string(kWords[static_cast<std::size_t>(situation.actor)]) + ":" + situation.name;
}

std::string detail_of(const View& view, const std::string& wish, const ChangeSet& changes) {
  std::vector<std::string> before, after;
  for (const auto& row : changes.channels) {
    for (const ChannelPeriod& period :
         channels_of(view.snapshot, view.directory.subscription(row.subscription_id))) {
      if (period.days.from != row.days.from) continue;
      const auto id = [&](base::PartnerKey key) {
        return key.exists() ? view.snapshot[key].id : std::string();
      };
      before.push_back(
          object_of(ChangeSet::ChannelRow{row.subscription_id, period.channel, period.days,
                                          id(period.transacting), id(period.reseller), false}));
    }
    after.push_back(object_of(row));
  }
  for (const auto& row : changes.associations) {
    const Association* current = find_association(view.snapshot, row.id);
    if (current != nullptr) before.push_back(object_of(row_of(view, *current)));
    if (!row.voided) after.push_back(object_of(row));
  }
  for (const auto& row : changes.mergers)
    after.push_back(object_of(row));
  add_partner_facts(view, changes, before, after);
  add_credit_shares(view, changes, before, after);
  return DetailWriter()
      .nested("asked", wish)
      .nested("before", array_of(before))
      .nested("after", array_of(after))
      .text();
}

}  // namespace registry
