#include "registry/share_acts.h"

#include <algorithm>

#include "registry/act_detail.h"
#include "registry/act_parts.h"
#include "registry/credit_shares.h"

namespace registry {
namespace {

base::Status check_wish(const Situation& situation, const View& view, const ShareWish& wish) {
  if (wish.days.empty()) {
    return base::fail(base::Code::InvalidInput, "the share would end (" + wish.days.to.text() +
                                                    ") before it begins (" + wish.days.from.text() +
                                                    ")");
  }
  TRY_STATUS(check_partner(view, wish.partner_id, wish.days.from));
  TRY_STATUS(check_subscription(view, wish.subscription_id, wish.days.from));
  TRY_STATUS(check_day(situation, wish.days.from));
  if (wish.days.to == base::Day::forever()) return {};
  return check_day(situation, wish.days.to);
}

// The rows that make `wish` true: what was there on its days gives way, what lasts longer goes on.
std::vector<ChangeSet::CreditShareRow> rows_for(const View& view, const ShareWish& wish) {
  std::vector<ChangeSet::CreditShareRow> out;
  const auto put = [&](base::Decimal share, base::DayRange days) {
    std::erase_if(out, [&](const auto& row) { return row.days.from == days.from; });
    out.push_back({wish.subscription_id, wish.partner_id, share, days});
  };
  const auto subscription = view.directory.subscription(wish.subscription_id);
  const auto partner = view.directory.partner(wish.partner_id);
  for (const CreditShare& one : shares_of(view.snapshot, subscription)) {
    if (one.partner != partner || one.days.empty() || !one.days.overlaps(wish.days)) continue;
    put(one.share, {one.days.from, std::max(one.days.from, wish.days.from)});
    if (one.days.to > wish.days.to) put(one.share, {wish.days.to, one.days.to});
  }
  if (!wish.share.is_zero()) put(wish.share, wish.days);
  return out;
}

bool is_news(const View& view, const ShareWish& wish) {
  const auto shares = shares_of(view.snapshot, view.directory.subscription(wish.subscription_id));
  const auto partner = view.directory.partner(wish.partner_id);
  if (share_on(shares, partner, wish.days.from) != wish.share) return true;
  return std::ranges::any_of(shares, [&](const CreditShare& one) {
    const bool within = wish.days.contains(one.days.from) || wish.days.contains(one.days.to);
    return one.partner == partner && !one.days.empty() && within;
  });
}

}  // namespace

std::vector<CreditShare> shares_after(const View& view, const ChangeSet& changes,
                                      base::SubscriptionKey subscription) {
  const auto known = shares_of(view.snapshot, subscription);
  std::vector<CreditShare> out(known.begin(), known.end());
  for (const auto& row : changes.credit_shares) {
    const CreditShare made{view.directory.subscription(row.subscription_id),
                           view.directory.partner(row.partner_id), row.share, row.days};
    if (made.subscription != subscription) continue;
    std::erase_if(out, [&](const CreditShare& one) { return order_of(one) == order_of(made); });
    out.push_back(made);
  }
  return out;
}

std::string told(const ShareFault& fault, const std::string& subscription_id) {
  const std::string where =
      "on " + fault.day.text() + " the shares of subscription '" + subscription_id + "' ";
  if (fault.twice) return where + "are two of one partner; let the earlier one end before";
  return where + "come to " + percent_text(fault.sum) + " %; together they are at most 100 %";
}

base::Result<Decision> set_share(const Situation& situation, const ShareWish& wish) {
  const Directory directory(situation.snapshot);
  const View view{situation.snapshot, directory, situation.programme};
  TRY_STATUS(check_wish(situation, view, wish));
  if (!is_news(view, wish)) {
    return base::refuse("ALREADY_HELD", "the share of partner '" + wish.partner_id + "' is " +
                                            percent_text(wish.share) +
                                            " % on these days already; nothing to change");
  }
  Decision out;
  out.changes.credit_shares = rows_for(view, wish);
  const auto subscription = directory.subscription(wish.subscription_id);
  if (const auto wrong = share_fault(shares_after(view, out.changes, subscription)))
    return base::refuse("SHARES_EXCEED_WHOLE", told(*wrong, wish.subscription_id));
  out.act = {.actor = actor_text(situation),
             .action = "share set",
             .reason = wish.reason,
             .detail = detail_of(view, detail_of(wish), out.changes)};
  return out;
}

std::string detail_of(const ShareWish& wish) {
  return DetailWriter()
      .field("subscription", wish.subscription_id)
      .field("partner", wish.partner_id)
      .field("share", wish.share.text())
      .field("starts_on", wish.days.from.text())
      .field("ends_on", wish.days.to.text())
      .text();
}

}  // namespace registry
