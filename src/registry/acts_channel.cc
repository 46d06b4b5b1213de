#include <algorithm>

#include "registry/act_detail.h"
#include "registry/act_parts.h"
#include "registry/recognition.h"

namespace registry {
namespace {

using programs::ChannelGate;

struct Move {
  const View& view;
  const ChannelMove& wish;
  base::SubscriptionKey subscription;
  const ChannelPeriod* before = nullptr;  // the period that contains the day
  base::DayRange days;                    // of the new period
};

ChangeSet::ChannelRow row_of(const View& view, const ChannelPeriod& period) {
  const auto id = [&](base::PartnerKey key) {
    return key.exists() ? view.snapshot[key].id : std::string();
  };
  return {.subscription_id = view.snapshot[period.subscription].id,
          .channel = period.channel,
          .days = period.days,
          .transacting_id = id(period.transacting),
          .reseller_id = id(period.reseller),
          .voided = false};
}

Move plan(const View& view, const ChannelMove& wish) {
  Move move{.view = view,
            .wish = wish,
            .subscription = view.directory.subscription(wish.subscription_id),
            .days = {wish.on, base::Day::forever()}};
  for (const ChannelPeriod& period : channels_of(view.snapshot, move.subscription)) {
    if (period.days.contains(wish.on)) {
      move.before = &period;
      move.days.to = period.days.to;
    } else if (period.days.from > wish.on && !period.days.empty()) {
      move.days.to = std::min(move.days.to, period.days.from);
    }
  }
  return move;
}

bool was_csp(const Move& move) {
  return move.before != nullptr && base::is_csp(move.before->channel);
}

bool becomes_csp(const Move& move) {
  return base::is_csp(move.wish.channel);
}

// Why an association of the type ends with the move; empty when the move does not touch it.
std::string_view end_reason(const Move& move, const programs::AssociationType& type) {
  if (becomes_csp(move) && !was_csp(move) && type.channels == ChannelGate::NotCsp) {
    return "CHANNEL_CHANGED_TO_CSP";
  }
  if (!becomes_csp(move) && was_csp(move) && type.channels == ChannelGate::CspOnly) {
    return "CHANNEL_CHANGED_FROM_CSP";
  }
  return {};
}

// Explicit associations of this subscription. One for all of the customer's subscriptions stays:
// its gates take it away here, day by day.
void end_explicit(const Move& move, ChangeSet& changes) {
  for (const Association& one : move.view.snapshot.associations) {
    if (one.subscription != move.subscription || one.source == kRecognition) continue;
    if (one.days.empty() || one.days.to <= move.days.from || one.days.from >= move.days.to) {
      continue;
    }
    const auto reason = end_reason(move, move.view.programme.types[one.type]);
    if (!reason.empty()) {
      changes.associations.push_back(ended(move.view, one, move.days.from, reason));
    }
  }
}

// The old period ends on the day; the new one begins. When both begin on one day the new one takes
// the place of the old, whose recognised associations become what the new period gives.
void move_periods(const Move& move, ChangeSet& changes) {
  const auto recognised = [&](const ChangeSet::ChannelRow& period, bool ends) {
    for (auto& row : recognise(move.view, period, "")) {
      const auto reason =
          end_reason(move, move.view.programme.types[*move.view.programme.type(row.type)]);
      if (ends && !row.voided) row.end_reason = reason.empty() ? "REPLACED" : reason;
      changes.associations.push_back(std::move(row));
    }
    changes.channels.push_back(period);
  };
  if (move.before != nullptr && move.before->days.from < move.wish.on) {
    ChangeSet::ChannelRow old = row_of(move.view, *move.before);
    old.days.to = move.wish.on;
    recognised(old, true);
  }
  recognised({.subscription_id = move.wish.subscription_id,
              .channel = move.wish.channel,
              .days = move.days,
              .transacting_id = move.wish.transacting_id,
              .reseller_id = move.wish.reseller_id,
              .voided = false},
             false);
}

base::Status check_wish(const Situation& situation, const View& view, const ChannelMove& wish) {
  TRY_STATUS(check_subscription(view, wish.subscription_id, wish.on));
  for (const std::string& partner : {wish.transacting_id, wish.reseller_id}) {
    if (!partner.empty()) TRY_STATUS(check_partner(view, partner, wish.on));
  }
  return check_day(situation, wish.on);
}

}  // namespace

base::Result<Decision> change_channel(const Situation& situation, const ChannelMove& wish) {
  const Directory directory(situation.snapshot);
  const View view{situation.snapshot, directory, situation.programme};
  TRY_STATUS(check_wish(situation, view, wish));
  const Move move = plan(view, wish);
  Decision decision;
  end_explicit(move, decision.changes);
  move_periods(move, decision.changes);
  TRY_STATUS(check_change(view, decision.changes));
  decision.act = {.actor = actor_text(situation),
                  .action = "change channel",
                  .reason = wish.reason,
                  .detail = detail_of(view, detail_of(wish), decision.changes)};
  return decision;
}

std::string detail_of(const ChannelMove& wish) {
  return DetailWriter()
      .field("subscription", wish.subscription_id)
      .field("channel", base::word(wish.channel))
      .field("on", wish.on.text())
      .field("transacting_partner", wish.transacting_id)
      .field("reseller_partner", wish.reseller_id)
      .text();
}

}  // namespace registry
