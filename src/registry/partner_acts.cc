#include "registry/partner_acts.h"

#include <algorithm>

#include "registry/act_detail.h"
#include "registry/act_parts.h"
#include "registry/partner_days.h"
#include "registry/termination.h"

namespace registry {
namespace {

base::Result<base::PartnerKey> partner_of(const View& view, const std::string& id) {
  const auto key = view.directory.partner(id);
  if (key.exists()) return key;
  return base::refuse("PARTNER_NOT_FOUND", "partner '" + id + "' is not registered; check its id");
}

std::unexpected<base::Error> nothing_to_change(const std::string& what) {
  return base::refuse("ALREADY_HELD", what + "; nothing to change");
}

base::Status check_status(const Situation& situation, const View& view, const StatusWish& wish) {
  const base::PartnerKey partner = TRY(partner_of(view, wish.partner_id));
  TRY_STATUS(check_day(situation, wish.on));
  if (wish.reason.empty()) {
    return base::fail(base::Code::InvalidInput,
                      "say why the status changes; the reason stands in the history for ever");
  }
  if (wish.for_cause && wish.status != base::PartnerStatus::Terminated) {
    return base::fail(base::Code::InvalidInput, "only a termination is for cause");
  }
  const auto changes = statuses_of(view.snapshot, partner);
  const auto of_day = std::ranges::find(changes, wish.on, &StatusChange::from);
  const std::string who = "partner '" + wish.partner_id + "'";
  if (!wish.status) {
    if (of_day != changes.end()) return {};
    return base::refuse("NOT_HOLDER", "no status of " + who + " begins on " + wish.on.text());
  }
  const bool same = status_on(view.snapshot, partner, wish.on) == *wish.status;
  if (!same || (of_day != changes.end() && of_day->for_cause != wish.for_cause)) return {};
  return nothing_to_change(who + " is " + std::string(base::word(*wish.status)) + " on " +
                           wish.on.text() + " already");
}

// The first day of what is new; of what is known already, the day on which it now ends.
template <class Known>
base::Status check_days(const Situation& situation, base::DayRange days, const Known* known) {
  if (days.to < days.from) {
    return base::fail(
        base::Code::InvalidInput,
        "it would end (" + days.to.text() + ") before it is complete (" + days.from.text() + ")");
  }
  if (known == nullptr) return check_day(situation, days.from);
  if (known->days == days) {
    return nothing_to_change("it is complete from " + days.from.text() + " on already");
  }
  return check_day(situation, std::min(days.to, known->days.to));
}

base::Status check_not_terminated(const View& view, base::PartnerKey partner, base::Day on) {
  if (status_on(view.snapshot, partner, on) != base::PartnerStatus::Terminated) return {};
  return base::refuse("PARTNER_NOT_ACTIVE", "partner '" + view.snapshot[partner].id +
                                                "' is terminated on " + on.text() +
                                                "; it takes on nothing new");
}

Decision decided(const Situation& situation, const View& view, ChangeSet changes,
                 std::string action, const std::string& reason, const std::string& wish) {
  Decision out;
  out.changes = std::move(changes);
  out.act = {.actor = actor_text(situation),
             .action = std::move(action),
             .reason = reason,
             .detail = detail_of(view, wish, out.changes)};
  return out;
}

}  // namespace

base::Result<Decision> set_status(const Situation& situation, const StatusWish& wish) {
  const Directory directory(situation.snapshot);
  const View view{situation.snapshot, directory, situation.programme};
  TRY_STATUS(check_status(situation, view, wish));
  ChangeSet changes;
  changes.statuses.push_back(
      {wish.partner_id, wish.on, wish.status, wish.for_cause, wish.status ? wish.reason : ""});
  changes.associations = ended_by_termination(view, changes.statuses);
  TRY_STATUS(check_change(view, changes));
  return decided(situation, view, std::move(changes), "partner status", wish.reason,
                 detail_of(wish));
}

base::Result<Decision> enrol(const Situation& situation, const EnrolWish& wish) {
  const Directory directory(situation.snapshot);
  const View view{situation.snapshot, directory, situation.programme};
  const base::PartnerKey partner = TRY(partner_of(view, wish.partner_id));
  const auto& all = view.snapshot.enrolments;
  const auto known = std::ranges::find_if(all, [&](const Enrolment& one) {
    return one.partner == partner && one.agreement == wish.agreement &&
           one.days.from == wish.days.from;
  });
  TRY_STATUS(check_not_terminated(view, partner, wish.days.from));
  TRY_STATUS(check_days(situation, wish.days, known == all.end() ? nullptr : &*known));
  ChangeSet changes;
  changes.enrolments.push_back({wish.partner_id, wish.agreement, wish.days});
  return decided(situation, view, std::move(changes), "partner enrol", wish.reason,
                 detail_of(wish));
}

base::Result<Decision> complete_profile(const Situation& situation, const ProfileWish& wish) {
  const Directory directory(situation.snapshot);
  const View view{situation.snapshot, directory, situation.programme};
  const base::PartnerKey partner = TRY(partner_of(view, wish.partner_id));
  const auto& all = view.snapshot.profiles;
  const auto known = std::ranges::find_if(all, [&](const Profile& one) {
    return one.partner == partner && one.kind == wish.kind && one.days.from == wish.days.from;
  });
  TRY_STATUS(check_not_terminated(view, partner, wish.days.from));
  TRY_STATUS(check_days(situation, wish.days, known == all.end() ? nullptr : &*known));
  ChangeSet changes;
  changes.profiles.push_back({wish.partner_id, wish.kind, wish.days});
  return decided(situation, view, std::move(changes), "partner profile", wish.reason,
                 detail_of(wish));
}

std::string detail_of(const StatusWish& wish) {
  return DetailWriter()
      .field("partner", wish.partner_id)
      .field("status", wish.status ? base::word(*wish.status) : "withdrawn")
      .field("on", wish.on.text())
      .field("for_cause", wish.for_cause ? "yes" : "")
      .text();
}

std::string detail_of(const EnrolWish& wish) {
  return DetailWriter()
      .field("partner", wish.partner_id)
      .field("agreement", wish.agreement)
      .field("completed_on", wish.days.from.text())
      .field("ends_on", wish.days.to.text())
      .text();
}

std::string detail_of(const ProfileWish& wish) {
  return DetailWriter()
      .field("partner", wish.partner_id)
      .field("profile", base::word(wish.kind))
      .field("completed_on", wish.days.from.text())
      .field("ends_on", wish.days.to.text())
      .text();
}

}  // namespace registry
