#include "registry/needs.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace registry {
namespace {

using programs::AssociationType;
using programs::ChannelGate;

// The parts of `days` on which the type's gate lets it hold.
std::vector<base::DayRange> gated(const AssociationType& type, base::DayRange days,
                                  const std::vector<ChannelPeriod>& periods) {
  if (type.channels == ChannelGate::Any) return {days};
  const bool csp_only = type.channels == ChannelGate::CspOnly;
  std::vector<base::DayRange> parts;
  base::Day rest = days.from;
  for (const ChannelPeriod& period : periods) {
    const base::DayRange csp = period.days.intersect(days);
    if (!base::is_csp(period.channel) || csp.empty()) continue;
    if (csp_only) parts.push_back(csp);
    if (!csp_only && rest < csp.from) parts.push_back({rest, csp.from});
    rest = csp.to;
  }
  if (!csp_only && rest < days.to) parts.push_back({rest, days.to});
  return parts;
}

auto place(const Standing& one) {
  return std::tuple(one.type, one.customer, one.subscription);
}

bool by_place(const Standing* a, const Standing* b) {
  return std::tuple(place(*a), a->days.from, a->id) < std::tuple(place(*b), b->days.from, b->id);
}

class Needs {
 public:
  Needs(const View& view, const ChannelPicture& channels, const std::vector<Standing>& standing)
      : view_(view), channels_(channels) {
    const auto& types = view.programme.types;
    std::vector<bool> concerned(types.size(), false);  // it needs another, or another needs it
    for (std::size_t i = 0; i < types.size(); ++i) {
      const auto needed = view.programme.type(types[i].needs);
      if (types[i].needs.empty() || !needed) continue;
      concerned[i] = concerned[*needed] = true;
    }
    for (const Standing& one : standing) {
      if (concerned[one.type] && !one.days.empty()) sorted_.push_back(&one);
    }
    std::ranges::sort(sorted_, by_place);
  }

  base::Status check() {
    for (const Standing* one : sorted_) {
      const AssociationType& type = view_.programme.types[one->type];
      const auto needed = view_.programme.type(type.needs);
      if (type.needs.empty() || !needed) continue;
      for (const auto subscription : covered(*one)) {
        TRY_STATUS(check_on(*one, subscription, *needed));
      }
    }
    return {};
  }

 private:
  std::vector<base::SubscriptionKey> covered(const Standing& one) {
    if (one.subscription.exists()) return {one.subscription};
    std::vector<base::SubscriptionKey> found;
    const auto& all = view_.snapshot.subscriptions;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      if (all[i].customer == one.customer) found.push_back({i});
    }
    return found;
  }

  std::vector<base::DayRange> days_of(programs::TypeIndex type, base::CustomerKey customer,
                                      base::SubscriptionKey subscription,
                                      std::string_view workload) const {
    std::vector<base::DayRange> days;
    for (const auto scope : {subscription, base::SubscriptionKey{}}) {
      const auto wanted = std::tuple(type, customer, scope);
      const auto found = std::ranges::equal_range(sorted_, wanted, {},
                                                  [](const Standing* one) { return place(*one); });
      for (const Standing* one : found) {
        if (one->workload.empty() || one->workload == workload) days.push_back(one->days);
      }
    }
    std::ranges::sort(days);
    return days;
  }

  static std::optional<base::Day> first_gap(base::DayRange days,
                                            const std::vector<base::DayRange>& cover) {
    for (const base::DayRange& part : cover) {
      if (part.from > days.from) break;
      days.from = std::max(days.from, part.to);
    }
    return days.empty() ? std::nullopt : std::optional(days.from);
  }

  base::Status check_on(const Standing& one, base::SubscriptionKey subscription,
                        programs::TypeIndex needed) {
    const AssociationType& type = view_.programme.types[one.type];
    const auto cover = days_of(needed, one.customer, subscription, one.workload);
    for (const base::DayRange& part : gated(type, one.days, channels_.periods(subscription))) {
      const auto gap = first_gap(part, cover);
      if (!gap) continue;
      return base::refuse(
          "NEEDS_OTHER_TYPE",
          describe(one, view_.snapshot) + " is a " + type.code + ", which needs a " + type.needs +
              " on the same days: subscription '" + view_.snapshot[subscription].id +
              "' has none on " + (gap->text().empty() ? "its first day" : gap->text()) +
              "; record the " + type.needs + " first, or shorten the " + type.code);
    }
    return {};
  }

  const View& view_;
  const ChannelPicture& channels_;
  std::vector<const Standing*> sorted_;
};

}  // namespace

ChannelPicture::ChannelPicture(const View& view, const ChangeSet& changes)
    : snapshot_(view.snapshot) {
  for (const auto& row : changes.channels) {
    changed_.push_back({{.subscription = view.directory.subscription(row.subscription_id),
                         .channel = row.channel,
                         .days = row.days,
                         .transacting = view.directory.partner(row.transacting_id),
                         .reseller = view.directory.partner(row.reseller_id)},
                        row.voided});
  }
  std::ranges::sort(changed_, {}, [](const Changed& one) {
    return std::tuple(one.period.subscription, one.period.days.from);
  });
}

std::vector<ChannelPeriod> ChannelPicture::periods(base::SubscriptionKey subscription) const {
  const auto changed = std::ranges::equal_range(
      changed_, subscription, {}, [](const Changed& one) { return one.period.subscription; });
  std::vector<ChannelPeriod> all;
  for (const ChannelPeriod& period : channels_of(snapshot_, subscription)) {
    const bool replaced = std::ranges::any_of(
        changed, [&](const Changed& one) { return one.period.days.from == period.days.from; });
    if (!replaced && !period.days.empty()) all.push_back(period);
  }
  for (const Changed& one : changed) {
    if (!one.voided && !one.period.days.empty()) all.push_back(one.period);
  }
  std::ranges::sort(all, {}, [](const ChannelPeriod& period) { return period.days; });
  return all;
}

base::Status check_needs(const View& view, const ChannelPicture& channels,
                         const std::vector<Standing>& standing) {
  return Needs(view, channels, standing).check();
}

}  // namespace registry
